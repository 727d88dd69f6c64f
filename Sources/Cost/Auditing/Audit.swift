import Foundation
import Ingest
import LeafStack
public import Replay
import TimeSeries

/// Audits a leaf: what every minute up was, what it cost, and what would have saved it.
public enum Audit {
    /// Audits an observation.
    ///
    /// - Throws: ``PriceError`` when no price of the instance is known.
    public static func run(
        _ observation: Observation, prices: PriceBook = PriceBook(), options: AuditOptions = AuditOptions()
    ) throws(PriceError) -> AuditResult {
        let history = observation.history
        let price = try prices.instance(type: history.leaf.instanceType, region: history.region)
        let tariff = Tariff(options: options, book: prices, region: history.region, instance: price)
        let classes = MinuteClasses(observation)
        let days = Double(history.minutes) / 1440
        let running = tariff.runningLines(minutes: classes.minutesUp)
        let standing = tariff.standingLines(
            hours: Decimal(history.minutes) / 60, volumes: history.leaf.volumes.count,
            hitHours: hitHours(history), mails: mails(observation), readBytes: readBytes(history))
        let runningCost = running.compactMap(\.amount).reduce(.zero, +)
        let standingCost = standing.compactMap(\.amount).reduce(.zero, +)
        let perMinute = tariff.perMinute
        let byDay = PeriodCost.periods(
            classes, start: history.start, timeZone: options.timeZone, perMinute: perMinute, months: false)
        let byMonth = PeriodCost.periods(
            classes, start: history.start, timeZone: options.timeZone, perMinute: perMinute, months: true)
        let playerHours =
            history.hasContainerLog
            ? observation.playerSessions.reduce(0) { $0 + Double($1.end.milliseconds(since: $1.start)) }
                / 3_600_000 : nil
        let blocks = dayBlocks(classes)
        let incidents = LeftUpIncident.incidents(observation, classes: classes)
        return AuditResult(
            leaf: history.leaf.containerID, instanceType: history.leaf.instanceType, region: history.region,
            settings: observation.replay.watchdog, options: options, from: history.start,
            to: history.networkIn.end, days: days, minutesUp: classes.minutesUp,
            upTime: UpTimeReconciliation(observation), classes: classCosts(classes, perMinute: perMinute),
            lines: running + standing, runningCost: runningCost, standingCost: standingCost,
            costPerMinute: perMinute,
            monthly: monthly(
                blocks, classes: classes, days: days, standing: standing, perMinute: perMinute,
                options: options),
            monthlyHours: days >= 7
                ? BootstrapEstimate(
                    days: blocks.map { Double($0) / 60 }, scale: 730.0 / 24, seed: options.seed,
                    rounds: options.bootstrapRounds) : nil,
            playerHours: playerHours, connectedHours: Double(classes.minutes(of: .used)) / 60,
            costPerPlayerHour: playerHours.flatMap { hours in
                hours > 0 ? Money(dollars: runningCost.dollars / Decimal(hours)).rounded(digits: 6) : nil
            },
            byDay: byDay, byMonth: byMonth,
            wakes: WakeReport(observation, perMinute: perMinute),
            leftUp: incidents.map { incident in
                LeftUpCost(
                    incident: incident, cost: perMinute * Decimal(incident.minutes.count),
                    explanation: incident.sentence(
                        settings: observation.replay.watchdog, timeZone: options.timeZone))
            },
            crashes: crashCosts(observation, classes: classes, perMinute: perMinute),
            sessions: observation.sessions.count, conflicts: observation.conflicts,
            remarks: remarks(observation, days: days))
    }

    private static func classCosts(_ classes: MinuteClasses, perMinute: Money) -> [ClassCost] {
        let counts = MinuteClass.allCases.map { classes.minutes(of: $0) }
        let costs = counts.map { perMinute * Decimal($0) }
        let cents = Money.cents(of: costs)
        let up = max(1, classes.minutesUp)
        return MinuteClass.allCases.indices.map { index in
            ClassCost(
                kind: MinuteClass.allCases[index], minutes: counts[index],
                share: Double(counts[index]) / Double(up), cost: costs[index], cents: cents[index])
        }
    }

