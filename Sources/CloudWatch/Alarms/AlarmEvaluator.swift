/// One alarm's evaluation, one period after the other, with constant work per evaluation however large N is.
///
/// ```swift
/// var evaluator = AlarmEvaluator(alarm: alarm)
/// for value in column { print(evaluator.advance(point: value).state) }
/// ```
///
/// Each ``advance(point:)`` is the evaluation whose newest period holds the given point, so evaluation *i* sees points
/// 0 to *i*; before the first point everything is missing and the state is `INSUFFICIENT_DATA`. For an alarm with a
/// period of 60 s that is CloudWatch's evaluation at the start of minute *i* + 1. An alarm with a longer period is
/// evaluated each minute on windows that are not aligned to the period: see ``SlidingEvaluator``.
///
/// ``states(values:from:)`` does the same for a whole column and is faster.
public struct AlarmEvaluator: Hashable, Sendable {
    /// N, M, the missing-data setting and the choices where no source decides.
    public let procedure: DecisionProcedure
    /// `Threshold`.
    public let threshold: Double
    /// `ComparisonOperator`.
    public let comparisonOperator: ComparisonOperator
    /// E, the number of periods an evaluation fetches.
    public let range: Int
    /// How many of the newest periods of each evaluation have not arrived yet and look missing.
    public let delay: Int
    /// The state after the last evaluation.
    public private(set) var state: AlarmState = .insufficientData

    private var window: RangeWindow

    /// Makes an evaluator that has seen nothing yet.
    ///
    /// Counts that CloudWatch would refuse are brought into range: N and M are at least 1.
    ///
    /// - Parameters:
    ///   - alarm: the alarm; its metrics are not looked at, only how a point is judged.
    ///   - settings: the rules that no source decides, and the arrival delay; the evaluation's offset is in minutes and
    ///     so a matter of ``SlidingEvaluator``.
    public init(alarm: MetricAlarm, settings: EvaluationSettings = EvaluationSettings()) {
        self.init(
            procedure: DecisionProcedure(alarm: alarm, settings: settings.decision),
            threshold: alarm.threshold, comparisonOperator: alarm.comparisonOperator,
            range: EvaluationSchedule(alarm: alarm, settings: settings).range,
            delay: settings.delayedPeriods(period: alarm.period))
    }

    /// Makes an evaluator from its parts.
    public init(
        procedure: DecisionProcedure, threshold: Double, comparisonOperator: ComparisonOperator, range: Int,
        delay: Int = 0
    ) {
        var procedure = procedure
        procedure.evaluationPeriods = min(
            max(procedure.evaluationPeriods, 1), EvaluationRange.maximumPeriods)
        procedure.datapointsToAlarm = max(procedure.datapointsToAlarm, 1)
        self.procedure = procedure
        self.threshold = threshold
        self.comparisonOperator = comparisonOperator
        self.range = min(max(range, procedure.evaluationPeriods), EvaluationRange.maximumPeriods)
        self.delay = min(max(delay, 0), self.range)
        window = RangeWindow(
            range: self.range, newest: procedure.evaluationPeriods,
            young: min(procedure.datapointsToAlarm - 1, self.range), delay: self.delay)
    }

    /// Evaluates once more, a period later.
    ///
    /// - Parameter point: the value of the newest period, NaN when it is missing.
    /// - Returns: the new ``state`` and what decided it.
    @discardableResult
    public mutating func advance(point: Double) -> Decision {
        advance(point: point, previous: state)
    }

    /// Evaluates once more from a state that something else may have changed since.
    mutating func advance(point: Double, previous: AlarmState) -> Decision {
        window.push(slot(of: point))
        let decision = procedure.decide(window.counts, previous: previous)
        state = decision.state
        return decision
    }

    /// How a value counts: missing when it is NaN.
    public func slot(of value: Double) -> Slot {
        if value.isNaN { return .missing }
        return comparisonOperator.breaches(value, threshold: threshold) ? .breaching : .withinThreshold
    }

    /// The points of the last evaluation's range as it saw them, oldest first.
    public var slots: [Slot] { window.slots }
}
