/// Why properties do not make an alarm that can be evaluated off-line.
public enum AlarmPropertiesError: Error, Hashable, Sendable {
    /// A property without which nothing can be evaluated is absent.
    case missing(alarm: String, property: String)
    /// A property has a value that CloudWatch does not know.
    case unknownValue(alarm: String, property: String, value: String)
    /// The alarm watches a PromQL query, which only the live service can run.
    case promQL(alarm: String)
}

extension AlarmPropertiesError: CustomStringConvertible {
    /// One sentence that names the alarm, the property and the reason.
    public var description: String {
        switch self {
        case .missing(let alarm, let property): "alarm \(alarm): \(property) is missing"
        case .unknownValue(let alarm, let property, let value):
            "alarm \(alarm): \(property) has the unknown value \(value.debugDescription)"
        case .promQL(let alarm): "alarm \(alarm) watches a PromQL query and cannot be evaluated off-line"
        }
    }
}

extension MetricAlarm {
    /// Makes an alarm from its properties, with CloudWatch's defaults for what is absent.
    ///
    /// - Throws: ``AlarmPropertiesError`` when the properties do not say how to evaluate. Limits are not checked here:
    ///   that is ``AlarmProperties/validate(isPartial:)``.
    public init(_ properties: AlarmProperties) throws(AlarmPropertiesError) {
        let name = (properties.alarmName ?? "").debugDescription
        if properties.hasEvaluationCriteria { throw .promQL(alarm: name) }
        guard let comparison = properties.comparisonOperator else {
            throw .missing(alarm: name, property: "ComparisonOperator")
        }
        guard let comparisonOperator = ComparisonOperator(rawValue: comparison) else {
            throw .unknownValue(alarm: name, property: "ComparisonOperator", value: comparison)
        }
        guard let evaluationPeriods = properties.evaluationPeriods else {
            throw .missing(alarm: name, property: "EvaluationPeriods")
        }
        guard properties.threshold != nil || properties.thresholdMetricID != nil else {
            throw .missing(alarm: name, property: "Threshold")
        }
        // The guide of 2026: alarms on DynamoDB metrics ignore missing data unless told otherwise.
        var treatment = properties.namespace == "AWS/DynamoDB" ? TreatMissingData.ignore : .missing
        if let text = properties.treatMissingData {
            guard let value = TreatMissingData(rawValue: text) else {
                throw .unknownValue(alarm: name, property: "TreatMissingData", value: text)
            }
            treatment = value
        }
        var lowSamples = LowSamplePolicy.evaluate
        if let text = properties.evaluateLowSampleCountPercentile {
            guard let value = LowSamplePolicy(rawValue: text) else {
                throw .unknownValue(alarm: name, property: "EvaluateLowSampleCountPercentile", value: text)
            }
            lowSamples = value
        }
        let metrics = properties.metrics ?? properties.singleMetric.map { [$0] } ?? []
        let periods = metrics.lazy.compactMap { $0.metricStat?.period ?? $0.period }
        self.init(
            alarmName: properties.alarmName ?? "", metrics: metrics, threshold: properties.threshold ?? 0,
            comparisonOperator: comparisonOperator, evaluationPeriods: evaluationPeriods,
            datapointsToAlarm: properties.datapointsToAlarm,
            period: properties.period ?? periods.first ?? 60, treatMissingData: treatment,
            evaluateLowSampleCountPercentile: lowSamples,
            evaluationWindow: properties.evaluationWindow ?? .sliding,
            warmUpConfiguration: properties.warmUpConfiguration,
            actionsEnabled: properties.actionsEnabled ?? true, okActions: properties.okActions ?? [],
            alarmActions: properties.alarmActions ?? [],
            insufficientDataActions: properties.insufficientDataActions ?? [])
        alarmDescription = properties.alarmDescription
        thresholdMetricID = properties.thresholdMetricID
    }
}

extension AlarmProperties {
    /// The properties of an alarm, with nothing left to default.
    public init(_ alarm: MetricAlarm) {
        self.init()
        alarmName = alarm.alarmName
        alarmDescription = alarm.alarmDescription
        actionsEnabled = alarm.actionsEnabled
        okActions = alarm.okActions
        alarmActions = alarm.alarmActions
        insufficientDataActions = alarm.insufficientDataActions
        evaluationPeriods = alarm.evaluationPeriods
        datapointsToAlarm = alarm.datapointsToAlarm
        if alarm.thresholdMetricID == nil { threshold = alarm.threshold }
        thresholdMetricID = alarm.thresholdMetricID
        comparisonOperator = alarm.comparisonOperator.rawValue
        treatMissingData = alarm.treatMissingData.rawValue
        warmUpConfiguration = alarm.warmUpConfiguration
        if alarm.evaluationWindow != .sliding { evaluationWindow = alarm.evaluationWindow }
        if alarm.evaluateLowSampleCountPercentile != .evaluate {
            evaluateLowSampleCountPercentile = alarm.evaluateLowSampleCountPercentile.rawValue
        }
        if !alarm.usesMetricMath, let stat = alarm.metrics.first?.metricStat {
            metricName = stat.metric.metricName
            namespace = stat.metric.namespace
            dimensions = stat.metric.dimensions
            period = alarm.period
            unit = stat.unit
            if Statistic.basicNames.contains(stat.stat) {
                statistic = stat.stat
            } else {
                extendedStatistic = stat.stat
            }
        } else if alarm.metrics.isEmpty {
            period = alarm.period
        } else {
            metrics = alarm.metrics
        }
    }

    /// The one entry that the short form stands for; its Id is `m1`.
    var singleMetric: MetricDataQuery? {
        guard let metricName, let stat = statistic ?? extendedStatistic else { return nil }
        return MetricDataQuery(
            id: "m1",
            metricStat: MetricStat(
                metric: MetricName(namespace: namespace, metricName: metricName, dimensions: dimensions),
                period: period ?? 60, stat: stat, unit: unit))
    }
}

extension MetricAlarm: Codable {
    /// Reads ``AlarmProperties``.
    public init(from decoder: any Decoder) throws { try self.init(AlarmProperties(from: decoder)) }

    /// Writes ``AlarmProperties``.
    public func encode(to encoder: any Encoder) throws { try AlarmProperties(self).encode(to: encoder) }
}
