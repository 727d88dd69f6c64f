public import CloudWatch
public import LeafStack

/// Watchdog settings to play against a timeline, present or candidate.
public struct WhatIfSettings: Hashable, Sendable {
    /// `Threshold` in bytes per second.
    public var threshold: Double
    /// `MinutesWithoutConnections`, N.
    public var minutesWithoutConnections: Int
    /// M of N; `nil` means N. Upstream's template knows no other value: it takes a template patch.
    public var datapointsToAlarm: Int?
    /// `InstanceLeftUp.DurationHours` when that rule stops the server, `nil` when it only mails.
    public var stopAfterHours: Int?
    /// The rules that no published source decides.
    public var evaluation: EvaluationSettings

    /// Makes settings.
    public init(
        threshold: Double, minutesWithoutConnections: Int, datapointsToAlarm: Int? = nil,
        stopAfterHours: Int? = nil, evaluation: EvaluationSettings = EvaluationSettings()
    ) {
        self.threshold = threshold
        self.minutesWithoutConnections = minutesWithoutConnections
        self.datapointsToAlarm = datapointsToAlarm
        self.stopAfterHours = stopAfterHours
        self.evaluation = evaluation
    }

    /// A leaf's settings as a candidate.
    public init(_ settings: WatchdogSettings, evaluation: EvaluationSettings = EvaluationSettings()) {
        self.init(
            threshold: Double(settings.threshold),
            minutesWithoutConnections: settings.minutesWithoutConnections,
            stopAfterHours: settings.shouldStop ? settings.durationHours : nil, evaluation: evaluation)
    }

    /// The Container Activity rule as an alarm.
    var activityAlarm: MetricAlarm {
        MetricAlarm(
            threshold: threshold, comparisonOperator: .lessThanOrEqualToThreshold,
            evaluationPeriods: minutesWithoutConnections, datapointsToAlarm: datapointsToAlarm,
            treatMissingData: .missing)
    }

    /// The Instance Left Up rule as an alarm, when it stops the server.
    var leftUpAlarm: MetricAlarm? {
        stopAfterHours.map { hours in
            let (minutes, overflow) = hours.multipliedReportingOverflow(by: 60)
            return MetricAlarm(
                threshold: 0, comparisonOperator: .greaterThanOrEqualToThreshold,
                evaluationPeriods: overflow ? .max : minutes, treatMissingData: .notBreaching)
        }
    }
}
