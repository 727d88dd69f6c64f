import Foundation
import Ingest
import LeafStack
public import Replay
import TimeSeries

/// Audits a leaf: what every minute up was, what it cost, and what would have saved it.
public enum Audit {
    /// Audits an observation.
    ///
    /// - Parameters:
    ///   - observation: what was observed of the leaf.
    ///   - judged: the observation's minutes where they are judged already.
    ///   - prices: where prices come from.
    ///   - options: quantities that nothing records, and the reader's time zone.
    /// - Throws: ``PriceError`` when no price of the instance is known.
    public static func run(
        _ observation: Observation, judged: JudgedMinutes? = nil, prices: PriceBook = PriceBook(),
        options: AuditOptions = AuditOptions()
    ) throws(PriceError) -> AuditResult {
        let history = observation.history
        let price = try prices.instance(type: history.leaf.instanceType, region: history.region)
        let tariff = Tariff(options: options, book: prices, region: history.region, instance: price)
        let judged = judged ?? JudgedMinutes(observation)
        let classes = judged.classes
        let minutes = AuditedMinutes(observation, classes: classes, perMinute: tariff.perMinute)
        let days = Double(history.minutes) / 1440
        var lines =
            tariff.runningLines(minutes: classes.minutesUp)
            + tariff.standingLines(
                hours: Decimal(history.minutes) / 60, volumes: history.leaf.volumes.count,
                hitHours: hitHours(history), mails: mails(observation), readBytes: readBytes(history))
        let runningCost = lines.filter(\.isRunning).compactMap(\.amount).reduce(.zero, +)
        let standingCost = lines.filter { !$0.isRunning }.compactMap(\.amount).reduce(.zero, +)
        let cents = CostCents(running: runningCost, standing: standingCost)
        cents.spread(over: &lines)
        let classCosts = minutes.classCosts(total: cents.running)
        let periods = PeriodCost.periods(
            classes, unmeasured: observation.unmeasuredMinutes, start: history.start,
            timeZone: options.timeZone, perMinute: minutes.perMinute, cents: cents.running)
        let playerHours =
            history.hasContainerLog
            ? observation.playerSessions.reduce(0) { $0 + Double($1.end.milliseconds(since: $1.start)) }
                / 3_600_000 : nil
        return AuditResult(
            leaf: history.leaf.containerID, instanceType: history.leaf.instanceType, region: history.region,
            settings: observation.replay.watchdog, options: options, from: history.start,
            to: history.networkIn.end, days: days, minutesUp: classes.minutesUp,
            upTime: UpTimeReconciliation(observation), classes: classCosts,
            lines: lines, runningCost: runningCost, standingCost: standingCost, cents: cents,
            costPerMinute: minutes.perMinute, unmeasured: minutes.unmeasured, daily: minutes.daily,
            monthly: minutes.monthly(standing: standingCost, options: options),
            monthlyHours: minutes.monthlyHours(options: options),
            playerHours: playerHours, connectedHours: Double(classes.minutes(of: .used)) / 60,
            costPerPlayerHour: playerHours.flatMap { hours in
                hours > 0 ? Money(dollars: runningCost.dollars / Decimal(hours)).rounded(digits: 6) : nil
            },
            byDay: periods.days, byMonth: periods.months,
            wakes: WakeReport(observation, classes: classes, perMinute: minutes.perMinute),
            leftUp: minutes.leftUp(
                judged.leftUp, total: classCosts.cents(of: .leftUp), timeZone: options.timeZone),
            crashes: minutes.crashes(total: classCosts.cents(of: .crashLoop)),
            sessions: observation.sessions.count, conflicts: observation.conflicts,
            remarks: remarks(observation, minutes: minutes, days: days))
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

    private static func remarks(
        _ observation: Observation, minutes: AuditedMinutes, days: Double
    ) -> [String] {
        var result: [String] = []
        let complete = minutes.daily?.days ?? 0
        if days < 7 {
            result.append(
                "A month is only extrapolated from seven days of data on; these are the sums of what was seen."
            )
        } else if complete < 7 {
            result.append(
                "Metrics are missing in all but \(complete) whole days: no month is extrapolated from less than seven."
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
        return result
    }
}

extension CostCents {
    /// The cents of two amounts and of their sum, so that they add up.
    init(running: Money, standing: Money) {
        let parts = Money.cents(of: [running, standing])
        self.init(running: parts[0], standing: parts[1], total: parts[0] + parts[1])
    }

    /// Gives every line with a known amount its cents.
    func spread(over lines: inout [CostLine]) {
        for isRunning in [true, false] {
            let known = lines.indices.filter { lines[$0].isRunning == isRunning && lines[$0].amount != nil }
            let cents = Money.cents(
                of: known.compactMap { lines[$0].amount }, total: isRunning ? running : standing)
            for (index, cents) in zip(known, cents) { lines[index].cents = cents }
        }
    }
}

extension [ClassCost] {
    /// Cents of a class.
    func cents(of kind: MinuteClass) -> Int { first { $0.kind == kind }?.cents ?? 0 }
}
