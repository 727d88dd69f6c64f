/// The properties of a metric alarm as they stand in `put-metric-alarm`, `describe-alarms` and CloudFormation JSON.
///
/// Nothing is interpreted and nothing is required: this is what somebody wrote, to be checked by ``validate(isPartial:)``
/// and made into a ``MetricAlarm``. Keys that say nothing about evaluation (ARNs, states, tags) are skipped.
public struct AlarmProperties: Hashable, Sendable {
    /// `AlarmName`.
    public var alarmName: String?
    /// `AlarmDescription`.
    public var alarmDescription: String?
    /// `ActionsEnabled`; absent means true.
    public var actionsEnabled: Bool?
    /// `OKActions`, ARNs.
    public var okActions: [String]?
    /// `AlarmActions`, ARNs.
    public var alarmActions: [String]?
    /// `InsufficientDataActions`, ARNs.
    public var insufficientDataActions: [String]?
    /// `MetricName`.
    public var metricName: String?
    /// `Namespace`.
    public var namespace: String?
    /// `Dimensions`.
    public var dimensions: [Dimension]?
    /// `Statistic`.
    public var statistic: String?
    /// `ExtendedStatistic`, for example `p99`.
    public var extendedStatistic: String?
    /// `Period`, seconds.
    public var period: Int?
    /// `Unit`.
    public var unit: String?
    /// `EvaluationPeriods`, N.
    public var evaluationPeriods: Int?
    /// `DatapointsToAlarm`, M.
    public var datapointsToAlarm: Int?
    /// `Threshold`.
    public var threshold: Double?
    /// `ComparisonOperator`.
    public var comparisonOperator: String?
    /// `TreatMissingData`.
    public var treatMissingData: String?
    /// `EvaluateLowSampleCountPercentile`.
    public var evaluateLowSampleCountPercentile: String?
    /// `Metrics`.
    public var metrics: [MetricDataQuery]?
    /// `ThresholdMetricId`.
    public var thresholdMetricID: String?
    /// `EvaluationWindow`.
    public var evaluationWindow: EvaluationWindow?
    /// `WarmUpConfiguration`.
    public var warmUpConfiguration: WarmUpConfiguration?
    /// Whether `EvaluationCriteria` (a PromQL query) stands in place of metrics.
    public var hasEvaluationCriteria = false

    /// Makes properties of which none is set.
    public init() {}
}

extension AlarmProperties: Codable {
    private enum CodingKeys: String, CodingKey {
        case alarmName = "AlarmName"
        case alarmDescription = "AlarmDescription"
        case actionsEnabled = "ActionsEnabled"
        case okActions = "OKActions"
        case alarmActions = "AlarmActions"
        case insufficientDataActions = "InsufficientDataActions"
        case metricName = "MetricName"
        case namespace = "Namespace"
        case dimensions = "Dimensions"
        case statistic = "Statistic"
        case extendedStatistic = "ExtendedStatistic"
        case period = "Period"
        case unit = "Unit"
        case evaluationPeriods = "EvaluationPeriods"
        case datapointsToAlarm = "DatapointsToAlarm"
        case threshold = "Threshold"
        case comparisonOperator = "ComparisonOperator"
        case treatMissingData = "TreatMissingData"
        case evaluateLowSampleCountPercentile = "EvaluateLowSampleCountPercentile"
        case metrics = "Metrics"
        case thresholdMetricID = "ThresholdMetricId"
        case evaluationWindow = "EvaluationWindow"
        case warmUpConfiguration = "WarmUpConfiguration"
        case evaluationCriteria = "EvaluationCriteria"
    }

