public import TimeSeries

/// When a mute rule begins to mute: `cron(Minutes Hours Day-of-month Month Day-of-week)` or `at(yyyy-MM-ddThh:mm)`.
///
/// `*`, `-` and `,` are possible in all fields, and English names of three letters for months and days of the week.
/// Where both day fields are restricted, either of them suffices, as in Unix cron; CloudWatch does not say.
public enum MuteSchedule: Hashable, Sendable {
    /// Again and again.
    case cron(CronFields)
    /// Once, at a local date and minute of the day.
    case at(day: CivilDate, minute: Int)

    /// The fields of a cron expression, as sets of their values.
    public struct CronFields: Hashable, Sendable {
        /// 0 to 59.
        public var minutes: Set<Int>
        /// 0 to 23.
        public var hours: Set<Int>
        /// 1 to 31.
        public var daysOfMonth: Set<Int>
        /// 1 to 12.
        public var months: Set<Int>
        /// 0, Sunday, to 6.
        public var daysOfWeek: Set<Int>
        /// Whether the day of the month is anything but `*`.
        public var restrictsDaysOfMonth: Bool
        /// Whether the day of the week is anything but `*`.
        public var restrictsDaysOfWeek: Bool

        /// Whether a local day is one of the expression's.
        public func contains(_ day: CivilDate) -> Bool {
            let (_, month, dayOfMonth) = day.components
            guard months.contains(month) else { return false }
            let isDayOfMonth = daysOfMonth.contains(dayOfMonth)
            let isDayOfWeek = daysOfWeek.contains(day.weekday % 7)
            return restrictsDaysOfMonth && restrictsDaysOfWeek
                ? isDayOfMonth || isDayOfWeek : isDayOfMonth && isDayOfWeek
        }
    }

    /// The instants at which windows begin, ascending; a local time that is left out when the clock is put forward
    /// counts as the instant of the change, and one that comes twice counts once.
    func activations(from first: Instant, to last: Instant, zone: CalendarZone) -> [Instant] {
        guard first < last else { return [] }
        switch self {
        case .at(let day, let minute):
            let instant = zone.instant(day: day, minute: minute)
            return instant >= first && instant < last ? [instant] : []
        case .cron(let fields):
            let minutes = fields.hours.flatMap { hour in fields.minutes.map { hour * 60 + $0 } }.sorted()
            let firstDay = zone.day(of: first).daysSinceEpoch
            // A bound far beyond any history, so that hostile dates cost nothing.
            let lastDay = min(zone.day(of: last).daysSinceEpoch, firstDay &+ 40_000)
            guard firstDay <= lastDay else { return [] }
            var result: [Instant] = []
            for number in firstDay...lastDay {
                let day = CivilDate(daysSinceEpoch: number)
                guard fields.contains(day) else { continue }
                for minute in minutes {
                    let instant = zone.instant(day: day, minute: minute)
                    if instant >= first, instant < last, instant != result.last { result.append(instant) }
                }
            }
            return result.sorted()
        }
    }
}

extension CalendarZone {
    /// The local date of an instant.
    func day(of instant: Instant) -> CivilDate {
        let local = instant.advanced(bySeconds: offset(at: instant))
        return CivilDate(daysSinceEpoch: Int(local.floored(toPeriod: 86_400).seconds / 86_400))
    }

    /// The instant of a local minute of the day: the first of two, or the change of the clock that left it out.
    func instant(day: CivilDate, minute: Int) -> Instant {
        let local = Instant(seconds: Int64(day.daysSinceEpoch &* 86_400 &+ minute &* 60))
        // The two offsets around that time; a change of the clock lies between them, if anywhere.
        let before = offset(at: local.advanced(bySeconds: -86_400))
        let after = offset(at: local.advanced(bySeconds: 86_400))
        let early = local.advanced(bySeconds: -max(before, after))
        let late = local.advanced(bySeconds: -min(before, after))
        if early.advanced(bySeconds: offset(at: early)) == local { return early }
        if late.advanced(bySeconds: offset(at: late)) == local { return late }
        // Neither: the minute does not exist. The change is the first instant with the new offset.
        var (low, high) = (early.seconds, late.seconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Instant(seconds: middle)) == after { high = middle } else { low = middle }
        }
        return Instant(seconds: high)
    }
}
