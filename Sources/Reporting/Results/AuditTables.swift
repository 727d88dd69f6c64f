import Cost
import Foundation
import LeafStack
import Replay
import TimeSeries

/// The tables of an audit's document.
struct AuditTables {
    let audit: AuditResult
    let clock: ZoneClock
    var isVerbose = false
    /// Left-up incidents that are shown when not verbose.
    var limit = 10

    var classes: Table {
        // What it is up for first, as on the page; a class without a minute has nothing to tell.
        let occurring = ClassShare.order.compactMap { kind in
            audit.classes.first { $0.kind == kind && $0.minutes > 0 }
        }
        var rows = occurring.map { item -> [StyledText] in
            let tone: StyledText.Tone =
                item.minutes > 0 && [.leftUp, .falseWake, .crashLoop].contains(item.kind) ? .warning : .plain
            return [
                StyledText(item.kind.title, tone), StyledText(NumberText.integer(item.minutes)),
                StyledText(NumberText.percent(item.share)),
                StyledText(MoneyText.dollars(cents: item.cents, of: item.cost)),
                StyledText(item.kind.meaning, .faint),
            ]
        }
        if let unmeasured = audit.unmeasured {
            rows.append([
                StyledText("Not measured", .warning),
                StyledText("+ \(NumberText.integer(unmeasured.minutes))", .warning),
                "", StyledText("unknown", .warning),
                StyledText("events show it up, no metric does; not in the sum", .faint),
            ])
        }
        return Table(
            title: "What the time up was",
            columns: [
                .init("Class"), .init("Minutes", .right), .init("Share", .right), .init("Cost", .right),
                .init("Meaning", isFlexible: true),
            ], rows: rows,
            total: [
                "Up", StyledText(NumberText.integer(audit.minutesUp)), "",
                StyledText(MoneyText.dollars(cents: audit.cents.running)), "",
            ])
    }

    /// The bill; notes have numbers, sources letters, each told once below.
    var lines: Table {
        var notes: [String] = []
        var sources: [String] = []
        func index(of text: String, in list: inout [String]) -> Int {
            if let known = list.firstIndex(of: text) { return known }
            list.append(text)
            return list.count - 1
        }
        func row(_ line: CostLine) -> [StyledText] {
            let mark = line.note.map { " [\(index(of: $0, in: &notes) + 1)]" } ?? ""
            let source =
                line.price.map { price in
                    let other = price.region.flatMap { $0 == audit.region ? nil : " (price of \($0))" }
                    return Self.letter(index(of: price.source + (other ?? ""), in: &sources))
                } ?? ""
            return [
                StyledText(line.item.title + mark),
                StyledText(line.quantity.map(MoneyText.quantity) ?? "unknown"), StyledText(line.unit),
                StyledText(line.price.map { MoneyText.price($0.usd) } ?? "unknown"),
                StyledText(
                    line.amount.map { MoneyText.dollars(cents: line.cents ?? 0, of: $0) } ?? "unknown"),
                StyledText(line.price?.snapshot ?? "–", .faint), StyledText(source, .faint),
            ]
        }
        let running = audit.lines.filter(\.isRunning).map(row)
        let standing = audit.lines.filter { !$0.isRunning }.map(row)
        return Table(
            title: "The bill",
            columns: [
                .init("Item", isFlexible: true), .init("Quantity", .right), .init("Unit"),
                .init("Price", .right), .init("Amount", .right), .init("Snapshot"), .init("Source"),
            ],
            rows: running + [
                [
                    StyledText("While up", .strong), "", "", "",
                    StyledText(MoneyText.dollars(cents: audit.cents.running), .strong), "", "",
                ]
            ] + standing,
            total: ["Known", "", "", "", StyledText(MoneyText.dollars(cents: audit.cents.total)), "", ""],
            footnotes: notes.enumerated().map { "[\($0 + 1)] \($1)" } + [
                "Sources: "
                    + sources.enumerated().map { "\(Self.letter($0)) \($1)" }.joined(separator: "; ") + ".",
                "List prices in US dollars as of their snapshot, before taxes, discounts and free tier.",
            ])
    }

