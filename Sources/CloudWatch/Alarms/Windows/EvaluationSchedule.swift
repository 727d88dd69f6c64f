public import TimeSeries

/// When an alarm is evaluated and which periods each evaluation fetches.
///
/// Source: CloudWatch User Guide, "Alarm evaluation" and "Alarm evaluation windows".
///
/// | alarm | evaluated | newest period ends at |
/// | --- | --- | --- |
/// | standard | every minute | the minute: windows slide, they are not aligned to the period |
/// | period of 10, 20 or 30 s | every 10 s | the last multiple of 10 s |
/// | more than a day in all | every hour | the top of the hour |
/// | wall clock | as above | the end of the last complete calendar period |
public struct EvaluationSchedule: Hashable, Sendable {
    /// `Period`, in seconds.
    public let period: Int
    /// N, as far as it counts.
    public let evaluationPeriods: Int
    /// E, the number of periods fetched.
    public let range: Int
    /// Seconds from one evaluation to the next.
    public let interval: Int
    /// Calendar of a wall clock window; `nil` when windows slide.
    public let calendar: CalendarZone?
    /// Seconds by which the service evaluates earlier data than the clock says; 0 unless a setting says otherwise.
    public let offset: Int

    /// Makes the schedule of an alarm.
    ///
    /// A time zone that CloudWatch would refuse counts as UTC, and a period below a second as one second.
    public init(alarm: MetricAlarm, settings: EvaluationSettings = EvaluationSettings()) {
        period = max(1, alarm.period)
        evaluationPeriods = min(max(1, alarm.evaluationPeriods), EvaluationRange.maximumPeriods)
        offset = max(0, settings.evaluationOffset)
        let (seconds, overflow) = period.multipliedReportingOverflow(by: evaluationPeriods)
        let isLong = overflow || seconds > 86_400
        interval = period < 60 ? 10 : isLong ? 3600 : 60
        if case .wallClock(let zone) = alarm.evaluationWindow {
            calendar = zone.flatMap { CalendarZone($0) } ?? .utc
            // A wall clock window fetches exactly N periods.
            range = evaluationPeriods
        } else {
            calendar = nil
            let wanted = settings.evaluationRange.periods(
                evaluationPeriods: evaluationPeriods, period: period)
            let limit = period < 3600 ? 86_400 : 604_800
            let cut = settings.cutsRangeAtLimit ? max(evaluationPeriods, limit / period) : wanted
            range = min(wanted, cut)
        }
    }

    /// The time of the evaluation that counts at an instant: the newest period of a sliding window ends there.
    public func evaluationTime(at instant: Instant) -> Instant {
        instant.floored(toPeriod: interval).advanced(bySeconds: -offset)
    }

    /// The periods that the evaluation at an instant fetches, oldest first.
    public func periods(at instant: Instant) -> [Range<Instant>] {
        let end = evaluationTime(at: instant)
        if let calendar { return calendar.completePeriods(of: period, count: range, at: end) }
        let (span, overflow) = period.multipliedReportingOverflow(by: range)
        guard !overflow else { return [] }
        let start = end.advanced(bySeconds: -span)
        return (0..<range).map { index in
            let first = start.advanced(bySeconds: index * period)
            return first..<first.advanced(bySeconds: period)
        }
    }
}
