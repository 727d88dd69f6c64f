/// A metric to ask for.
public struct MetricRequest: Sendable, Hashable {
    /// Id of the query: a lower-case letter, then letters, digits and underscores.
    public var identifier: String
    /// Namespace.
    public var namespace: String
    /// Metric name.
    public var metricName: String
    /// Dimensions, sorted by name.
    public var dimensions: [(name: String, value: String)]
    /// `Sum`, `SampleCount`, ….
    public var statistic: String

    /// Makes a request.
    public init(
        identifier: String, namespace: String, metricName: String,
        dimensions: [(name: String, value: String)],
        statistic: String
    ) {
        self.identifier = identifier
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        self.statistic = statistic
    }

    /// Equal in every part.
    public static func == (left: MetricRequest, right: MetricRequest) -> Bool {
        left.parts == right.parts
    }

    /// Hashes every part.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }

    private var parts: [String] {
        [identifier, namespace, metricName, statistic] + dimensions.flatMap { [$0.name, $0.value] }
    }

    /// The MetricDataQuery, at a period in seconds.
    public func query(period: Int) -> JSONValue {
        [
            "Id": .string(identifier),
            "MetricStat": [
                "Metric": [
                    "Namespace": .string(namespace), "MetricName": .string(metricName),
                    "Dimensions": .array(
                        dimensions.map { ["Name": .string($0.name), "Value": .string($0.value)] }),
                ],
                "Period": .number(Double(period)), "Stat": .string(statistic),
            ],
            "ReturnData": true,
        ]
    }
}