    /// Reads the properties; numbers may be written as text, as CloudFormation allows.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        alarmName = try values.decodeIfPresent(String.self, forKey: .alarmName)
        alarmDescription = try values.decodeIfPresent(String.self, forKey: .alarmDescription)
        actionsEnabled = try values.decodeIfPresent(Bool.self, forKey: .actionsEnabled)
        okActions = try values.decodeIfPresent([String].self, forKey: .okActions)
        alarmActions = try values.decodeIfPresent([String].self, forKey: .alarmActions)
        insufficientDataActions = try values.decodeIfPresent([String].self, forKey: .insufficientDataActions)
        metricName = try values.decodeIfPresent(String.self, forKey: .metricName)
        namespace = try values.decodeIfPresent(String.self, forKey: .namespace)
        dimensions = try values.decodeIfPresent([Dimension].self, forKey: .dimensions)
        statistic = try values.decodeIfPresent(String.self, forKey: .statistic)
        extendedStatistic = try values.decodeIfPresent(String.self, forKey: .extendedStatistic)
        period = try values.decodeNumberIfPresent(Int.self, forKey: .period)
        unit = try values.decodeIfPresent(String.self, forKey: .unit)
        evaluationPeriods = try values.decodeNumberIfPresent(Int.self, forKey: .evaluationPeriods)
        datapointsToAlarm = try values.decodeNumberIfPresent(Int.self, forKey: .datapointsToAlarm)
        threshold = try values.decodeNumberIfPresent(Double.self, forKey: .threshold)
        comparisonOperator = try values.decodeIfPresent(String.self, forKey: .comparisonOperator)
        treatMissingData = try values.decodeIfPresent(String.self, forKey: .treatMissingData)
        evaluateLowSampleCountPercentile = try values.decodeIfPresent(
            String.self, forKey: .evaluateLowSampleCountPercentile)
        // `describe-alarms` through some SDKs shows an empty list for an alarm on one metric.
        let metrics = try values.decodeIfPresent([MetricDataQuery].self, forKey: .metrics)
        self.metrics = metrics?.isEmpty == true ? nil : metrics
        thresholdMetricID = try values.decodeIfPresent(String.self, forKey: .thresholdMetricID)
        evaluationWindow = try values.decodeIfPresent(EvaluationWindow.self, forKey: .evaluationWindow)
        warmUpConfiguration = try values.decodeIfPresent(
            WarmUpConfiguration.self, forKey: .warmUpConfiguration)
        hasEvaluationCriteria =
            try values.contains(.evaluationCriteria) && !values.decodeNil(forKey: .evaluationCriteria)
    }

    /// Writes what is set; a PromQL query is not kept and so not written.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(alarmName, forKey: .alarmName)
        try values.encodeIfPresent(alarmDescription, forKey: .alarmDescription)
        try values.encodeIfPresent(actionsEnabled, forKey: .actionsEnabled)
        try values.encodeIfPresent(okActions, forKey: .okActions)
        try values.encodeIfPresent(alarmActions, forKey: .alarmActions)
        try values.encodeIfPresent(insufficientDataActions, forKey: .insufficientDataActions)
        try values.encodeIfPresent(metricName, forKey: .metricName)
        try values.encodeIfPresent(namespace, forKey: .namespace)
        try values.encodeIfPresent(dimensions, forKey: .dimensions)
        try values.encodeIfPresent(statistic, forKey: .statistic)
        try values.encodeIfPresent(extendedStatistic, forKey: .extendedStatistic)
        try values.encodeIfPresent(period, forKey: .period)
        try values.encodeIfPresent(unit, forKey: .unit)
        try values.encodeIfPresent(evaluationPeriods, forKey: .evaluationPeriods)
        try values.encodeIfPresent(datapointsToAlarm, forKey: .datapointsToAlarm)
        try values.encodeIfPresent(threshold, forKey: .threshold)
        try values.encodeIfPresent(comparisonOperator, forKey: .comparisonOperator)
        try values.encodeIfPresent(treatMissingData, forKey: .treatMissingData)
        try values.encodeIfPresent(
            evaluateLowSampleCountPercentile, forKey: .evaluateLowSampleCountPercentile)
        try values.encodeIfPresent(metrics, forKey: .metrics)
        try values.encodeIfPresent(thresholdMetricID, forKey: .thresholdMetricID)
        try values.encodeIfPresent(evaluationWindow, forKey: .evaluationWindow)
        try values.encodeIfPresent(warmUpConfiguration, forKey: .warmUpConfiguration)
    }
}

extension KeyedDecodingContainer {
    /// A number, or the text of one.
    fileprivate func decodeNumberIfPresent<Number: Decodable & LosslessStringConvertible>(
        _ type: Number.Type, forKey key: Key
    ) throws -> Number? {
        if let text = try? decodeIfPresent(String.self, forKey: key), let number = Number(text) {
            return number
        }
        return try decodeIfPresent(type, forKey: key)
    }
}