    /// Minutes up in each whole day from the history's start; a rest at the end belongs to none.
    private static func dayBlocks(_ classes: MinuteClasses, of kind: MinuteClass? = nil) -> [Int] {
        let days = classes.values.count / 1440
        return (0..<days).map { day in
            classes.values[day * 1440..<(day + 1) * 1440].count { $0 != nil && (kind == nil || $0 == kind) }
        }
    }

    private static func monthly(
        _ blocks: [Int], classes: MinuteClasses, days: Double, standing: [CostLine], perMinute: Money,
        options: AuditOptions
    ) -> MonthlyCost? {
        let minute = perMinute.approximate
        guard days >= 7,
            let running = BootstrapEstimate(
                days: blocks.map { Double($0) * minute }, scale: 730.0 / 24, seed: options.seed,
                rounds: options.bootstrapRounds)
        else { return nil }
        let known = standing.compactMap(\.amount).reduce(.zero, +)
        var byClass: [MinuteClass: Double] = [:]
        for kind in MinuteClass.allCases {
            let sum = dayBlocks(classes, of: kind).reduce(0, +)
            byClass[kind] = Double(sum) / Double(max(1, blocks.count)) * minute * 730 / 24
        }
        let months = Decimal(classes.values.count) / 60 / hoursPerMonth
        return MonthlyCost(
            running: running, standing: Money(dollars: known.dollars / months).rounded(digits: 6),
            byClass: byClass)
    }

    private static func crashCosts(
        _ observation: Observation, classes: MinuteClasses, perMinute: Money
    ) -> [CrashCost] {
        let history = observation.history
        let alarms = observation.replay.breakCrashLoop.alarmRuns.map {
            history.networkIn.time(at: $0.lowerBound)
        }
        return observation.crashEpisodes.map { episode in
            let from = episode.start.floored(toPeriod: 60)
            let to = episode.end.advanced(bySeconds: 1800)
            let lives = observation.lives.enumerated().filter { _, life in
                life.crashStops.contains { $0.time >= episode.start && $0.time <= episode.end }
            }
            let own = Set(lives.map(\.offset))
            let minutes = classes.values.indices.count {
                classes.values[$0] == .crashLoop && own.contains(classes.lives[$0])
            }
            let reasons = episode.stops.map(\.reason).filter { !$0.isEmpty }
                .reduce(into: [:]) { $0[$1, default: 0] += 1 }
            return CrashCost(
                from: episode.start, to: episode.end, stops: episode.stops.count, lives: lives.count,
                exitCodes: Set(episode.stops.flatMap(\.exitCodes)).sorted(),
                reasons: reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map(\.key),
                minutes: minutes, cost: perMinute * Decimal(minutes),
                mails: alarms.count { $0 >= from && $0 <= to } * WatchdogRule.breakCrashLoop.mailsPerFiring)
        }
    }

    /// Hours with a point of the DNS metric, or `nil` when it was not recorded.
    private static func hitHours(_ history: LeafHistory) -> Int? {
        let hours = history.dnsTraffic.values.indices.filter { !history.dnsTraffic.values[$0].isNaN }
            .map { history.dnsTraffic.time(at: $0).floored(toPeriod: 3600).seconds }
        return hours.isEmpty && history.queries.isEmpty ? nil : Set(hours).count
    }

    private static func mails(_ observation: Observation) -> Int {
        WatchdogRule.allCases.reduce(0) {
            $0 + observation.replay[$1].alarmRuns.count * $1.mailsPerFiring
        }
    }

    private static func readBytes(_ history: LeafHistory) -> Double? {
        guard !history.volumeReads.isEmpty else { return nil }
        let sum = history.volumeReads.reduce(0.0) { sum, volume in
            sum + volume.bytes.values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
        }
        return sum.isFinite && sum < 1e18 ? sum : nil
    }

