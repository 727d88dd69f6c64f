public import Cost
import Foundation
import LeafStack
public import Replay
import TimeSeries

extension AuditResult: Presentable {
    /// What the leaf cost, by class, line, wake, incident and crash.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: options.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, "What \(leaf) cost, and why"), .facts(facts(clock)), .table(classTable),
            .table(lineTable), .table(wakeTable),
        ]
        if !wakes.byResolver.isEmpty { blocks.append(.table(resolverTable(isVerbose: style.isVerbose))) }
        if !leftUp.isEmpty { blocks.append(.table(leftUpTable(clock, isVerbose: style.isVerbose))) }
        if !crashes.isEmpty { blocks.append(.table(crashTable(clock))) }
        blocks.append(.table(periodTable("By month", byMonth)))
        if style.isVerbose { blocks.append(.table(periodTable("By day", byDay))) }
        if !conflicts.isEmpty { blocks.append(.table(conflictTable(clock, isVerbose: style.isVerbose))) }
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
            Document.Fact(
                "Up",
                "\(NumberText.duration(minutes: minutesUp)) of \(NumberText.duration(minutes: Int(days * 1440)))"
            ),
            Document.Fact(
                "Cost",
                StyledText("\(runningCost) while up, \(standingCost) for existing, as far as known", .strong)),
        ]
        if let monthly {
            facts.append(
                Document.Fact(
                    "A month",
                    "\(NumberText.dollars(monthly.running.value)) while up (95 % interval \(NumberText.dollars(monthly.running.low)) to "
                        + "\(NumberText.dollars(monthly.running.high)); \(monthly.running.days) days, seed \(monthly.running.seed)) + "
                        + "\(monthly.standing) for existing"))
        }
        if let costPerPlayerHour, let playerHours {
            facts.append(
                Document.Fact(
                    "A player's hour",
                    "\(costPerPlayerHour) (\(NumberText.decimal(playerHours, digits: 1)) h played)"))
        }
        var sources = ["NetworkIn \(NumberText.integer(upTime.networkIn)) min"]
        if let scaling = upTime.scaling {
            sources.append(
                "Auto Scaling \(NumberText.integer(scaling)) min (\(upTime.scalingInstances) instances)")
        }
        if let tasks = upTime.tasks {
            sources.append("ECS tasks \(NumberText.integer(tasks)) min (\(upTime.taskCount))")
        }
        if upTime.unmeasured > 0 { sources.append("unknown \(NumberText.integer(upTime.unmeasured)) min") }
        facts.append(Document.Fact("Up-time by source", StyledText(sources.joined(separator: "; "))))
        return facts
    }

    var classTable: Table {
        let rows = classes.filter { $0.minutes > 0 || $0.kind != .unknown }.map { item -> [StyledText] in
            let tone: StyledText.Tone =
                item.minutes > 0 && [.leftUp, .falseWake, .crashLoop].contains(item.kind) ? .warning : .plain
            return [
                StyledText(item.kind.title, tone), StyledText(NumberText.integer(item.minutes)),
                StyledText(NumberText.percent(item.share)), StyledText(Self.dollars(cents: item.cents)),
                StyledText(item.kind.meaning, .faint),
            ]
        }
        return Table(
            title: "What the time up was",
            columns: [
                .init("Class"), .init("Minutes", .right), .init("Share", .right), .init("Cost", .right),
                .init("Meaning", isFlexible: true),
            ], rows: rows,
            total: [
                "Up", StyledText(NumberText.integer(minutesUp)), "",
                StyledText(Self.dollars(cents: classes.reduce(0) { $0 + $1.cents })), "",
            ])
    }

    private var lineTable: Table {
        var notes: [String] = []
        let rows = lines.map { line -> [StyledText] in
            var mark = ""
            if let note = line.note {
                let index = notes.firstIndex(of: note) ?? notes.count
                if index == notes.count { notes.append(note) }
                mark = " [\(index + 1)]"
            }
            return [
                StyledText(line.item.title + mark),
                StyledText(line.quantity.map { Self.number($0) } ?? "unknown"), StyledText(line.unit),
                StyledText(line.price.map { "$\($0.usd)" } ?? "unknown"),
                StyledText(line.amount.map(\.description) ?? "unknown"),
                StyledText(line.price?.source ?? "", .faint),
            ]
        }
        return Table(
            title: "The bill",
            columns: [
                .init("Item"), .init("Quantity", .right), .init("Unit"), .init("Price", .right),
                .init("Amount", .right), .init("Source", isFlexible: true),
            ], rows: rows, total: ["Known", "", "", "", StyledText("\(totalCost)"), ""],
            footnotes: notes.enumerated().map { "[\($0 + 1)] \($1)" }
                + ["List prices in US dollars, before taxes, discounts and free tier."])
    }

    private var wakeTable: Table {
        let share = wakes.falseShare
        return Table(
            title: "Wakes",
            columns: [
                .init("Wakes", .right), .init("False", .right), .init("Share", .right),
                .init("95 % interval", .right), .init("Unknown", .right),
                .init("Cost of the false ones", .right),
                .init("Stopped at once", .right),
            ],
            rows: [
                [
                    StyledText("\(wakes.wakes)"), StyledText("\(wakes.falseWakes)"),
                    StyledText(share.total == 0 ? "–" : NumberText.percent(share.share)),
                    StyledText(
                        "\(NumberText.percent(share.low, digits: 0)) to \(NumberText.percent(share.high, digits: 0))"
                    ),
                    StyledText("\(wakes.unknown)"), StyledText("\(wakes.falseCost)"),
                    StyledText("\(wakes.abortedLaunches)"),
                ]
            ],
            footnotes: [
                "Queries by type: "
                    + wakes.byType.map { "\($0.queries) \($0.queryType) (\($0.passing) start the instance)" }
                    .joined(separator: ", ") + "."
            ].filter { _ in !wakes.byType.isEmpty })
    }

    private func resolverTable(isVerbose: Bool) -> Table {
        let shown = isVerbose ? wakes.byResolver[...] : wakes.byResolver.prefix(8)
        let rest = wakes.byResolver.count - shown.count
        return Table(
            title: "Who wakes it",
            columns: [
                .init("Resolver"), .init("Type"), .init("Wakes", .right), .init("False", .right),
                .init("Led to a connection", .right), .init("95 % interval", .right), .init("Cost", .right),
            ],
            rows: shown.map { source in
                let share = source.ledToConnection
                return [
                    StyledText(source.resolver.isEmpty ? "not in the log" : source.resolver),
                    StyledText(source.queryType), StyledText("\(source.wakes)"),
                    StyledText("\(source.falseWakes)"),
                    StyledText(share.total == 0 ? "–" : NumberText.percent(share.share, digits: 0)),
                    StyledText(
                        "\(NumberText.percent(share.low, digits: 0)) to \(NumberText.percent(share.high, digits: 0))"
                    ),
                    StyledText("\(source.falseCost)"),
                ]
            }, footnotes: rest > 0 ? ["and \(rest) more resolvers (--verbose shows all)"] : [])
    }

    func leftUpTable(_ clock: ZoneClock, isVerbose: Bool, limit: Int = 10) -> Table {
        let ranked =
            isVerbose
            ? leftUp
            : Array(
                leftUp.sorted { ($1.cost, $0.incident.from) < ($0.cost, $1.incident.from) }.prefix(limit))
        let rest = leftUp.count - ranked.count
        return Table(
            title: "Left up",
            columns: [
                .init("From"), .init("To"), .init("Time", .right), .init("Cost", .right),
                .init("What kept it up", isFlexible: true),
            ],
            rows: ranked.map { item in
                [
                    StyledText(clock.minuteText(item.incident.from)),
                    StyledText(clock.minuteText(item.incident.to)),
                    StyledText(NumberText.duration(minutes: item.incident.minutes.count)),
                    StyledText("\(item.cost)"), StyledText(item.explanation),
                ]
            },
            total: [
                "All", "\(leftUp.count) incidents",
                StyledText(NumberText.duration(minutes: leftUp.reduce(0) { $0 + $1.incident.minutes.count })),
                StyledText("\(leftUp.reduce(Money.zero) { $0 + $1.cost })"), "",
            ],
            footnotes: rest > 0 ? ["the dearest \(ranked.count) of \(leftUp.count); --verbose shows all"] : []
        )
    }

    private func crashTable(_ clock: ZoneClock) -> Table {
        Table(
            title: "Crash episodes",
            columns: [
                .init("From"), .init("To"), .init("Crashes", .right), .init("Starts", .right),
                .init("Exit codes"), .init("Minutes", .right), .init("Cost", .right), .init("Mails", .right),
                .init("Reason", isFlexible: true),
            ],
            rows: crashes.map { crash in
                [
                    StyledText(clock.minuteText(crash.from)), StyledText(clock.minuteText(crash.to)),
                    StyledText("\(crash.stops)"), StyledText("\(crash.lives)"),
                    StyledText(crash.exitCodes.map(String.init).joined(separator: ", ")),
                    StyledText("\(crash.minutes)"), StyledText("\(crash.cost)"), StyledText("\(crash.mails)"),
                    StyledText(crash.reasons.joined(separator: "; ")),
                ]
            })
    }

    private func periodTable(_ title: String, _ periods: [PeriodCost]) -> Table {
        let kinds = MinuteClass.allCases.filter { kind in periods.contains { $0.byClass[kind] != nil } }
        let cents = Money.cents(of: periods.map(\.cost))
        return Table(
            title: title,
            columns: [.init("Period"), .init("Up min", .right)] + kinds.map { .init($0.title, .right) }
                + [.init("Cost", .right)],
            rows: periods.indices.map { index in
                [StyledText(periods[index].period), StyledText(NumberText.integer(periods[index].minutesUp))]
                    + kinds.map { StyledText(NumberText.integer(periods[index].byClass[$0] ?? 0)) }
                    + [StyledText(Self.dollars(cents: cents[index]))]
            })
    }

    private func conflictTable(_ clock: ZoneClock, isVerbose: Bool) -> Table {
        let shown = isVerbose ? conflicts[...] : conflicts.prefix(10)
        let rest = conflicts.count - shown.count
        return Table(
            title: "Where the sources disagree",
            columns: [.init("From"), .init("To"), .init("Count", .right), .init("What", isFlexible: true)],
            rows: shown.map { conflict in
                [
                    StyledText(clock.minuteText(conflict.from)), StyledText(clock.minuteText(conflict.to)),
                    StyledText("\(conflict.count)"), StyledText(conflict.message),
                ]
            }, footnotes: rest > 0 ? ["and \(rest) more (--verbose shows all)"] : [])
    }

    private static func dollars(cents: Int) -> String {
        "\(Money(dollars: Decimal(cents) / 100).rounded(digits: 2))" == "$0.00"
            ? "$0.00" : NumberText.dollars(Double(cents) / 100)
    }

    private static func number(_ value: Decimal) -> String {
        let double = NSDecimalNumber(decimal: value).doubleValue
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
        case .unknown: "nothing tells; never counted as zero"
        }
    }
}
