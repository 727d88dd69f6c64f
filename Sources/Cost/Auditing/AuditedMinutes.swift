import Foundation
import Ingest
import LeafStack
import Replay
import TimeSeries

/// An observation's classified minutes with the price of one.
struct AuditedMinutes {
    let observation: Observation
    let classes: MinuteClasses
    /// Price of a minute up.
    let perMinute: Money
    /// Grid ranges of the whole days, counted from the history's start, in which nothing is missing.
    let completeDays: [Range<Int>]
    /// Whole days in which metrics are missing.
    let incompleteDays: Int

    init(_ observation: Observation, classes: MinuteClasses, perMinute: Money) {
        self.observation = observation
        self.classes = classes
        self.perMinute = perMinute
        let days = (0..<classes.values.count / 1440).map { $0 * 1440..<($0 + 1) * 1440 }
        let missing = Set(observation.unmeasuredMinutes.map { $0 / 1440 })
        completeDays = days.filter { !missing.contains($0.lowerBound / 1440) }
        incompleteDays = days.count - completeDays.count
    }

    /// Minutes and money of every class; the cents add up to `total`.
    func classCosts(total: Int) -> [ClassCost] {
        let counts = MinuteClass.allCases.map { classes.minutes(of: $0) }
        let costs = counts.map { perMinute * Decimal($0) }
        let cents = Money.cents(of: costs, total: total)
        let up = max(1, classes.minutesUp)
        return MinuteClass.allCases.indices.map { index in
            ClassCost(
                kind: MinuteClass.allCases[index], minutes: counts[index],
                share: Double(counts[index]) / Double(up), cost: costs[index], cents: cents[index])
        }
    }

    /// What is not measured; `nil` when everything is.
    var unmeasured: UnmeasuredTime? {
        let minutes = observation.unmeasuredMinutes.count
        return minutes == 0 ? nil : UnmeasuredTime(minutes: minutes, costIfUp: perMinute * Decimal(minutes))
    }

    /// Minutes up, or of a class, in each complete day.
    func minutesByDay(of kind: MinuteClass? = nil) -> [Int] {
        completeDays.map { day in classes.values[day].count { $0 != nil && (kind == nil || $0 == kind) } }
    }

    /// A day's running cost.
    var daily: DailyCost? {
        let minutes = minutesByDay()
        guard let lowest = minutes.min(), let highest = minutes.max() else { return nil }
        let mean = perMinute * (Decimal(minutes.reduce(0, +)) / Decimal(minutes.count))
        return DailyCost(
            mean: mean.rounded(digits: 6), lowest: perMinute * Decimal(lowest),
            highest: perMinute * Decimal(highest), days: minutes.count, incompleteDays: incompleteDays)
    }

    /// A month's cost, from seven complete days on.
    func monthly(standing: Money, options: AuditOptions) -> MonthlyCost? {
        let minute = perMinute.approximate
        guard completeDays.count >= 7,
            let running = BootstrapEstimate(
                days: minutesByDay().map { Double($0) * minute }, scale: daysPerMonth, seed: options.seed,
                rounds: options.bootstrapRounds)
        else { return nil }
        var byClass: [MinuteClass: Double] = [:]
        for kind in MinuteClass.allCases {
            let sum = minutesByDay(of: kind).reduce(0, +)
            byClass[kind] = Double(sum) / Double(completeDays.count) * minute * daysPerMonth
        }
        let months = Decimal(classes.values.count) / 60 / hoursPerMonth
        return MonthlyCost(
            running: running, standing: Money(dollars: standing.dollars / months).rounded(digits: 6),
            byClass: byClass)
    }

    /// Hours up in a month, from seven complete days on.
    func monthlyHours(options: AuditOptions) -> BootstrapEstimate? {
        guard completeDays.count >= 7 else { return nil }
        return BootstrapEstimate(
            days: minutesByDay().map { Double($0) / 60 }, scale: daysPerMonth, seed: options.seed,
            rounds: options.bootstrapRounds)
    }

    /// The left-up incidents; their cents add up to `total`.
    func leftUp(_ incidents: [LeftUpIncident], total: Int, timeZone: String) -> [LeftUpCost] {
        let settings = observation.replay.watchdog
        let minutes = incidents.map { incident in
            incident.minutes.count { classes.values[$0] == .leftUp }
        }
        let costs = minutes.map { perMinute * Decimal($0) }
        return zip(incidents.indices, Money.cents(of: costs, total: total)).map { index, cents in
            let incident = incidents[index]
            return LeftUpCost(
                incident: incident, cost: costs[index], cents: cents,
                keptUpBy: incident.reason(settings: settings),
                savings: incident.endings.map { perMinute * Decimal($0.minutesSaved) },
                explanation: incident.sentence(settings: settings, timeZone: timeZone))
        }
    }

    /// The crash episodes; each minute of a crash loop belongs to the episode of the crash before it.
    func crashes(total: Int) -> [CrashCost] {
        let history = observation.history
        let episodes = observation.crashEpisodes
        var minutes = Array(repeating: 0, count: episodes.count)
        for minute in classes.values.indices where classes.values[minute] == .crashLoop {
            let end = history.networkIn.time(at: minute + 1)
            let stops = observation.lives[classes.lives[minute]].crashStops
            guard let stop = stops.last(where: { $0.time < end }) ?? stops.first,
                let episode = episodes.firstIndex(where: { ($0.start...$0.end).contains(stop.time) })
            else { continue }
            minutes[episode] += 1
        }
        let costs = minutes.map { perMinute * Decimal($0) }
        let alarms = observation.replay.breakCrashLoop.alarmRuns.map {
            history.networkIn.time(at: $0.lowerBound)
        }
        return zip(episodes.indices, Money.cents(of: costs, total: total)).map { index, cents in
            let episode = episodes[index]
            let from = episode.start.floored(toPeriod: 60)
            let to = episode.end.advanced(bySeconds: 1800)
            let reasons = episode.stops.map(\.reason).filter { !$0.isEmpty }
                .reduce(into: [:]) { $0[$1, default: 0] += 1 }
            return CrashCost(
                from: episode.start, to: episode.end, stops: episode.stops.count,
                lives: observation.lives.count { life in
                    life.crashStops.contains { $0.time >= episode.start && $0.time <= episode.end }
                },
                exitCodes: Set(episode.stops.flatMap(\.exitCodes)).sorted(),
                reasons: reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map(\.key),
                minutes: minutes[index], cost: costs[index], cents: cents,
                mails: alarms.count { $0 >= from && $0 <= to } * WatchdogRule.breakCrashLoop.mailsPerFiring)
        }
    }
}
