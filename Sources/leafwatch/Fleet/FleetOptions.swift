import ArgumentParser
import Foundation
import Ingest
import LeafStack
import Reporting
import Templates
import Tuning

/// What `fleet` and `reduce` have in common: the leaves, how they are tuned, what is written.
struct FleetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Folder of leaf files, walked for .yaml and .yml, or one file; may be repeated.",
            valueName: "folder"))
    var leaves: [String]

    @Option(
        help: ArgumentHelp(
            "Folder for index.html, fleet.json, a report a leaf, and what a run that continues needs.",
            valueName: "folder"))
    var out: String?

    @Flag(inversion: .prefixedNo, help: "Write an HTML page a leaf into the folder.")
    var reports = true

    @Option(
        help: ArgumentHelp(
            "Least severity that makes the exit status 1: note, warning or error; a leaf that cannot be analysed is an error.",
            valueName: "severity"))
    var failOn: LintFinding.Severity?

    @OptionGroup var tuning: TuningFlags
    @OptionGroup var prices: PriceOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    /// What makes the outcomes of leaves.
    func analyst() throws -> FleetAnalyst {
        let files = try prices.files.read().map { "\($0)" }
        let facts = [
            LeafwatchCommand.configuration.version, "\(tuning.options)", output.timeZone, "\(prices.price)",
            ContentHash.base64(Array(files.joined(separator: "\n").utf8)), reading.region,
            reading.joinPattern ?? "", reading.leavePattern ?? "",
        ]
        // One line of progress tells of all leaves.
        var silent = output
        silent.quiet = true
        return FleetAnalyst(
            tuning: tuning, book: try prices.book(), output: silent,
            region: reading.region.isEmpty ? nil : reading.region,
            grammar: try reading.playerPatterns().map { .init(patterns: $0) },
            fingerprint: facts.joined(separator: "\u{1F}"))
    }

    /// The stamp of the result: the same whether it was made in one run or put together by `reduce`.
    private func stamp(leaves: [FleetLeaf]) throws -> ResultStamp {
        var stamp = try RunRecord.current.stamp()
        stamp.command = "fleet"
        let files = leaves.map { "\($0.file) \(ContentHash.hex($0.bytes))\n" }.sorted().joined()
        stamp.inputs.insert(
            ResultStamp.Input(
                kind: "leaves", name: "\(leaves.count) leaf files", sha256: ContentHash.hex(Array(files.utf8))
            ),
            at: 0)
        return stamp
    }

    /// Writes the result everywhere it is wanted, and ends as `--fail-on` says.
    ///
    /// - Throws: ``CommandFailure`` when no leaf at all could be analysed.
    func finish(_ report: FleetReport, of leaves: [FleetLeaf], folder: FleetFolder?) throws {
        let stamp = try stamp(leaves: leaves)
        try folder?.write(report, style: output.style, stamp: stamp)
        try output.write(report, stamp: stamp)
        if report.totals.analyzed == 0, let first = report.leaves.first {
            throw CommandFailure(
                .data, "no leaf could be analysed; \(first.leaf): \(first.failure ?? "")")
        }
        if let failOn, let worst = report.worst, worst >= failOn { throw ExitStatus.finding.code }
    }
}

extension FleetOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        let groups: [any RecordedOptions] = [tuning, prices, reading, output]
        return groups.reduce(into: [:]) { $0.merge($1.recordedSettings) { $1 } }
    }

    var recordedSeed: UInt64? { tuning.recordedSeed }
}
