import Archive
import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Reporting

/// The reducer of a fleet's run on many machines.
struct ReduceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reduce",
        abstract: "Merge the lines of `map`, and say what `fleet` would say of the same data.",
        discussion: """
            Lines may come in any order, in any grouping and more than once. --merge writes merged lines for the next \
            reducer; --analyze analyses the leaves among the lines and writes their outcomes as lines, so that many \
            reducers share the work when all lines of a leaf go to one of them; without either the result is that of \
            `leafwatch fleet`, to the byte.

              leafwatch reduce parts.ndjson --leaves leaves/ --out fleet
              leafwatch reduce parts.ndjson --merge --leaves leaves/ > merged.ndjson
            """)

    @Argument(help: ArgumentHelp("Files of lines; standard input by default.", valueName: "file"))
    var files: [String] = []

    @Flag(help: "Write merged lines instead of a result.")
    var merge = false

    @Flag(help: "Write an outcome a leaf as lines, and pass on what belongs to none.")
    var analyze = false

    @OptionGroup var fleet: FleetOptions

    mutating func validate() throws {
        if merge, analyze { throw ValidationError("give either --merge or --analyze, not both") }
    }

    func run() async throws {
        let leaves = try FleetLeaf.all(in: fleet.leaves)
        let scratch = try ScratchPath()
        let lines = try CommandFailure.translating {
            var lines = try FleetLines(scratch: scratch)
            for file in files.isEmpty ? ["-"] : files {
                try LineReader(file).read { try lines.add($0, place: "\(file):\($1)") }
            }
            return lines
        }
        try CommandFailure.translating {
            if merge { return try writeMerged(lines, kinds: [.leaf, .fileSystem, .unclaimed]) }
            let folder = try fleet.out.map { try FleetFolder(path: $0, writesReports: fleet.reports) }
            let analyst = try fleet.analyst()
            if analyze {
                try writeOutcomes(lines, leaves: leaves, analyst: analyst, folder: folder)
                return try writeMerged(lines, kinds: [.fileSystem, .unclaimed])
            }
            let outcomes = try self.outcomes(lines, leaves: leaves, analyst: analyst, folder: folder)
            let report = FleetReport(
                leaves: outcomes.map(\.outcome),
                unclaimed: try unclaimed(lines, outcomes: outcomes.map(\.outcome)),
                inputs: lines.inputs)
            RunRecord.current.note(objects: Array(lines.objects))
            try fleet.finish(report, of: leaves, folder: folder)
        }
    }

    /// Outcomes of all leaves: those that lines told, and those of the shares that they brought.
    private func outcomes(
        _ lines: FleetLines, leaves: [FleetLeaf], analyst: FleetAnalyst, folder: FleetFolder?
    ) throws -> [(outcome: LeafOutcome, key: String)] {
        let parts = Set(try lines.store.keys(of: .leaf).map(\.owner))
        let missing = parts.subtracting(leaves.map(\.containerID)).sorted()
        if !missing.isEmpty {
            fleet.output.say(
                "leafwatch: lines of \(missing.prefix(5).joined(separator: ", ")) left out: there is no leaf file"
            )
        }
        if let both = lines.outcomes.keys.filter(parts.contains).min() {
            throw CommandFailure(
                .data, "the leaf '\(both)' was analysed already, and there are more parts of it",
                hint: "all lines of a leaf must go to one reducer")
        }
        let known = lines.outcomes
        let rest = leaves.filter { $0.leaf == nil || known[$0.containerID] == nil }
        let store = lines.store
        let run = FleetRun(
            analyst: analyst, folder: folder,
            threads: fleet.reading.threads ?? ProcessInfo.processInfo.activeProcessorCount,
            progress: fleet.output.progress)
        let made = try run.outcomes(of: rest) {
            { index in try Self.share(of: rest[index], store: store) }
        }
        try rejectStrays(lines, outcomes: known.values.map(\.outcome))
        return made.map { ($0, "") } + leaves.filter { $0.leaf != nil }.compactMap { known[$0.containerID] }
    }

    /// A leaf's share, with the file systems that its own alarm names.
    private static func share(of leaf: FleetLeaf, store: PartStore) throws -> HistoryShare {
        var share = try store.share(of: PartKey(kind: .leaf, owner: leaf.containerID))
        for system in FileSystemNames.named(by: try share.alarmDescriptions()).sorted() {
            try share.merge(store.share(of: .fileSystem, owner: system))
        }
        return share
    }

    /// A leaf that was analysed elsewhere must have had its file systems there.
    private func rejectStrays(_ lines: FleetLines, outcomes: [LeafOutcome]) throws {
        let left = Set(try lines.store.keys(of: .fileSystem).map(\.owner))
        for outcome in outcomes.sorted(by: { $0.leaf < $1.leaf }) {
            if let system = outcome.fileSystems.first(where: left.contains) {
                throw CommandFailure(
                    .data,
                    "the leaf '\(outcome.leaf)' was analysed without the reads of its file system \(system)",
                    hint: "give every `leafwatch map` the alarms' settings with --alarms")
            }
        }
    }

    private func unclaimed(_ lines: FleetLines, outcomes: [LeafOutcome]) throws -> [FleetReport.Unclaimed] {
        let claimed = Set(outcomes.flatMap(\.fileSystems))
        var result = try lines.store.keys(of: .unclaimed).compactMap { key -> FleetReport.Unclaimed? in
            guard let kind = UnclaimedName.Kind(rawValue: key.owner) else { return nil }
            return FleetReport.Unclaimed(
                kind: kind, name: key.name, count: try lines.store.share(of: key).count(of: kind))
        }
        for key in try lines.store.keys(of: .fileSystem) where !claimed.contains(key.owner) {
            result.append(
                .init(kind: .metric, name: key.name, count: try lines.store.share(of: key).counts.datapoints))
        }
        return result
    }

    private func writeMerged(_ lines: FleetLines, kinds: [PartKey.Kind]) throws {
        for kind in kinds {
            for key in try lines.store.keys(of: kind) {
                for (day, share) in try lines.store.days(of: key) {
                    try write(FleetLine(share, key: key, day: day))
                }
            }
        }
        if merge || analyze {
            for leaf in lines.outcomes.keys.sorted() {
                if let known = lines.outcomes[leaf] { try write(FleetLine(known.outcome, key: known.key)) }
            }
        }
        try write(lines.inputsLine)
    }

    private func writeOutcomes(
        _ lines: FleetLines, leaves: [FleetLeaf], analyst: FleetAnalyst, folder: FleetFolder?
    ) throws {
        let present = Set(try lines.store.keys(of: .leaf).map(\.owner))
        let own = leaves.filter { $0.leaf != nil && present.contains($0.containerID) }
        for leaf in own {
            let share = try Self.share(of: leaf, store: lines.store)
            let key = try analyst.key(of: leaf, share: share)
            let (outcome, analysis) = analyst.outcome(of: leaf, share: share)
            if let analysis, let folder {
                try folder.keep(outcome, analysis: analysis, key: key, style: fleet.output.style)
            }
            try write(FleetLine(outcome, key: key))
        }
    }

    private func write(_ line: FleetLine) throws { FileHandle.standardOutput.write(try line.text()) }
}
