public import TimeSeries

/// One evaluation of an alarm at a point in time.
public struct TimedEvaluation: Hashable, Sendable {
    /// Why an evaluation left the state as it was.
    public enum Hold: String, Codable, Hashable, Sendable, CaseIterable {
        /// The alarm was still warming up.
        case warmUp
        /// A percentile rested on too few samples.
        case fewSamples
    }

    /// When it ran.
    public var time: Instant
    /// The periods it fetched, oldest first.
    public var periods: [Range<Instant>]
    /// What it saw and what the procedure makes of that.
    public var evaluation: Evaluation
    /// What kept the state in place of the procedure.
    public var hold: Hold?
    /// The state afterwards.
    public var state: AlarmState

    /// Makes an evaluation.
    public init(
        time: Instant, periods: [Range<Instant>], evaluation: Evaluation, hold: Hold?, state: AlarmState
    ) {
        self.time = time
        self.periods = periods
        self.evaluation = evaluation
        self.hold = hold
        self.state = state
    }
}

/// An alarm evaluated over time on whatever form its data has.
///
/// This is the complete form: any window, any statistic, delays by metric, warm-up, few samples. Each evaluation reads
/// its whole range anew, so that late data are seen exactly when they arrive. For alarms on columns of minutes,
/// ``AlarmEvaluator`` and ``SlidingEvaluator`` give the same states with constant work.
public struct AlarmRun: Sendable {
    /// The alarm.
    public let alarm: MetricAlarm
    /// When it is evaluated, and on what.
    public let schedule: EvaluationSchedule
    /// When it was created; `nil` for an alarm that is older than the data.
    public let created: Instant?
    /// The state after the last evaluation.
    public private(set) var state: AlarmState

    private let series: AlarmSeries
    private let settings: EvaluationSettings
    private let evaluator: AlarmEvaluator
    private var isWarm: Bool

    /// Makes a run that has not begun.
    ///
    /// - Parameters:
    ///   - alarm: the alarm.
    ///   - sources: what is known of each metric, by the `Id` of its entry.
    ///   - settings: the rules that no source decides.
    ///   - created: when the alarm was created, for its warm-up.
    ///   - state: the state before the first evaluation.
    /// - Throws: ``AlarmSeriesError`` when a statistic or an expression cannot be read.
    public init(
        alarm: MetricAlarm, sources: [String: any MetricSource],
        settings: EvaluationSettings = EvaluationSettings(), created: Instant? = nil,
        state: AlarmState = .insufficientData
    ) throws(AlarmSeriesError) {
        self.alarm = alarm
        self.settings = settings
        self.created = created
        self.state = state
        series = try AlarmSeries(alarm: alarm, sources: sources, settings: settings)
        schedule = EvaluationSchedule(alarm: alarm, settings: settings)
        var plain = settings
        plain.arrivalDelay = 0
        evaluator = AlarmEvaluator(alarm: alarm, settings: plain)
        isWarm = created == nil || alarm.warmUpConfiguration == nil
    }

    /// Evaluates the alarm as it is evaluated at an instant.
    ///
    /// - Throws: ``AlarmSeriesError`` when the data make a function impossible.
    public mutating func evaluate(at instant: Instant) throws(AlarmSeriesError) -> TimedEvaluation {
        let periods = schedule.periods(at: instant)
        let points = try series.points(periods, seenAt: instant)
        let evaluation = evaluator.evaluation(range: points.values, previous: state)
        let hold = hold(points, at: instant)
        state = hold == nil ? evaluation.decision.state : state
        return TimedEvaluation(
            time: instant, periods: periods, evaluation: evaluation, hold: hold, state: state)
    }

    /// Evaluates from `start` up to, but not at, `end`, at each time that the schedule gives.
    ///
    /// - Throws: ``AlarmSeriesError`` when the data make a function impossible.
    public mutating func evaluate(
        from start: Instant, to end: Instant
    ) throws(AlarmSeriesError) -> [TimedEvaluation] {
        var evaluations: [TimedEvaluation] = []
        var time = start.floored(toPeriod: schedule.interval)
        if time < start { time = time.advanced(bySeconds: schedule.interval) }
        while time < end {
            evaluations.append(try evaluate(at: time))
            let next = time.advanced(bySeconds: schedule.interval)
            guard next > time else { break }
            time = next
        }
        return evaluations
    }

    /// Puts the alarm into a state, as `SetAlarmState` does; it lasts until the next evaluation.
    public mutating func force(_ state: AlarmState) { self.state = state }

    private mutating func hold(_ points: RangePoints, at instant: Instant) -> TimedEvaluation.Hold? {
        if isWarmingUp(points, at: instant) { return .warmUp }
        return hasFewSamples(points) ? .fewSamples : nil
    }

    /// Once warm, an alarm stays warm.
    private mutating func isWarmingUp(_ points: RangePoints, at instant: Instant) -> Bool {
        guard !isWarm, let created, let warmUp = alarm.warmUpConfiguration else { return false }
        let minutes = min(max(0, warmUp.minutes), WarmUpConfiguration.validMinutes.upperBound)
        isWarm = instant >= created.advanced(bySeconds: minutes * 60)
        if !isWarm, !warmUp.isFixed, points.values.last?.isNaN == false, let first = series.firstSample {
            let window = schedule.period.multipliedReportingOverflow(by: schedule.evaluationPeriods)
            isWarm = !window.overflow && first.advanced(bySeconds: window.partialValue) <= instant
        }
        return !isWarm
    }

    private func hasFewSamples(_ points: RangePoints) -> Bool {
        guard alarm.evaluateLowSampleCountPercentile == .ignore, let required = requiredSamples else {
            return false
        }
        let counts = points.sampleCounts.suffix(schedule.evaluationPeriods).filter { !$0.isNaN }
        guard !counts.isEmpty else { return false }
        return switch settings.lowSamples.scope {
        case .eachPoint: counts.contains { $0 < required }
        case .wholeWindow: counts.reduce(0, +) < required
        }
    }

    /// The samples that the alarm's percentile needs.
    private var requiredSamples: Double? {
        guard let statistic = series.statistic else { return nil }
        if let fraction = statistic.percentileFraction { return LowSampleCount.required(fraction: fraction) }
        guard settings.lowSamples.includesTrimmed, statistic.percentBounds.count == 1 else { return nil }
        return LowSampleCount.required(fraction: statistic.percentBounds[0] / 100)
    }
}
