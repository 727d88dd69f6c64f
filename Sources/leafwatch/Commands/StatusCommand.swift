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
            try output.working("looking through the history") {
                try ArchiveStatus(
                    of: loaded.archive, now: now ?? clock, neededDays: StatusCommand.neededDays)
            }
        }
        RunRecord.current.note(objects: try CommandFailure.translating { try loaded.archive.objectDigests() })
        try output.write(StatusReport(status: status))
    }

    /// Days below which no recommendation is made.
    static let neededDays = 5.0
}
