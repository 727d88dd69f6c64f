import Foundation
public import LeafStack
public import Replay
import TimeSeries

extension AuditComparison {
    /// Compares an audit with what other settings would have come to.
    ///
    /// - Parameters:
    ///   - observation: what was audited, with labels for the minutes of which no log tells if there are any.
    ///   - audit: its audit.
    ///   - other: the other settings.
    ///   - prices: the book of the audit.
    /// - Throws: ``PriceError`` when no price of the instance is known.
    public init(
        _ observation: Observation, audit: AuditResult, other: WatchdogSettings, prices: PriceBook
    ) throws(PriceError) {
        let history = observation.history
        let evaluation = observation.replay.containerActivity.settings
        let classes = MinuteClasses(observation)
        let present = observation.replay.watchdog
        let replayed = WhatIfMinutes(
            observation, classes: classes, settings: present, evaluation: evaluation)
        let changed = WhatIfMinutes(observation, classes: classes, settings: other, evaluation: evaluation)
        let perMinute = audit.costPerMinute
        leaf = audit.leaf
        (from, to, days) = (audit.from, audit.to, audit.days)
        settings = Change(present: present, other: other)
        minutesUp = Change(present: audit.minutesUp, other: changed.minutes())
        starts = Change(present: observation.lives.count, other: changed.starts)
        falseStops = Change(present: replayed.falseStops, other: changed.falseStops)
        replayedMinutes = replayed.minutes()

        let tariff = Tariff(
            options: audit.options, book: prices, region: history.region,
            instance: try prices.instance(type: history.leaf.instanceType, region: history.region))
        let crashMails =
            observation.replay.breakCrashLoop.alarmRuns.count
            * WatchdogRule.breakCrashLoop.mailsPerFiring
        var lines = Self.lines(
            audit.lines, running: tariff.runningLines(minutes: changed.minutes()),
            mails: crashMails + changed.leftUpAlarms * WatchdogRule.instanceLeftUp.mailsPerFiring)
        let runningCost = lines.filter(\.isRunning).compactMap(\.amount).reduce(.zero, +)
        let standingCost = lines.filter { !$0.isRunning }.compactMap(\.amount).reduce(.zero, +)
        let cents = CostCents(running: runningCost, standing: standingCost)
        cents.spread(over: &lines)
        self.lines = zip(audit.lines, lines).map { LineChange(present: $0, other: $1) }
        running = Change(present: audit.runningCost, other: runningCost)
        runningCents = Change(present: audit.cents.running, other: cents.running)
        totalCents = Change(present: audit.cents.total, other: cents.total)
        saving = audit.runningCost - runningCost

        let kinds = MinuteClass.allCases
        // The recording's classes, with the labels of the comparison.
        let before = kinds.map { classes.minutes(of: $0) }
        let after = kinds.map { changed.minutes(of: $0) }
        let beforeCents = Money.cents(of: before.map { perMinute * Decimal($0) }, total: audit.cents.running)
        let afterCents = Money.cents(of: after.map { perMinute * Decimal($0) }, total: cents.running)
        self.classes = kinds.indices.map { index in
            ClassChange(
                kind: kinds[index], minutes: Change(present: before[index], other: after[index]),
                cost: Change(
                    present: perMinute * Decimal(before[index]), other: perMinute * Decimal(after[index])),
                cents: Change(present: beforeCents[index], other: afterCents[index]))
        }
        let minutes = AuditedMinutes(observation, classes: classes, perMinute: perMinute)
        monthly = Self.month(minutes, changed: changed, options: audit.options)
        remarks = []
        let gap = (replayedMinutes - audit.minutesUp).magnitude
        if gap > 10, Double(gap) > 0.03 * Double(max(1, audit.minutesUp)) {
            remarks.append(
                "The replay of the present settings comes to \(replayedMinutes) minutes up where \(audit.minutesUp) were "
                    + "recorded: take the other side as no more exact than that.")
        }
        if monthly == nil {
            remarks.append(
                "No month is extrapolated from less than seven complete days; these are the sums of what was seen."
            )
        }
    }

    private static func lines(_ present: [CostLine], running: [CostLine], mails: Int) -> [CostLine] {
        present.map { line in
            if let own = running.first(where: { $0.item == line.item }) { return own }
            guard line.item == .mails else { return line }
            return CostLine(
                item: .mails, quantity: Decimal(mails), unit: line.unit, price: line.price, isRunning: false,
                note: line.note)
        }
    }

    private static func month(
        _ minutes: AuditedMinutes, changed: WhatIfMinutes, options: AuditOptions
    ) -> Month? {
        guard minutes.completeDays.count >= 7 else { return nil }
        let before = minutes.minutesByDay()
        let after = minutes.completeDays.map { changed.minutes(in: $0) }
        let price = minutes.perMinute.approximate
        guard
            let saving = BootstrapEstimate(
                days: zip(before, after).map { Double($0 - $1) * price }, scale: daysPerMonth,
                seed: options.seed, rounds: options.bootstrapRounds)
        else { return nil }
        let scale = daysPerMonth / Double(before.count)
        let hours = Change(
            present: Double(before.reduce(0, +)) / 60 * scale, other: Double(after.reduce(0, +)) / 60 * scale)
        return Month(
            running: Change(present: hours.present * 60 * price, other: hours.other * 60 * price),
            saving: saving, hours: hours)
    }
}
