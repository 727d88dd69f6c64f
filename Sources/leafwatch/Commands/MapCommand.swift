import Archive
import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Reporting

/// The mapper of a fleet's run on many machines.
struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Turn references to objects, or records, into one line per leaf and day, for `reduce`.",
        discussion: """
            Reads NDJSON: a line is a reference {"path": FILE}, an object's bytes {"name": NAME, "data": BASE64}, or a \
            record itself (a payload, an event, a metric-stream line). Writes NDJSON: what belongs to a leaf on a day, \
            what belongs to none, and what was read. Lines may be written twice, lost and written again, and come in any \
            order. Give --alarms the output of `describe-alarms` so that file systems find their leaf in every mapper.

              leafwatch map objects.ndjson --leaves leaves/ > parts.ndjson
              find exports -type f | jq -R '{path: .}' -c | leafwatch map --leaves leaves/
            """)

    @Argument(
        help: ArgumentHelp("Files of references or records; standard input by default.", valueName: "file"))
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "Folder of leaf files, walked for .yaml and .yml, or one file; may be repeated.",
            valueName: "folder"))
    var leaves: [String]

    @Option(
        help: ArgumentHelp(
            "Files and folders with settings of alarms that every mapper should know; may be repeated.",
            valueName: "path"))
    var alarms: [String] = []

    @Option(
        help: ArgumentHelp(
            "Lines are written whenever so many stored megabytes were read.", valueName: "mb"))
    var batch: Int = 64

    @OptionGroup var reading: ReadingOptions

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but errors.")
    var quiet = false

    mutating func validate() throws {
        if !(1...65_536).contains(batch) {
            throw ValidationError("--batch \(batch) is out of range: 1 to 65536")
        }
    }

    func run() throws {
        let leaves = try FleetLeaf.all(in: leaves)
        let known = try knownAlarms()
        var batch = MapBatch(limit: self.batch << 20)
        var count = 0
        // Lines on the same terminal would tear it.
        let progress = ProgressLine(isShown: !quiet && StandardError.showsProgress && isatty(1) == 0)
        try progress.during("mapping") {
            for file in files.isEmpty ? ["-"] : files {
                try LineReader(file).read { line, number in
                    try batch.add(MapInput(line, place: "\(file):\(number)"))
                    count += 1
                    guard batch.isFull else { return }
                    progress.show("mapping, \(NumberText.integer(count)) objects read")
                    try write(&batch, leaves: leaves, alarms: known)
                }
            }
            try write(&batch, leaves: leaves, alarms: known)
        }
    }

    private func knownAlarms() throws -> [AlarmDescription] {
        guard !alarms.isEmpty else { return [] }
        return try CommandFailure.translating {
            let archive = try HistoryArchive.inMemory()
            _ = try InputReader(options: reading.options()).read(
                InputCollector().collect(alarms), into: archive)
            return try archive.alarmsOfFileSystems()
        }
    }

    private func write(_ batch: inout MapBatch, leaves: [FleetLeaf], alarms: [AlarmDescription]) throws {
        let objects = batch.take()
        guard !objects.isEmpty else { return }
        try CommandFailure.translating {
            let archive = try HistoryArchive.inMemory()
            let reports = try InputReader(options: reading.options()).read(objects, into: archive)
            for damage in reports.flatMap(\.quarantined).prefix(20) where !quiet {
                StandardError.print("leafwatch: \(damage.file): \(damage.reason)")
            }
            let parts = FleetParts(try FleetArchive(archive, leaves: leaves, alarms: alarms), leaves: leaves)
            try parts.forEachLine { FileHandle.standardOutput.write(try $0.text()) }
        }
    }
}
