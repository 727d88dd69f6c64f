import Archive
import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Reporting

/// Every leaf replayed, audited and tuned in one run.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Replay, audit and tune every leaf of a folder in one run.",
        discussion: """
            The data of all leaves may lie mixed in the same files: it finds its leaf by log group, dimensions and \
            namespace, and what belongs to none is counted and listed. With --out, the folder gets index.html, \
            fleet.json and a page a leaf; a run that was stopped continues there, and leaves of which neither file nor \
            data changed are not done again.

              leafwatch fleet --leaves leaves/ --archive history.leafwatch --out fleet
              leafwatch fleet exports/ --leaves leaves/ --format csv
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var fleet: FleetOptions

    func run() async throws {
        let leaves = try FleetLeaf.all(in: fleet.leaves)
        let analyst = try fleet.analyst()
        let folder = try fleet.out.map { try FleetFolder(path: $0, writesReports: fleet.reports) }
        let scratch = try ScratchPath()
        let path = try archivePath(scratch)
        let report = try CommandFailure.translating {
            let shared = try fleet.output.working("finding each leaf's data") {
                try FleetArchive(try HistoryArchive.open(path, for: .reading), leaves: leaves)
            }
            let run = FleetRun(
                analyst: analyst, folder: folder,
                threads: fleet.reading.threads ?? ProcessInfo.processInfo.activeProcessorCount,
                progress: fleet.output.progress)
            let outcomes = try run.outcomes(of: leaves) {
                let own = try HistoryArchive.open(path, for: .reading)
                return { try own.share(of: shared.routes.selections[$0], index: shared.index) }
            }
            RunRecord.current.note(objects: try shared.archive.objectDigests())
            return FleetReport(
                leaves: outcomes, unclaimed: try shared.unclaimed(), inputs: try shared.inputs())
        }
        try fleet.finish(report, of: leaves, folder: folder)
    }

    /// The archive to read: the one given, or one made of the paths for the time of the run.
    private func archivePath(_ scratch: ScratchPath) throws -> String {
        if let archive = input.archive { return archive }
        let path = scratch.path + "/history.leafwatch"
        let archive = try CommandFailure.translating { try HistoryArchive.open(path, for: .writing) }
        defer { archive.close() }
        _ = try input.read(into: archive, reading: fleet.reading, output: fleet.output)
        return path
    }
}
