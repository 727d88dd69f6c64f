/// The settings of a metric alarm that decide its state, named as `AWS::CloudWatch::Alarm` names them.
public struct MetricAlarm: Hashable, Sendable {
    /// `AlarmName`.
    public var alarmName: String
    /// `Metrics`: the queries of a metric-math alarm; a single-metric alarm has one entry.
    public var metrics: [MetricDataQuery]
    /// `Threshold`, in the unit of the evaluated series.
    public var threshold: Double
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
    /// `ActionsEnabled`.
    public var actionsEnabled: Bool

    /// Makes an alarm; see ``validate()`` for what CloudWatch accepts.
    public init(
        alarmName: String = "", metrics: [MetricDataQuery] = [], threshold: Double,
        comparisonOperator: ComparisonOperator, evaluationPeriods: Int, datapointsToAlarm: Int? = nil,
        period: Int = 60, treatMissingData: TreatMissingData = .missing, actionsEnabled: Bool = true
    ) {
        self.alarmName = alarmName
        self.metrics = metrics
        self.threshold = threshold
        self.comparisonOperator = comparisonOperator
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm
        self.period = period
        self.treatMissingData = treatMissingData
        self.actionsEnabled = actionsEnabled
    }

    /// M: `DatapointsToAlarm`, or N when it is not set.
    public var requiredDatapoints: Int { datapointsToAlarm ?? evaluationPeriods }
}