    private static func remarks(_ observation: Observation, days: Double) -> [String] {
        var result: [String] = []
        if days < 7 {
            result.append(
                "A month is only extrapolated from seven days of data on; these are the sums of what was seen."
            )
        }
        switch observation.labelSource {
        case .traffic:
            result.append(
                "No log names players: who was connected is judged from traffic, which falls into two groups."
            )
        case .players where !observation.history.hasContainerLog && !observation.labels.contains(.connected):
            result.append(
                "There is no container log: nothing tells who was connected, so ready minutes are unknown.")
        default: break
        }
        if observation.areCrashesInferred, !observation.crashEpisodes.isEmpty {
            result.append(
                "There are no task events: crashes are inferred from runs of the crash-loop function.")
        }
        if !observation.unmeasuredMinutes.isEmpty {
            result.append(
                "In \(observation.unmeasuredMinutes.count) minutes events show the instance up and no metric does; "
                    + "they are in no class and not in the cost.")
        }
        return result
    }
}

extension UpTimeReconciliation {
    /// Compares the sources of an observation.
    init(_ observation: Observation) {
        let history = observation.history
        networkIn = observation.minutesUp
        unmeasured = observation.unmeasuredMinutes.count
        var launches: [String: Instant] = [:]
        var seconds: Int64 = 0
        var instances = 0
        for event in history.scalingEvents {
            switch event.kind {
            case .launchSuccessful: launches[event.instanceID] = event.startTime ?? event.time
            case .terminateSuccessful:
                guard let start = launches.removeValue(forKey: event.instanceID) else { continue }
                seconds += max(0, (event.endTime ?? event.time).milliseconds(since: start) / 1000)
                instances += 1
            default: break
            }
        }
        scalingInstances = instances
        scaling = instances == 0 ? nil : Int((seconds + 30) / 60)
        var starts: [String: Instant] = [:]
        var taskSeconds: Int64 = 0
        var count = 0
        for change in history.taskChanges {
            if let started = change.startedAt ?? (change.lastStatus == "RUNNING" ? change.time : nil) {
                starts[change.taskARN] = min(starts[change.taskARN] ?? started, started)
            }
            if change.lastStatus == "STOPPED", let start = starts.removeValue(forKey: change.taskARN) {
                taskSeconds += max(0, (change.stoppedAt ?? change.time).milliseconds(since: start) / 1000)
                count += 1
            }
        }
        taskCount = count
        tasks = count == 0 ? nil : Int((taskSeconds + 30) / 60)
    }
}

extension PeriodCost {
    /// Sums by day or month of a zone; a day on which the clock changes has 23 or 25 hours.
    static func periods(
        _ classes: MinuteClasses, start: Instant, timeZone: String, perMinute: Money, months: Bool
    ) -> [PeriodCost] {
        let zone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 0)
        var periods: [PeriodCost] = []
        var offset = 0
        for (index, kind) in classes.values.enumerated() {
            let seconds = start.seconds + Int64(index) * 60
            // Zones change their offset on quarter hours at the finest.
            if index == 0 || seconds % 900 == 0 {
                offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? 0
            }
            let local = Instant(seconds: seconds + Int64(offset))
            let date = CivilDate(daysSinceEpoch: Int(local.floored(toPeriod: 86_400).seconds / 86_400))
            let name = months ? String(date.description.dropLast(3)) : date.description
            if periods.last?.period != name {
                periods.append(PeriodCost(period: name, minutes: 0, minutesUp: 0, byClass: [:], cost: .zero))
            }
            periods[periods.count - 1].minutes += 1
            if let kind {
                periods[periods.count - 1].minutesUp += 1
                periods[periods.count - 1].byClass[kind, default: 0] += 1
            }
        }
        for index in periods.indices { periods[index].cost = perMinute * Decimal(periods[index].minutesUp) }
        return periods
    }
}
