public import CloudWatch
public import TimeSeries

/// One alarm replayed over a history: its series and its state in every minute.
public struct AlarmTrack: Hashable, Sendable {
    /// The rule.
    public var rule: WatchdogRule
    /// The alarm.
    public var alarm: MetricAlarm
    /// The settings of the evaluation.
    public var settings: EvaluationSettings
    /// The series that the alarm judges.
    public var series: GridSeries
    /// The state in each minute: element *i* is the outcome of the evaluation at the start of minute *i*, on the minutes
    /// before it; one element more than the series has, for the evaluation at its end.
    public var states: [AlarmState]

    /// Replays an alarm.
    public init(
        rule: WatchdogRule, alarm: MetricAlarm, series: GridSeries,
        settings: EvaluationSettings = EvaluationSettings()
    ) {
        self.rule = rule
        self.alarm = alarm
        self.settings = settings
        self.series = series
        let evaluator = AlarmEvaluator(alarm: alarm, settings: settings)
        states = [.insufficientData] + evaluator.states(values: settings.offset(series.values))
    }

    /// The state in a minute; `INSUFFICIENT_DATA` outside the history.
    public func state(at minute: Int) -> AlarmState {
        states.indices.contains(minute) ? states[minute] : .insufficientData
    }

    /// The changes of state, oldest first; the state before the first evaluation is `INSUFFICIENT_DATA`.
    public var transitions: [StateTransition] {
        var result: [StateTransition] = []
        var previous = AlarmState.insufficientData
        for (minute, state) in states.enumerated() where state != previous {
            result.append(
                StateTransition(rule: rule, time: series.time(at: minute), from: previous, to: state))
            previous = state
        }
        return result
    }

    /// Maximal runs of minutes in ALARM, as ranges of grid indices; the last may end one past the grid.
    public var alarmRuns: [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for (minute, state) in states.enumerated() {
            if state == .alarm {
                if start == nil { start = minute }
            } else if let first = start {
                runs.append(first..<minute)
                start = nil
            }
        }
        if let first = start { runs.append(first..<states.count) }
        return runs
    }

    /// The evaluation at the start of a minute, with its row of `0 X -` and the branch that decided.
    public func evaluation(at minute: Int) -> Evaluation {
        AlarmEvaluator(alarm: alarm, settings: settings).evaluation(
            values: series.values, at: minute - 1 - settings.offsetMinutes, previous: state(at: minute - 1))
    }

    /// How each point of `minutes` counts; missing outside the history.
    public func slots(_ minutes: Range<Int>) -> [Slot] {
        minutes.map { minute in
            guard let value = series[minute] else { return .missing }
            return alarm.comparisonOperator.breaches(value, threshold: alarm.threshold)
                ? .breaching : .withinThreshold
        }
    }
}
