/// A metric alarm: the properties that decide its state and actions, named as `AWS::CloudWatch::Alarm` names them.
///
/// Reads and writes the JSON of `put-metric-alarm` and `describe-alarms`. An alarm on a single metric is one entry of
/// ``metrics`` here; it is written in the short form, with `MetricName` and `Statistic` beside `Threshold`.
public struct MetricAlarm: Hashable, Sendable {
    /// `AlarmName`.
    public var alarmName: String
    /// `AlarmDescription`.
    public var alarmDescription: String?
    /// `Metrics`: the queries of a metric-math alarm; a single-metric alarm has one entry.
    public var metrics: [MetricDataQuery]
    /// `Threshold`, in the unit of the evaluated series; meaningless with ``thresholdMetricID``.
    public var threshold: Double
    /// `ThresholdMetricId`: the entry that gives the anomaly band in place of a threshold.
    public var thresholdMetricID: String?
    /// `ComparisonOperator`.
    public var comparisonOperator: ComparisonOperator
    /// `EvaluationPeriods`, N.
    public var evaluationPeriods: Int
    /// `DatapointsToAlarm`, M; `nil` means N.
    public var datapointsToAlarm: Int?
    /// `Period` in seconds, shared by every metric of the alarm.
    public var period: Int
    /// `TreatMissingData`.
    public var treatMissingData: TreatMissingData
    /// `EvaluateLowSampleCountPercentile`.
    public var evaluateLowSampleCountPercentile: LowSamplePolicy
    /// `EvaluationWindow`.
    public var evaluationWindow: EvaluationWindow
    /// `WarmUpConfiguration`.
    public var warmUpConfiguration: WarmUpConfiguration?
    /// `ActionsEnabled`.
    public var actionsEnabled: Bool
    /// `OKActions`, ARNs.
    public var okActions: [String]
    /// `AlarmActions`, ARNs.
    public var alarmActions: [String]
    /// `InsufficientDataActions`, ARNs.
    public var insufficientDataActions: [String]

    /// Makes an alarm; see ``validate()`` for what CloudWatch accepts.
    public init(
        alarmName: String = "", metrics: [MetricDataQuery] = [], threshold: Double,
        comparisonOperator: ComparisonOperator, evaluationPeriods: Int, datapointsToAlarm: Int? = nil,
        period: Int = 60, treatMissingData: TreatMissingData = .missing,
        evaluateLowSampleCountPercentile: LowSamplePolicy = .evaluate,
        evaluationWindow: EvaluationWindow = .sliding, warmUpConfiguration: WarmUpConfiguration? = nil,
        actionsEnabled: Bool = true, okActions: [String] = [], alarmActions: [String] = [],
        insufficientDataActions: [String] = []
    ) {
        self.alarmName = alarmName
        self.metrics = metrics
        self.threshold = threshold
        self.comparisonOperator = comparisonOperator
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.period = period
        self.treatMissingData = treatMissingData
        self.evaluateLowSampleCountPercentile = evaluateLowSampleCountPercentile
        self.evaluationWindow = evaluationWindow
        self.warmUpConfiguration = warmUpConfiguration
        self.actionsEnabled = actionsEnabled
        self.okActions = okActions
        self.alarmActions = alarmActions
        self.insufficientDataActions = insufficientDataActions
    }

    /// M: `DatapointsToAlarm`, or N when it is not set.
    public var requiredDatapoints: Int { datapointsToAlarm ?? evaluationPeriods }

    /// The entry whose series is compared with the threshold: the one that returns data.
    public var evaluatedQuery: MetricDataQuery? {
        metrics.first { $0.returnData ?? true && $0.id != thresholdMetricID } ?? metrics.first
    }

    /// Whether an expression stands between the metrics and the threshold.
    public var usesMetricMath: Bool { metrics.count > 1 || metrics.contains { $0.expression != nil } }

    /// The actions that a state runs.
    public func actions(of state: AlarmState) -> [String] {
        switch state {
        case .ok: okActions
        case .alarm: alarmActions
        case .insufficientData: insufficientDataActions
        }
    }

    /// What CloudWatch would refuse, and what it would accept but should be looked at.
    public func validate() -> [AlarmFinding] { AlarmProperties(self).validate() }
}
