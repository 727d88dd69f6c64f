import Archive
import ArgumentParser
import Foundation
import Ingest
import Reporting

/// Reads files into an archive, or only says what they hold.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read files into an embedded history, as often as you like: nothing counts twice.",
        discussion: """
            The archive is one SQLite file. It can be read while it is written, may be killed at any moment, and takes \
            overlapping files in any order. One-minute metrics vanish from CloudWatch after 15 days and DNS query logs \
            after one: what is ingested stays.

              leafwatch ingest exports/ --archive history.leafwatch
              leafwatch ingest exports/ --dry-run
            """)

    @Argument(
        help: ArgumentHelp(
            "Files and folders that the stack left behind; `-` is standard input.", valueName: "path"))
    var paths: [String]

    @Option(
        help: ArgumentHelp("The embedded history to add to; made when it does not exist.", valueName: "file"))
    var archive: String?

    @Flag(help: "Only read and classify, and print the counts; needs no archive and changes none.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "The query file that names the ids of metric exports (default: queries.json beside them).",
            valueName: "file"))
    var queries: String?

    @Flag(help: "Treat anything that cannot be read as an error; everything else is stored all the same.")
    var strict = false

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if archive == nil, !dryRun { throw ValidationError("give --archive FILE, or --dry-run") }
    }

    func run() async throws {
        var input = InputOptions()
        input.paths = paths
        input.archive = nil
        input.queries = queries
        // What could not be read is part of the result, so it is judged after the result is written.
        input.strict = false
        let result: IngestResult
        if let archive, !dryRun {
            let target = try CommandFailure.translating { try HistoryArchive.open(archive, for: .writing) }
            // Threads that have just ended may hold it for a moment longer than this one.
            defer { target.close() }
            let before = try CommandFailure.translating { try target.tallies() }
            let reports = try input.read(into: target, reading: reading, output: output)
            RunRecord.current.note(objects: reports.map(\.digest))
            let after = try CommandFailure.translating { try target.tallies() }
            result = IngestResult(reports: reports, added: (before, after), verbose: output.verbose)
        } else {
            let reports = try input.read(into: DiscardingSinkFactory(), reading: reading, output: output)
            RunRecord.current.note(objects: reports.map(\.digest))
            result = IngestResult(reports: reports, added: nil, verbose: output.verbose)
        }
        try output.write(result)
        if strict, let first = result.quarantine.first {
            throw CommandFailure(
                .data, "\(first.file): \(first.reason)",
                hint: "without --strict this is a remark; the rest is stored")
        }
    }
}

/// What reading came to.
struct IngestResult: Codable, Hashable, Sendable {
    /// Input objects read.
    var objects: Int
    /// Bytes as stored.
    var storedBytes: Int
    /// Bytes after decompression.
    var expandedBytes: Int
    /// Log events met, duplicates included.
    var logEvents: Int
    /// Control messages skipped.
    var controlMessages: Int
    /// Metric points met, duplicates included.
    var datapoints: Int
    /// Other events met, duplicates included; those inside log messages are counted as log events.
    var events: Int
    /// Log events that nobody had delivered before.
    var newLogEvents: Int?
    /// Points that nobody had delivered before.
    var newDatapoints: Int?
    /// Other events that nobody had delivered before.
    var newEvents: Int?
    /// What had been delivered before and was dropped.
    var duplicates: Int?
    /// Points of which another value had been delivered before; the rule of the archive decided between the two.
    var revisedDatapoints: Int?
    /// Places that could not be read.
    var quarantined: Int
    /// Whether nothing was stored.
    var dryRun: Bool
    /// What could not be read: where, why, how much was lost.
    var quarantine: [Quarantined]
    /// One report an object, with `--verbose`.
    var reports: [ObjectReport]?

    init(reports: [ObjectReport], added: (before: ArchiveTallies, after: ArchiveTallies)?, verbose: Bool) {
        func sum(_ value: KeyPath<ObjectReport, Int>) -> Int { reports.reduce(0) { $0 + $1[keyPath: value] } }
        objects = reports.count
        storedBytes = sum(\.storedBytes)
        expandedBytes = sum(\.expandedBytes)
        logEvents = sum(\.logEvents)
        controlMessages = sum(\.controlMessages)
        datapoints = sum(\.datapoints)
        events = sum(\.events)
        newLogEvents = added.map { $0.after.logEvents - $0.before.logEvents }
        newDatapoints = added.map { $0.after.datapoints - $0.before.datapoints }
        newEvents = added.map { $0.after.events - $0.before.events }
        duplicates = added.map { $0.after.duplicates - $0.before.duplicates }
        revisedDatapoints = added.map { $0.after.revisedDatapoints - $0.before.revisedDatapoints }
        quarantine = reports.flatMap(\.quarantined)
        quarantined = quarantine.count
        dryRun = added == nil
        self.reports = verbose ? reports : nil
    }
}

extension IngestResult: Presentable {
    func document(style: PresentationStyle) -> Document {
        func count(_ all: Int, new: Int?) -> StyledText {
            let total = StyledText(NumberText.integer(all))
            return new.map { total + StyledText(" (\(NumberText.integer($0)) new)", .faint) } ?? total
        }
        let revised = revisedDatapoints.map {
            [Document.Fact("Revised datapoints", "\(NumberText.integer($0))")]
        }
        var blocks: [Document.Block] = [
            .heading(level: 1, dryRun ? "Read, nothing stored" : "Ingested"),
            .facts(
                [
                    .init("Inputs", "\(NumberText.integer(objects))"),
                    .init(
                        "Bytes",
                        "\(NumberText.integer(storedBytes)) stored, \(NumberText.integer(expandedBytes)) expanded"
                    ),
                    .init("Log events", count(logEvents, new: newLogEvents)),
                    .init("Datapoints", count(datapoints, new: newDatapoints)),
                    .init("Other events", count(max(events, newEvents ?? 0), new: newEvents)),
                    .init("Control messages", "\(NumberText.integer(controlMessages))"),
                    .init(
                        "Duplicates dropped",
                        StyledText(duplicates.map(NumberText.integer) ?? "not looked for")),
                ] + (revised ?? []) + [
                    .init("Quarantined", quarantined == 0 ? "0" : StyledText("\(quarantined)", .warning))
                ]),
        ]
        if !quarantine.isEmpty { blocks.append(.table(QuarantineTable.table(quarantine))) }
        return Document(blocks)
    }
}

/// Takes everything and keeps nothing: for looking only.
private struct DiscardingSinkFactory: DeliverySinkFactory {
    struct Sink: DeliverySink {
        mutating func receive(_ delivery: consuming Delivery) throws {}
        mutating func finish(_ report: ObjectReport) throws {}
    }

    func makeSink(file: String) throws -> Sink { Sink() }
}