    /// `a`, `b` … `z`, then numbers.
    private static func letter(_ index: Int) -> String {
        index < 26 ? String(UnicodeScalar(UInt8(97 + min(index, 25)))) : "\(index + 1)"
    }

    /// Up-time by source, with what the difference would cost.
    var upTime: Table {
        let upTime = audit.upTime
        func row(_ name: String, _ minutes: Int?, _ what: String) -> [StyledText] {
            guard let minutes else { return [StyledText(name), "unknown", "", "", StyledText(what, .faint)] }
            let difference = minutes - upTime.networkIn
            let cost = audit.costPerMinute * Decimal(difference)
            let sign = difference > 0 ? "+" : ""
            return [
                StyledText(name), StyledText(NumberText.integer(minutes)),
                StyledText(difference == 0 ? "0" : sign + NumberText.integer(difference)),
                StyledText(difference == 0 ? "$0.00" : sign + "\(cost)"), StyledText(what, .faint),
            ]
        }
        func open(_ count: Int) -> String { count == 0 ? "" : "; \(count) more with one end reported" }
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        var rows = [
            [
                "NetworkIn", StyledText(NumberText.integer(upTime.networkIn)), "", "",
                StyledText("minutes with a point: what is classed and priced here", .faint),
            ],
            row(
                "Auto Scaling", upTime.scaling,
                upTime.scaling == nil
                    ? "no instance with both ends reported\(open(upTime.scalingOpen))"
                    : "\(count(upTime.scalingInstances, "instance")) from launch to termination, about what AWS bills\(open(upTime.scalingOpen))"
            ),
            row(
                "ECS tasks", upTime.tasks,
                upTime.tasks == nil
                    ? "no task with both ends reported\(open(upTime.tasksOpen))"
                    : "\(count(upTime.taskCount, "task")) from RUNNING to STOPPED, boot and shut-down left out\(open(upTime.tasksOpen))"
            ),
        ]
        if upTime.unmeasured > 0 {
            rows.append([
                StyledText("Not measured", .warning),
                StyledText(NumberText.integer(upTime.unmeasured), .warning), "",
                StyledText("unknown", .warning),
                StyledText("in Auto Scaling or ECS events, not in NetworkIn", .faint),
            ])
        }
        return Table(
            title: "Up-time by source",
            columns: [
                .init("Source"), .init("Minutes", .right), .init("Difference", .right),
                .init("Its cost", .right),
                .init("What is counted", isFlexible: true),
            ], rows: rows)
    }

    var leftUp: Table {
        let ranked =
            isVerbose
            ? audit.leftUp
            : Array(
                audit.leftUp.sorted { ($1.cost, $0.incident.from) < ($0.cost, $1.incident.from) }.prefix(
                    limit))
        let rest = audit.leftUp.count - ranked.count
        return Table(
            title: "Left up",
            columns: [
                .init("From"), .init("To"), .init("Time", .right), .init("Cost", .right),
                .init("Kept up by", isFlexible: true), .init("Would have ended it", isFlexible: true),
                .init("Saving", .right),
            ],
            rows: ranked.map { item in
                let incident = item.incident
                let ending = incident.endings.first
                return [
                    StyledText(clock.minuteText(incident.from)),
                    StyledText(clock.clockText(incident.to, after: incident.from)),
                    StyledText(NumberText.duration(minutes: incident.minutes.count)),
                    StyledText(MoneyText.dollars(cents: item.cents, of: item.cost)),
                    StyledText(item.keptUpBy),
                    StyledText(
                        ending.map { "\($0.words) at \(clock.clockText($0.stop, after: incident.from))" }
                            ?? "no single setting"),
                    StyledText(item.savings.first.map { "\($0.rounded(digits: 2))" } ?? "–"),
                ]
            },
            total: [
                StyledText("\(audit.leftUp.count) incidents"), "",
                StyledText(NumberText.duration(minutes: audit.minutes(of: .leftUp))),
                StyledText(MoneyText.dollars(cents: audit.leftUp.reduce(0) { $0 + $1.cents })), "", "",
                StyledText("\(audit.leftUp.compactMap(\.savings.first).reduce(.zero, +).rounded(digits: 2))"),
            ],
            footnotes: (rest > 0
                ? ["The dearest \(ranked.count) of \(audit.leftUp.count); --verbose shows all."] : []) + [
                    "Each setting is tried alone, on its own incident, and never one that would have cut somebody."
                ])
    }

