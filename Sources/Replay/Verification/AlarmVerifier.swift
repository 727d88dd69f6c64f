public import CloudWatch
public import Ingest
public import TimeSeries

/// Replays each recorded change of an alarm's state at the time of its evaluation.
///
/// A difference in values means that data arrived late or are missing; only a difference in state on equal values is a
/// difference in rules. Arrival delays are tried from the smallest up, for all metrics alike and for each one alone.
public struct AlarmVerifier: Sendable {
    /// The alarm with its present settings.
    public let alarm: MetricAlarm
    /// The longest arrival delay that is tried, in seconds.
    public let longestDelay: Int

    private let sources: [String: any MetricSource]
    private let settings: EvaluationSettings
    let covered: Range<Instant>
    private let updates: [AlarmConfigurationUpdate]

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - alarm: the alarm with its present settings.
    ///   - sources: what is known of its metrics, by the `Id` of their entries.
    ///   - covered: the time for which the metrics are known; nothing is said of evaluations outside of it.
    ///   - items: the alarm's history, in any order.
    ///   - settings: the rules that no source decides.
    ///   - longestDelay: the longest arrival delay to try, in seconds.
    public init(
        alarm: MetricAlarm, sources: [String: any MetricSource], covered: Range<Instant>,
        items: [AlarmHistoryItem], settings: EvaluationSettings = EvaluationSettings(),
        longestDelay: Int = 900
    ) {
        self.alarm = alarm
        self.sources = sources
        self.covered = covered
        self.settings = settings
        self.longestDelay = min(max(0, longestDelay), 86_400)
        updates = items.compactMap(AlarmConfigurationUpdate.init).sorted { $0.time < $1.time }
    }

    /// Checks one `StateUpdate`.
    public func check(_ item: AlarmHistoryItem) -> TransitionCheck {
        guard let data = AlarmHistoryData(item.data) else {
            return TransitionCheck(
                time: item.time, outcome: .unreadable, remark: "HistoryData is not that of a state update")
        }
        var check = TransitionCheck(time: item.time, outcome: .notEvaluated, remark: "")
        check.from = data.oldState
        check.to = data.newState
        check.queryDate = data.seen?.queryDate
        check.recordedValues = data.seen?.recentDatapoints
        if data.seen == nil, !Self.speaksOfData(data.reason) {
            check.remark = notEvaluated(data)
            return check
        }
        replay(data, at: data.seen?.queryDate ?? item.time, into: &check)
        return check
    }

    /// Events carry no data of the evaluation, but their reason tells whether there was one.
    private static func speaksOfData(_ reason: String) -> Bool {
        reason.hasPrefix("Threshold Crossed") || reason.hasPrefix("Insufficient Data")
    }

    /// The alarm as it was configured at a time.
    private func alarm(at time: Instant, data: AlarmHistoryData) -> MetricAlarm {
        var alarm = updates.last { $0.time <= time }?.applied(to: alarm) ?? alarm
        if let threshold = data.seen?.threshold { alarm.threshold = threshold }
        return alarm
    }

    private func replay(_ data: AlarmHistoryData, at instant: Instant, into check: inout TransitionCheck) {
        let alarm = alarm(at: instant, data: data)
        let previous = data.oldState ?? .insufficientData
        let prompt: Replayed
        do {
            prompt = try Replayed(self, alarm, previous, at: instant, Delay(seconds: 0, metrics: []))
        } catch {
            check.outcome = .unreadable
            check.remark = error.description
            return
        }
        let isCovered = prompt.periods.first.map { $0.lowerBound >= covered.lowerBound } ?? false
        guard isCovered, prompt.periods.last.map({ $0.upperBound <= covered.upperBound }) ?? false else {
            check.outcome = .outsideData
            check.remark = outside(prompt.periods)
            return
        }
        check.replayedValues = prompt.values
        show(prompt, in: &check)
        if prompt.matches(data.seen), prompt.state == data.newState {
            check.outcome = .reproduced
            check.arrivalDelay = 0
            check.remark = reproduced(data, prompt)
            return
        }
        var same = prompt.matches(data.seen) ? prompt : nil
        for delay in delays(alarm, at: instant) {
            guard let late = try? Replayed(self, alarm, previous, at: instant, delay), late.matches(data.seen)
            else { continue }
            same = same ?? late
            guard late.state == data.newState else { continue }
            show(late, in: &check)
            check.outcome = .differsInValues
            check.arrivalDelay = delay.seconds
            check.delayedMetrics = delay.metrics
            check.remark = self.late(delay, late, at: instant)
            return
        }
        if let same {
            show(same, in: &check)
            check.outcome = .differsInRule
            check.remark = otherState(data, same.state, alarm)
        } else if let state = stateOfRecordedValues(data, alarm), state != data.newState {
            check.outcome = .differsInRule
            check.remark = otherState(data, state, alarm)
        } else {
            check.outcome = .differsInValues
            check.remark = otherValues(data, prompt)
        }
    }

