import CloudWatch
import TimeSeries

/// What a check says to the alarm's owner: what the alarm saw, what the data hold, and what to look at.
extension AlarmVerifier {
    /// Same values, same state.
    func reproduced(_ data: AlarmHistoryData, _ replayed: Replayed) -> String {
        guard let seen = data.seen else { return "the same state; no values were recorded" }
        if seen.recentDatapoints.isEmpty { return "the same state, and no data then as now" }
        let count = seen.recentDatapoints.count
        return count == 1 ? "the same value and state" : "the same \(count) values and state"
    }

    /// A delay explains the change: names the periods that had not arrived yet.
    func late(_ delay: Delay, _ replayed: Replayed, at instant: Instant) -> String {
        let latest = instant.advanced(bySeconds: -delay.seconds)
        let hidden = replayed.periods.filter { $0.upperBound > latest }
        let noun =
            (replayed.periods.last.map { $0.upperBound.milliseconds(since: $0.lowerBound) } ?? 0) == 60_000
            ? "minute" : "period"
        let whose = delay.metrics.isEmpty ? "" : " of \(delay.metrics.joined(separator: ", "))"
        let what =
            switch (hidden.count, hidden.first) {
            case (1, let period?): "the \(noun) \(Self.clock(period.lowerBound)) UTC\(whose)"
            case (let count, let period?):
                "the \(count) \(noun)s from \(Self.clock(period.lowerBound)) UTC\(whose)"
            case (_, nil): "the newest data\(whose)"
            }
        let verb = hidden.count > 1 ? "were" : "was"
        return
            "late data: \(what) \(verb) not there yet; a delay of \(delay.seconds) s or more explains the change"
    }

    /// Other values than the data hold, whatever the delay: names the newest difference.
    func otherValues(_ data: AlarmHistoryData, _ replayed: Replayed) -> String {
        let recorded = data.seen?.recentDatapoints ?? []
        let now = replayed.values
        let end = "and no delay up to \(longestDelay) s explains that"
        guard !recorded.isEmpty else {
            return
                "the alarm saw no data, the data hold \(Self.count(now.count)) now, \(end): is this the right "
                + "metric?"
        }
        guard !now.isEmpty else {
            return
                "the alarm saw \(Self.count(recorded.count)), the data hold none now, \(end): is the export "
                + "complete?"
        }
        let pair = zip(recorded.reversed(), now.reversed()).first { !Replayed.isSame($0, $1) }
        guard let (before, after) = pair else {
            return "the alarm saw \(Self.count(recorded.count)), the data hold \(Self.count(now.count)) now, "
                + "\(end): is the export complete?"
        }
        let differs = before.briefText != after.briefText
        let (seen, held) = differs ? (before.briefText, after.briefText) : ("\(before)", "\(after)")
        return
            "the alarm saw \(seen) where the data hold \(held) now, \(end): were values published again, or is "
            + "the export incomplete?"
    }

    /// The same values, another state: names both states and the settings that were used.
    func otherState(_ data: AlarmHistoryData, _ state: AlarmState, _ alarm: MetricAlarm) -> String {
        let settings =
            "N = \(alarm.evaluationPeriods), M = \(alarm.requiredDatapoints), \(alarm.treatMissingData.rawValue), "
            + "threshold \(alarm.threshold.briefText)"
        let seen =
            data.seen == nil
            ? "no values were recorded, and with no delay up to \(longestDelay) s the data give"
            : "the values that the alarm saw give"
        return "\(seen) \(state.rawValue) here, not \(data.newState.rawValue) (\(settings)): were these the "
            + "alarm's settings at that time?"
    }

    /// Why there was no evaluation to replay.
    func notEvaluated(_ data: AlarmHistoryData) -> String {
        if data.reason.hasPrefix("Unchecked: Initial alarm creation") { return "the alarm was new" }
        let reason = data.reason.isEmpty ? "" : ": \(data.reason.prefix(100).debugDescription)"
        return "no evaluation made this state, somebody set it\(reason)"
    }

    /// Which end of the data the evaluation range goes beyond.
    func outside(_ periods: [Range<Instant>]) -> String {
        guard let first = periods.first?.lowerBound, let last = periods.last?.upperBound else {
            return "the alarm looks at no period"
        }
        return first < covered.lowerBound
            ? "the alarm looked at data from \(Self.minute(first)) on, the metrics begin at "
                + Self.minute(covered.lowerBound)
            : "the alarm looked at data up to \(Self.minute(last)), the metrics end at "
                + Self.minute(covered.upperBound)
    }

    private static func count(_ count: Int) -> String {
        count == 0 ? "none" : count == 1 ? "1 value" : "\(count) values"
    }

    private static func clock(_ instant: Instant) -> String {
        String(instant.iso8601.dropFirst(11).prefix(5))
    }

    private static func minute(_ instant: Instant) -> String {
        String(instant.iso8601.prefix(16)).replacing("T", with: " ") + " UTC"
    }
}
