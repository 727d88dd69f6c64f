import Foundation
public import Replay
public import TimeSeries

/// One day or month.
public struct PeriodCost: Codable, Hashable, Sendable {
    /// `2026-03-29` or `2026-03`, in the zone of the options.
    public var period: String
    /// Start of its first minute in the history.
    public var start: Instant
    /// End of its last minute in the history.
    public var end: Instant
    /// Minutes of the history in it: 1,380 or 1,500 on a whole day on which the clock changes.
    public var minutes: Int
    /// Minutes up.
    public var minutesUp: Int
    /// Minutes in which events show the instance up and no metric does: their cost is unknown.
    public var minutesUnmeasured: Int
    /// Minutes of each class that occurs.
    public var byClass: [MinuteClass: Int]
    /// Running cost of ``minutesUp``.
    public var cost: Money
    /// ``cost`` in whole cents; the cents of all days of a month add up to the month's, and those of all months to the
    /// running cost's.
    public var cents: Int
}

extension PeriodCost {
    /// Sums by day and by month of a zone; a day on which the clock changes has 23 or 25 hours.
    ///
    /// - Returns: the days and the months.
    static func periods(
        _ classes: MinuteClasses, unmeasured: [Int], start: Instant, timeZone: String, perMinute: Money,
        cents: Int
    ) -> (days: [PeriodCost], months: [PeriodCost]) {
        let zone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 0)
        let unmeasured = Set(unmeasured)
        var days: [PeriodCost] = []
        var offset = 0
        var last: Int64?
        for (index, kind) in classes.values.enumerated() {
            let seconds = start.seconds + Int64(index) * 60
            // Zones change their offset on quarter hours at the finest.
            if index == 0 || seconds % 900 == 0 {
                offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? 0
            }
            let local = Instant(seconds: seconds + Int64(offset))
            let day = local.floored(toPeriod: 86_400).seconds / 86_400
            let time = Instant(seconds: seconds)
            if day != last {
                let name = CivilDate(daysSinceEpoch: Int(day)).description
                days.append(PeriodCost(empty: name, start: time))
                last = day
            }
            days[days.count - 1].minutes += 1
            days[days.count - 1].end = time.advanced(bySeconds: 60)
            if unmeasured.contains(index) { days[days.count - 1].minutesUnmeasured += 1 }
            guard let kind else { continue }
            days[days.count - 1].minutesUp += 1
            days[days.count - 1].byClass[kind, default: 0] += 1
        }
        var months: [PeriodCost] = []
        for day in days {
            let name = String(day.period.dropLast(3))
            if months.last?.period != name { months.append(PeriodCost(empty: name, start: day.start)) }
            months[months.count - 1].add(day)
        }
        for index in days.indices { days[index].cost = perMinute * Decimal(days[index].minutesUp) }
        for index in months.indices { months[index].cost = perMinute * Decimal(months[index].minutesUp) }
        let monthCents = Money.cents(of: months.map(\.cost), total: cents)
        var first = 0
        for index in months.indices {
            months[index].cents = monthCents[index]
            let own = days[first...].prefix { $0.period.hasPrefix(months[index].period + "-") }
            let dayCents = Money.cents(of: own.map(\.cost), total: monthCents[index])
            for (day, cents) in zip(own.indices, dayCents) { days[day].cents = cents }
            first = own.endIndex
        }
        return (days, months)
    }

    private init(empty period: String, start: Instant) {
        self.init(
            period: period, start: start, end: start, minutes: 0, minutesUp: 0, minutesUnmeasured: 0,
            byClass: [:], cost: .zero,
            cents: 0)
    }

    private mutating func add(_ other: PeriodCost) {
        end = other.end
        minutes += other.minutes
        minutesUp += other.minutesUp
        minutesUnmeasured += other.minutesUnmeasured
        byClass.merge(other.byClass, uniquingKeysWith: +)
    }
}