    var crashes: Table {
        Table(
            title: "Crash episodes",
            columns: [
                .init("From"), .init("To"), .init("Crashes", .right), .init("Starts", .right),
                .init("Exit codes", isFlexible: true), .init("Minutes", .right), .init("Cost", .right),
                .init("Mails", .right),
                .init("Reason", isFlexible: true),
            ],
            rows: audit.crashes.map { crash in
                [
                    StyledText(clock.minuteText(crash.from)),
                    StyledText(clock.clockText(crash.to, after: crash.from)),
                    StyledText("\(crash.stops)"), StyledText("\(crash.lives)"),
                    StyledText(
                        crash.exitCodes.isEmpty
                            ? "unknown" : crash.exitCodes.map(String.init).joined(separator: ", ")),
                    StyledText("\(crash.minutes)"),
                    StyledText(MoneyText.dollars(cents: crash.cents, of: crash.cost)),
                    StyledText("\(crash.mails)"),
                    StyledText(crash.reasons.isEmpty ? "unknown" : crash.reasons.joined(separator: "; ")),
                ]
            },
            total: [
                "All", "", StyledText("\(audit.crashes.reduce(0) { $0 + $1.stops })"), "", "",
                StyledText("\(audit.crashes.reduce(0) { $0 + $1.minutes })"),
                StyledText(MoneyText.dollars(cents: audit.crashes.reduce(0) { $0 + $1.cents })),
                StyledText("\(audit.crashes.reduce(0) { $0 + $1.mails })"), "",
            ])
    }

    func periods(_ title: String, _ periods: [PeriodCost]) -> Table {
        let kinds = MinuteClass.allCases.filter { kind in periods.contains { $0.byClass[kind] != nil } }
        let isUnmeasured = periods.contains { $0.minutesUnmeasured > 0 }
        func row(_ name: String, _ sum: (KeyPath<PeriodCost, Int>) -> Int, _ kind: (MinuteClass) -> Int)
            -> [StyledText]
        {
            [StyledText(name), StyledText(NumberText.integer(sum(\.minutesUp)))]
                + kinds.map { StyledText(NumberText.integer(kind($0))) }
                + (isUnmeasured ? [StyledText(NumberText.integer(sum(\.minutesUnmeasured)))] : [])
                + [StyledText(MoneyText.dollars(cents: sum(\.cents)))]
        }
        return Table(
            title: title,
            columns: [.init("Period"), .init("Up min", .right)] + kinds.map { .init($0.title, .right) }
                + (isUnmeasured ? [.init("Not measured", .right)] : []) + [.init("Cost", .right)],
            rows: periods.map { period in
                row(period.period, { period[keyPath: $0] }, { period.byClass[$0] ?? 0 })
            },
            total: row(
                "All", { path in periods.reduce(0) { $0 + $1[keyPath: path] } },
                { kind in periods.reduce(0) { $0 + ($1.byClass[kind] ?? 0) } }),
            footnotes: clock.name == "UTC" ? [] : ["Days and months of \(clock.name)."])
    }

    var conflicts: Table {
        let shown = isVerbose ? audit.conflicts[...] : audit.conflicts.prefix(10)
        let rest = audit.conflicts.count - shown.count
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
}

extension EndingSetting {
    /// `Threshold 5237`, `ShouldStop true`.
    var words: String { name == .shouldStop ? "ShouldStop true" : "\(name.rawValue) \(value)" }
}
