/// One entry of `Metrics` (of an alarm) or `MetricDataQueries` (of a request): a metric or an expression.
public struct MetricDataQuery: Codable, Hashable, Sendable {
    /// `Id`, by which expressions refer to this entry.
    public var id: String
    /// `Expression`, metric math; exclusive with ``metricStat``.
    public var expression: String?
    /// `MetricStat`.
    public var metricStat: MetricStat?
    /// `Label`.
    public var label: String?
    /// `ReturnData`; absent means true.
    public var returnData: Bool?
    /// `Period` of an expression, in seconds.
    public var period: Int?

    /// Makes an entry.
    public init(
        id: String, expression: String? = nil, metricStat: MetricStat? = nil, label: String? = nil,
        returnData: Bool? = nil, period: Int? = nil
    ) {
        self.id = id
        self.expression = expression
        self.metricStat = metricStat
        self.label = label
        self.returnData = returnData
        self.period = period
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case expression = "Expression"
        case metricStat = "MetricStat"
        case label = "Label"
        case returnData = "ReturnData"
        case period = "Period"
    }
}

/// A metric with the statistic and period it is read with (`MetricStat`).
public struct MetricStat: Codable, Hashable, Sendable {
    /// `Metric`.
    public var metric: MetricName
    /// `Period` in seconds.
    public var period: Int
    /// `Stat`, for example `Sum` or `p99`.
    public var stat: String
    /// `Unit`; `nil` takes whatever unit the data has.
    public var unit: String?

    /// Makes a statistic of a metric.
    public init(metric: MetricName, period: Int, stat: String, unit: String? = nil) {
        self.metric = metric
        self.period = period
        self.stat = stat
        self.unit = unit
    }

    private enum CodingKeys: String, CodingKey {
        case metric = "Metric"
        case period = "Period"
        case stat = "Stat"
        case unit = "Unit"
    }
}

/// Namespace, name and dimensions of a metric (`Metric`).
public struct MetricName: Codable, Hashable, Sendable {
    /// `Namespace`, for example `AWS/EC2`.
    public var namespace: String?
    /// `MetricName`, for example `NetworkIn`.
    public var metricName: String
    /// `Dimensions`.
    public var dimensions: [Dimension]?

    /// Makes a metric's identity.
    public init(namespace: String?, metricName: String, dimensions: [Dimension]? = nil) {
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions
    }

    private enum CodingKeys: String, CodingKey {
        case namespace = "Namespace"
        case metricName = "MetricName"
        case dimensions = "Dimensions"
    }
}

/// One dimension of a metric (`Dimensions` entry).
public struct Dimension: Codable, Hashable, Sendable {
    /// `Name`.
    public var name: String
    /// `Value`.
    public var value: String

    /// Makes a dimension.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case value = "Value"
    }
}
