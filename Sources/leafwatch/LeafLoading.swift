import Archive
import CloudWatch
import Ingest
import LeafStack
import Replay
import TimeSeries

/// One leaf with its history, ready to be replayed.
struct LoadedLeaf {
    /// The leaf file as it was read.
    var configuration: LeafConfiguration
    /// The history with what was noticed while picking it out.
    var gathered: GatheredHistory

    /// What happened, with what the user knows of who was connected.
    ///
    /// - Parameter watchdog: settings to use instead of the leaf's, and how CloudWatch is taken to evaluate.
    func observation(
        labels: LabelOptions, watchdog: WatchdogOptions? = nil, output: OutputOptions
    ) -> Observation {
        var history = gathered.history
        var evaluation = EvaluationSettings()
        if let watchdog {
            history.leaf.watchdog = watchdog.applied(to: history.leaf.watchdog)
            evaluation = watchdog.evaluation
        }
        var observation = output.working("replaying the alarms") { [history, evaluation] in
            Observation(history, settings: evaluation)
        }
        labels.apply(to: &observation, output: output)
        return observation
    }
}

extension InputOptions {
    /// Reads the inputs and picks a leaf's history out of them.
    ///
    /// - Throws: ``CommandFailure``.
    func load(
        _ configuration: LeafConfiguration, reading: ReadingOptions, output: OutputOptions,
        range: Range<Instant>? = nil, application: String? = nil
    ) throws -> LoadedLeaf {
        let loaded = try load(reading, output: output)
        return try Self.gather(
            configuration, from: loaded.archive, reading: reading, output: output, range: range,
            application: application)
    }

    /// Picks a leaf's history out of an archive, and tells what was noticed.
    ///
    /// - Throws: ``CommandFailure``.
    static func gather(
        _ configuration: LeafConfiguration, from archive: HistoryArchive, reading: ReadingOptions,
        output: OutputOptions, range: Range<Instant>? = nil, application: String? = nil
    ) throws -> LoadedLeaf {
        let leaf = try configuration.usableLeaf()
        let grammar = try reading.playerPatterns().map(PlayerGrammar.init(patterns:))
        let options = GatherOptions(
            application: application, range: range, region: reading.region.isEmpty ? nil : reading.region,
            grammar: grammar)
        do {
            let gathered = try output.working("putting the leaf's history together") {
                try CommandFailure.translating {
                    try LeafHistory.gather(leaf, from: archive, options: options)
                }
            }
            let history = gathered.history
            RunRecord.current.note { try HistoryDigest.input(history) }
            for remark in gathered.remarks { output.say("leafwatch: \(remark)") }
            return LoadedLeaf(configuration: configuration, gathered: gathered)
        } catch let error as GatherError {
            throw CommandFailure(
                .data, error.description,
                hint: "the leaf's id is its file's name without the extension, lower-cased")
        }
    }
}
