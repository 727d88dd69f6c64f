import AWSClient
import Reporting

/// What a pull brought and what went wrong.
struct PullOutcome {
    /// What it came to.
    var result: PullResult
    /// Why parts failed; what says most comes first.
    var failures: [PullFailure]
    /// Whether nothing of the leaf was found, not even what was there before.
    var isEmpty: Bool
}

/// What a pull came to.
struct PullResult: Codable, Hashable, Sendable, Presentable {
    /// Calls that were answered, by name.
    var calls: [String: Int]
    /// Log events that are new in the archive.
    var newLogEvents: Int
    /// Points that are new in the archive.
    var newDatapoints: Int
    /// Other events that are new in the archive.
    var newEvents: Int
    /// What was there already.
    var duplicates: Int
    /// What could not be had, one sentence each.
    var remarks: [String]
    /// What failed, one sentence each; the rest was collected nevertheless.
    var failures: [String]

    func document(style: PresentationStyle) -> Document {
        var blocks: [Document.Block] = [
            .heading(level: 1, "Pulled"),
            .facts(
                calls.sorted { $0.key < $1.key }.map {
                    .init($0.key, "\(NumberText.integer($0.value)) \($0.value == 1 ? "call" : "calls")")
                } + [
                    .init("New log events", "\(NumberText.integer(newLogEvents))"),
                    .init("New datapoints", "\(NumberText.integer(newDatapoints))"),
                    .init("Other new events", "\(NumberText.integer(newEvents))"),
                    .init("Already there", "\(NumberText.integer(duplicates))"),
                ]),
        ]
        if !remarks.isEmpty { blocks.append(.list(remarks.map { StyledText($0, .warning) })) }
        if !failures.isEmpty {
            blocks.append(.heading(level: 2, "Failed"))
            blocks.append(.list(failures.map { StyledText($0, .warning) }))
        }
        return Document(blocks)
    }
}

extension PullPlan: Presentable {
    func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        let total = steps.reduce(0) { $0 + $1.price }
        return Document([
            .table(
                Table(
                    title: "Calls",
                    columns: [
                        .init("Call"), .init("Region"), .init("About", isFlexible: true), .init("From"),
                        .init("To"),
                        .init("Calls", .right), .init("Price", .right),
                    ],
                    rows: steps.map { step in
                        [
                            StyledText(step.call), StyledText(step.region), StyledText(step.subject),
                            StyledText(step.from.map(clock.minuteText) ?? "–"),
                            StyledText(step.to.map(clock.minuteText) ?? "–"), "\(step.calls)",
                            StyledText("$" + NumberText.decimal(step.price, digits: 5)),
                        ]
                    },
                    total: [
                        "Total", "", "", "", "", "\(steps.reduce(0) { $0 + $1.calls })",
                        StyledText("$" + NumberText.decimal(total, digits: 5)),
                    ],
                    footnotes: [
                        "Calls are the least: listings go on page by page. Nothing was asked.",
                        "List price of GetMetricData. CloudWatch's other calls are free up to a million a month.",
                    ]))
        ])
    }
}
