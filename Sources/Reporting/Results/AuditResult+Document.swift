public import Cost
import Foundation
import LeafStack
public import Replay
import TimeSeries

extension AuditResult: Presentable {
    /// What the leaf cost, by class, line, wake, incident and crash.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: options.timeZone)
        let tables = AuditTables(audit: self, clock: clock, isVerbose: style.isVerbose)
        var blocks: [Document.Block] = [
            .heading(level: 1, "What \(leaf) cost, and why"), .facts(facts(clock)), .table(tables.classes),
            .table(tables.lines), .table(tables.upTime), .table(tables.wakes),
        ]
        if !wakes.byResolver.isEmpty { blocks.append(.table(tables.resolvers)) }
        if !leftUp.isEmpty { blocks.append(.table(tables.leftUp)) }
        if !crashes.isEmpty { blocks.append(.table(tables.crashes)) }
        blocks.append(.table(tables.periods("By month", byMonth)))
        if style.isVerbose { blocks.append(.table(tables.periods("By day", byDay))) }
        if !conflicts.isEmpty { blocks.append(.table(tables.conflicts)) }
        if !remarks.isEmpty { blocks.append(.list(remarks.map { StyledText($0, .faint) })) }
        return Document(blocks)
    }

    private func facts(_ clock: ZoneClock) -> [Document.Fact] {
        var facts = [
            Document.Fact("Instance", "\(instanceType)\(region.isEmpty ? "" : " in \(region)")"),
            Document.Fact(
                "Period",
                "\(clock.minuteText(from)) to \(clock.minuteText(to)) \(clock.name) (\(NumberText.decimal(days, digits: 1)) days)"
            ),
            Document.Fact("Settings", StyledText(settings.words)),
            Document.Fact(
                "Up",
                "\(NumberText.duration(minutes: minutesUp)) of \(NumberText.duration(minutes: Int((days * 1440).rounded())))"
            ),
        ]
        if let unmeasured {
            facts.append(
                Document.Fact(
                    "Not measured",
                    StyledText(
                        "\(NumberText.duration(minutes: unmeasured.minutes)) in which events show the instance up and no metric "
                            + "does: unknown, in no class and in no cost (\(unmeasured.costIfUp) if it was up)",
                        .warning)))
        }
        facts.append(
            Document.Fact(
                "Cost",
                StyledText(
                    "\(MoneyText.dollars(cents: cents.running)) while up + \(MoneyText.dollars(cents: cents.standing)) for existing = "
                        + "\(MoneyText.dollars(cents: cents.total)), as far as known", .strong)))
        if let daily {
            let incomplete =
                daily.incompleteDays > 0 ? "; \(daily.incompleteDays) left out, metrics are missing" : ""
            facts.append(
                Document.Fact(
                    "A day",
                    "\(daily.mean) while up, from \(daily.lowest) to \(daily.highest) (\(daily.days) whole \(daily.days == 1 ? "day" : "days")\(incomplete))"
                ))
        }
        facts.append(Document.Fact("A month", StyledText(monthText)))
        if let costPerPlayerHour, let playerHours {
            facts.append(
                Document.Fact(
                    "A player's hour",
                    "\(costPerPlayerHour) (\(NumberText.decimal(playerHours, digits: 1)) h played in \(NumberText.decimal(connectedHours, digits: 1)) h with somebody connected)"
                ))
        }
        return facts
    }

    private var monthText: String {
        guard let monthly else { return "not extrapolated from less than seven complete days" }
        let running = monthly.running
        return
            "\(NumberText.dollars(running.value)) while up (95 % interval \(NumberText.dollars(running.low)) to "
            + "\(NumberText.dollars(running.high)); \(running.days) days drawn again, seed \(running.seed)) + "
            + "\(monthly.standing) for existing"
    }
}

extension WatchdogSettings {
    /// `Threshold 4,000 B/s, 7 min, 8 h, ShouldStop off`.
    var words: String {
        "Threshold \(NumberText.integer(threshold)) B/s, MinutesWithoutConnections \(minutesWithoutConnections), "
            + "DurationHours \(durationHours), ShouldStop \(shouldStop)"
    }
}

/// Amounts as tables show them.
enum MoneyText {
    /// Whole cents: `$1,234.50`.
    static func dollars(cents: Int) -> String { NumberText.dollars(Double(cents) / 100) }

    /// An amount by its share of its table's cents: `<$0.01` when there is something and it rounds to nothing.
    static func dollars(cents: Int, of exact: Money) -> String {
        cents == 0 && exact > .zero ? "<$0.01" : dollars(cents: cents)
    }

    /// A price with at least two decimals: `$0.30`, `$0.00002`.
    static func price(_ usd: Decimal) -> String {
        let text = "\(usd)"
        let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
        let padding =
            decimals >= 2 ? "" : (decimals == 0 ? "." : "") + String(repeating: "0", count: 2 - decimals)
        return "$" + text + padding
    }

    /// A quantity: whole numbers plain, others with three decimals, or one from a hundred on.
    static func quantity(_ value: Decimal) -> String {
        let double = NSDecimalNumber(decimal: value).doubleValue
        if double.rounded() == double, double.magnitude < 1e15 { return NumberText.integer(Int(double)) }
        return NumberText.decimal(double, digits: double.magnitude >= 100 ? 1 : 3)
    }
}

extension MinuteClass {
    /// What tables call it.
    public var title: String {
        switch self {
        case .crashLoop: "Crash loop"
        case .used: "Used"
        case .leftUp: "Left up"
        case .falseWake: "False wake"
        case .boot: "Boot"
        case .idleWait: "Idle wait"
        case .unknown: "Unknown"
        }
    }

    /// What it means, in a few words.
    var meaning: String {
        switch self {
        case .crashLoop: "crashed, until it ran for ten minutes again"
        case .used: "somebody was connected"
        case .leftUp: "idle for longer than MinutesWithoutConnections"
        case .falseWake: "woken, and nobody came"
        case .boot: "before the server was ready"
        case .idleWait: "the price of MinutesWithoutConnections"
        case .unknown: "up, but nothing tells whether somebody was there"
        }
    }
}