    private func show(_ replayed: Replayed, in check: inout TransitionCheck) {
        check.replayedState = replayed.state
        check.strip = replayed.strip
        check.branch = replayed.branch
    }

    /// The state that the recorded values alone give; `nil` where fewer than N of them are recorded.
    private func stateOfRecordedValues(_ data: AlarmHistoryData, _ alarm: MetricAlarm) -> AlarmState? {
        guard let values = data.seen?.recentDatapoints, values.count >= alarm.evaluationPeriods else {
            return nil
        }
        return AlarmEvaluator(alarm: alarm, settings: settings).evaluation(
            range: Array(values.suffix(alarm.evaluationPeriods)), previous: data.oldState ?? .insufficientData
        ).decision.state
    }
}

extension AlarmVerifier {
    /// A delay of some metrics, or of all of them when none is named.
    struct Delay {
        var seconds: Int
        var metrics: [String]
    }

    /// One evaluation under a delay.
    struct Replayed {
        var periods: [Range<Instant>]
        /// The values that count: the newest N real ones, oldest first.
        var values: [Double]
        var state: AlarmState
        var branch: DecisionBranch
        var strip: String

        fileprivate init(
            _ verifier: AlarmVerifier, _ alarm: MetricAlarm, _ previous: AlarmState, at instant: Instant,
            _ delay: Delay
        ) throws(AlarmSeriesError) {
            var settings = verifier.settings
            if delay.metrics.isEmpty {
                settings.arrivalDelay += delay.seconds
                for id in settings.arrivalDelays.keys { settings.arrivalDelays[id]? += delay.seconds }
            } else {
                for id in delay.metrics {
                    settings.arrivalDelays[id] = settings.arrivalDelay(of: id) + delay.seconds
                }
            }
            var run = try AlarmRun(
                alarm: alarm, sources: verifier.sources, settings: settings, state: previous)
            let evaluation = try run.evaluate(at: instant)
            periods = evaluation.periods
            let real = evaluation.evaluation.values.filter { !$0.isNaN }
            values = Array(real.suffix(max(1, alarm.evaluationPeriods)))
            state = evaluation.state
            branch = evaluation.evaluation.decision.branch
            strip = evaluation.evaluation.strip
        }

        /// Whether these are the values that the alarm saw.
        ///
        /// A history may keep the newest ones only, its text being limited; nothing recorded matches anything.
        func matches(_ seen: AlarmHistoryData.Seen?) -> Bool {
            guard let recorded = seen?.recentDatapoints else { return true }
            guard recorded.isEmpty == values.isEmpty, recorded.count <= values.count else { return false }
            return zip(recorded.reversed(), values.reversed()).allSatisfy { Self.isSame($0, $1) }
        }

        /// Whether two values differ by rounding at most.
        static func isSame(_ left: Double, _ right: Double) -> Bool {
            abs(left - right) <= 1e-9 * max(abs(left), abs(right))
        }
    }

    /// Delays that hide more and more of the data, smallest first.
    private func delays(_ alarm: MetricAlarm, at instant: Instant) -> [Delay] {
        let schedule = EvaluationSchedule(alarm: alarm, settings: settings)
        let step = min(60, schedule.interval)
        let end = schedule.evaluationTime(at: instant)
        // The first whole second that hides the newest cell, then one cell more each time.
        let first = Int(instant.milliseconds(since: end) / 1000) + 1
        let seconds = stride(from: first, through: max(first, longestDelay), by: step)
        let ids = alarm.metrics.filter { $0.metricStat != nil }.map(\.id)
        return seconds.flatMap { seconds in
            [Delay(seconds: seconds, metrics: [])]
                + (ids.count > 1 ? ids.map { Delay(seconds: seconds, metrics: [$0]) } : [])
        }
    }
}
