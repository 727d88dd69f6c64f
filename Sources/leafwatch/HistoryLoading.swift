import Archive
import Foundation
import Ingest

/// An archive to read from, and what reading the inputs came to when it was made from paths.
struct LoadedArchive {
    /// The history.
    var archive: HistoryArchive
    /// One report an input; empty when the archive is a file.
    var reports: [ObjectReport]
}

extension InputOptions {
    /// Opens the archive, or reads the paths into one in memory, so that both obey the same rules of identity.
    ///
    /// - Throws: ``CommandFailure``.
    func load(_ reading: ReadingOptions, output: OutputOptions) throws -> LoadedArchive {
        try CommandFailure.translating {
            if let archive {
                return LoadedArchive(archive: try HistoryArchive.open(archive, for: .reading), reports: [])
            }
            let memory = try HistoryArchive.inMemory()
            let reports = try read(into: memory, reading: reading, output: output)
            return LoadedArchive(archive: memory, reports: reports)
        }
    }

    /// Reads the paths into an archive or another sink, tells what could not be read, and obeys `--strict`.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/data`` when nothing could be read, or anything with `--strict`.
    func read(
        into factory: some DeliverySinkFactory, reading: ReadingOptions, output: OutputOptions
    ) throws -> [ObjectReport] {
        try CommandFailure.translating {
            let objects = try InputCollector(queriesFile: queries).collect(paths)
            let progress = output.progress
            let options = try reading.options()
            let reports = try progress.during("reading") {
                try InputReader(options: options).read(objects, into: factory) { progress.show($0) }
            }
            try judge(reports, output: output)
            return reports
        }
    }

    private func judge(_ reports: [ObjectReport], output: OutputOptions) throws {
        let damages = reports.flatMap(\.quarantined)
        for damage in damages.prefix(output.verbose ? .max : 20) {
            let place = damage.offset.map { "\(damage.file) at byte \($0)" } ?? damage.file
            output.say("leafwatch: \(place): \(damage.reason)")
        }
        if damages.count > 20, !output.verbose {
            output.say(
                "leafwatch: and \(damages.count - 20) more that could not be read (--verbose shows all)")
        }
        if output.verbose {
            for report in reports {
                for warning in report.warnings { output.say("leafwatch: \(report.file): \(warning)") }
            }
        }
        if strict, let first = damages.first {
            throw CommandFailure(
                .data, "\(first.file): \(first.reason)",
                hint: "without --strict the rest of the input is used")
        }
        let facts = reports.reduce(0) { $0 + $1.logEvents + $1.datapoints + $1.events + $1.controlMessages }
        if facts == 0 {
            let names = paths.joined(separator: ", ")
            throw CommandFailure(
                .data, "\(names): nothing in it is data that leafwatch reads",
                hint:
                    "it reads CloudWatch Logs payloads, metric exports, alarm history, and ECS and Auto Scaling events"
            )
        }
    }
}

extension CommandFailure {
    /// Runs a step and gives the errors of the layers below their exit statuses.
    static func translating<Result>(_ step: () throws -> Result) throws -> Result {
        do {
            return try step()
        } catch let error as InputError {
            switch error {
            case .notFound: throw CommandFailure(.noInput, error.description)
            case .notPermitted: throw CommandFailure(.noPermission, error.description)
            case .archive, .noQueries: throw CommandFailure(.data, error.description)
            case .unreadable: throw CommandFailure(.inputOutput, error.description)
            }
        } catch let error as ArchiveError {
            switch error {
            case .notFound: throw CommandFailure(.noInput, error.description)
            case .notAnArchive, .newerSchema, .olderSchema, .outdated, .damaged, .rangeTooLong:
                throw CommandFailure(.data, error.description)
            case .cannotOpen, .storage, .busy: throw CommandFailure(.inputOutput, error.description)
            }
        }
    }
}
