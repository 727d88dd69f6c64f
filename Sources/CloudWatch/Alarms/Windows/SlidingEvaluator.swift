/// One alarm's evaluation each minute on windows that slide, with constant work per minute.
///
/// An alarm with a period of 300 s looks each minute at windows that moved on by a minute: at 12:15 it reads 12:00,
/// 12:05 and 12:10, at 12:16 it reads 12:01, 12:06 and 12:11. So evaluations five minutes apart share their points, and
/// there are five sequences of them that take turns; each is an ``AlarmEvaluator``, and the state passes from one to
/// the next. An alarm over more than a day is evaluated at the top of each hour only.
public struct SlidingEvaluator: Hashable, Sendable {
    /// The state after the last minute.
    public private(set) var state: AlarmState = .insufficientData
    /// Minutes between two evaluations.
    public let interval: Int

    private var phases: [AlarmEvaluator]
    private var minute: Int
    /// Points that are not looked at yet, the oldest at the cursor; as many as minutes of the evaluation's offset.
    private var waiting: [Double]
    private var cursor = 0
    private let settings: EvaluationSettings

    /// Makes the evaluator of an alarm with a period of whole minutes.
    ///
    /// - Parameters:
    ///   - alarm: the alarm; its evaluation window slides.
    ///   - settings: the rules that no source decides. An arrival delay hides whole periods here; ``AlarmRun`` also
    ///     knows windows of which a part has arrived.
    ///   - firstMinute: the minute, counted from the Unix epoch, whose end the first ``advance(point:)`` is. It
    ///     matters for alarms that are evaluated hourly.
    public init(alarm: MetricAlarm, settings: EvaluationSettings = EvaluationSettings(), firstMinute: Int = 0)
    {
        let schedule = EvaluationSchedule(alarm: alarm, settings: settings)
        interval = max(1, schedule.interval / 60)
        minute = firstMinute
        self.settings = settings
        waiting = Array(repeating: .nan, count: min(settings.offsetMinutes, EvaluationRange.maximumPeriods))
        let minutes = min(max(1, schedule.period / 60), EvaluationRange.maximumPeriods)
        let evaluator = AlarmEvaluator(
            procedure: DecisionProcedure(alarm: alarm, settings: settings.decision),
            threshold: alarm.threshold, comparisonOperator: alarm.comparisonOperator,
            range: schedule.range, delay: settings.delayedPeriods(period: schedule.period))
        phases = Array(repeating: evaluator, count: max(1, minutes / interval))
    }

    /// Evaluates once more, a minute later.
    ///
    /// - Parameter point: the statistic over the period that ends with this minute, NaN when it is missing.
    /// - Returns: what decided, or `nil` when the alarm is not evaluated in this minute.
    @discardableResult
    public mutating func advance(point: Double) -> Decision? {
        minute &+= 1
        var point = point
        if !waiting.isEmpty {
            swap(&point, &waiting[cursor])
            cursor = cursor + 1 == waiting.count ? 0 : cursor + 1
        }
        guard minute % interval == 0 else { return nil }
        let turns = minute / interval % phases.count
        let phase = turns < 0 ? turns + phases.count : turns
        let decision = phases[phase].advance(point: point, previous: state)
        state = decision.state
        return decision
    }

    /// The state after each minute of a column, see ``advance(point:)``.
    public func states(values: [Double], from initial: AlarmState = .insufficientData) -> [AlarmState] {
        if phases.count == 1, interval == 1, let evaluator = phases.first {
            return evaluator.states(values: settings.offset(values), from: initial)
        }
        var copy = self
        copy.state = initial
        return values.map {
            copy.advance(point: $0)
            return copy.state
        }
    }
}
