import Archive
import ArgumentParser
import Foundation
import Ingest
import Reporting
import TimeSeries

/// Says what an archive knows and what it lacks.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what is known, from when to when, what is missing and how much more is needed.",
        discussion: """
              leafwatch status exports/
              leafwatch status --archive history.leafwatch --format json
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The time to judge by what AWS still keeps (default: now, for an archive; never, for paths).",
            valueName: "time"))
    var now: Instant?

    func run() async throws {
        let loaded = try input.load(reading, output: output)
        // Files of a test or a friend are not to be collected again.
        let clock =
            input.archive == nil
            ? nil : Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).floored(toPeriod: 1)
        let status = try CommandFailure.translating {
            try ArchiveStatus(of: loaded.archive, now: now ?? clock, neededDays: StatusCommand.neededDays)
        }
        try output.write(StatusReport(status: status))
    }

    /// Days below which no recommendation is made.
    static let neededDays = 5.0
}

/// An archive's status, to be shown; its JSON is the status itself.
struct StatusReport: Presentable {
    let status: ArchiveStatus

    func encode(to encoder: any Encoder) throws { try status.encode(to: encoder) }

    /// Totals, leaves, log groups, metrics, what could not be read.
    func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, "What is known"),
            .facts([
                .init("Log events", "\(NumberText.integer(status.logEvents))"),
                .init("Datapoints", "\(NumberText.integer(status.datapoints))"),
                .init("Other events", "\(NumberText.integer(status.events))"),
                .init("Duplicates dropped", "\(NumberText.integer(status.duplicates))"),
                .init("Revised datapoints", "\(NumberText.integer(status.revisedDatapoints))"),
                .init(
                    "Quarantined",
                    status.quarantined == 0 ? "0" : StyledText("\(status.quarantined)", .warning)),
            ]),
        ]
        if !status.leaves.isEmpty { blocks.append(.table(leafTable)) }
        if !status.logGroups.isEmpty { blocks.append(.table(logGroupTable(clock))) }
        if !status.metrics.isEmpty { blocks.append(.table(metricTable(clock))) }
        if !status.quarantine.isEmpty { blocks.append(.table(QuarantineTable.table(status.quarantine))) }
        if !status.warnings.isEmpty { blocks.append(.list(status.warnings.map { StyledText($0, .warning) })) }
        return Document(blocks)
    }

    private var leafTable: Table {
        Table(
            title: "Leaves",
            columns: [
                .init("Leaf"), .init("1-minute data", .right), .init("Times up", .right),
                .init("Still needed", isFlexible: true),
            ],
            rows: status.leaves.map { leaf in
                [
                    StyledText(leaf.stack.isEmpty ? "(no name)" : leaf.stack, .strong),
                    "\(NumberText.decimal(leaf.days, digits: 1)) days", "\(NumberText.integer(leaf.timesUp))",
                    leaf.needs.isEmpty
                        ? StyledText("enough to try a recommendation", .good)
                        : StyledText(leaf.needs.joined(separator: "; "), .warning),
                ]
            })
    }

    private func logGroupTable(_ clock: ZoneClock) -> Table {
        Table(
            title: "Log groups",
            columns: [
                .init("Log group", isFlexible: true), .init("Events", .right), .init("Understood", .right),
                .init("Dropped", .right), .init("First"), .init("Last"),
            ],
            rows: status.logGroups.map { group in
                [
                    StyledText(group.logGroup.isEmpty ? "(no name)" : group.logGroup),
                    "\(NumberText.integer(group.events))", "\(NumberText.integer(group.records))",
                    "\(NumberText.integer(group.duplicates))",
                    StyledText(group.first.map(clock.minuteText) ?? "–"),
                    StyledText(group.last.map(clock.minuteText) ?? "–"),
                ]
            }, footnotes: ["Times are in \(clock.name). Understood: records that leafwatch uses."])
    }

    private func metricTable(_ clock: ZoneClock) -> Table {
        Table(
            title: "Metrics",
            columns: [
                .init("Metric", isFlexible: true), .init("Statistic"), .init("Period", .right),
                .init("Points", .right),
                .init("Gaps", .right), .init("Dropped", .right), .init("Revised", .right), .init("First"),
                .init("Last"),
            ],
            rows: status.metrics.map { metric in
                [
                    StyledText(Self.name(of: metric.key)),
                    StyledText(metric.key.statistic.isEmpty ? "–" : metric.key.statistic),
                    "\(metric.key.period) s", "\(NumberText.integer(metric.points))",
                    "\(NumberText.integer(metric.gaps))", "\(NumberText.integer(metric.duplicates))",
                    "\(NumberText.integer(metric.revised))", StyledText(clock.minuteText(metric.first)),
                    StyledText(clock.minuteText(metric.last)),
                ]
            },
            footnotes: ["A gap is no fault: an instance that is down has no traffic."])
    }

    private static func name(of key: MetricKey) -> String {
        let dimensions = key.dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
        let id = key.queryID.isEmpty ? "" : "\(key.queryID): "
        return id + [key.namespace, key.metricName, dimensions].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// Where something could not be read, why, and how much was lost.
enum QuarantineTable {
    static func table(_ entries: [Quarantined]) -> Table {
        Table(
            title: "Quarantined",
            columns: [
                .init("File", isFlexible: true), .init("Offset", .right), .init("Bytes lost", .right),
                .init("Reason", isFlexible: true),
            ],
            rows: entries.map { entry in
                [
                    StyledText(entry.file), StyledText(entry.offset.map(NumberText.integer) ?? "–"),
                    "\(NumberText.integer(entry.lostBytes))", StyledText(entry.reason),
                ]
            })
    }
}
