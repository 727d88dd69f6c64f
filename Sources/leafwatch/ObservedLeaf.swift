import Archive
import Foundation
import Ingest
import LeafStack
import Replay

/// One leaf with everything that is known of it: what most commands start from.
struct ObservedLeaf {
    /// The configuration file.
    var configuration: LeafConfiguration
    /// What was found among the inputs.
    var gathered: GatheredHistory
    /// What happened.
    var observation: Observation
    /// One report an input; empty when an archive was read.
    var reports: [ObjectReport]

    /// Reads the leaf file and the inputs, and works out what happened.
    ///
    /// - Throws: ``CommandFailure``.
    init(leaf: LeafOptions, input: InputOptions, reading: ReadingOptions, output: OutputOptions) throws {
        configuration = try leaf.configuration()
        let usable = try configuration.usableLeaf()
        let loaded = try input.load(reading, output: output)
        reports = loaded.reports
        gathered = try Self.gather(usable, from: loaded.archive, reading: reading)
        for remark in gathered.remarks { output.say("leafwatch: \(remark)") }
        observation = Observation(gathered.history)
    }

    /// Picks one leaf's history out of an archive.
    ///
    /// - Throws: ``CommandFailure``.
    static func gather(
        _ leaf: Leaf, from archive: HistoryArchive, reading: ReadingOptions
    ) throws -> GatheredHistory {
        let grammar =
            try reading.playerPatterns().map { PlayerGrammar(patterns: $0) } ?? PlayerGrammar(image: leaf.image)
        let options = GatherOptions(
            region: reading.region.isEmpty ? nil : reading.region,
            players: grammar.map { grammar in { @Sendable lines in grammar.events(in: lines) } })
        return try CommandFailure.translating {
            do {
                return try LeafHistory.gather(leaf, from: archive, options: options)
            } catch let error as GatherError {
                throw CommandFailure(.data, error.description)
            }
        }
    }
}
