import Archive
import Cost
import Foundation
import Ingest
import LeafStack
import Replay
import Reporting
import Templates
import Tuning

/// Works out what becomes of one leaf; whatever is wrong with it is part of the outcome.
struct FleetAnalyst: Sendable {
    let tuning: TuningFlags
    let book: PriceBook
    let output: OutputOptions
    let region: String?
    let grammar: PlayerGrammar?
    /// Everything beside leaf file and data that the outcome depends on.
    let fingerprint: String

    /// What is known of a leaf by the same digest is known for good: file, data, settings and version.
    func key(of leaf: FleetLeaf, share: HistoryShare) throws -> String {
        var bytes = Array(fingerprint.utf8) + [0] + Array(leaf.file.utf8) + [0] + leaf.bytes + [0]
        bytes += try share.encoded()
        return ContentHash.base64(bytes)
    }

    /// Analyses a leaf; the analysis is there for a report when there is one.
    func outcome(of leaf: FleetLeaf, share: HistoryShare) -> (LeafOutcome, LeafAnalysis?) {
        let findings = leaf.configuration?.findings ?? []
        func failed(_ reason: String) -> (LeafOutcome, LeafAnalysis?) {
            let known = reason == leaf.failure ? findings.filter { !reason.contains($0.message) } : findings
            return (
                LeafOutcome(leaf: leaf.containerID, file: leaf.file, failure: reason, findings: known), nil
            )
        }
        guard let configuration = leaf.configuration, let subject = leaf.leaf else {
            return failed(leaf.failure ?? "the leaf file cannot be used")
        }
        do {
            let gathered = try LeafHistory.gather(
                subject, from: share, options: GatherOptions(region: region, grammar: grammar))
            let loaded = LoadedLeaf(configuration: configuration, gathered: gathered)
            let auditing = AuditOptions(
                hasDashboard: configuration.hasDashboard, timeZone: output.timeZone, seed: tuning.seed)
            let analysis = LeafAnalysis(
                loaded, observation: Observation(gathered.history), tuning: tuning, book: book,
                auditing: auditing, output: output)
            let outcome = LeafOutcome(
                analysis.report, file: leaf.file, findings: findings + analysis.observation.findings,
                fileSystems: FileSystemNames.named(by: try share.alarmDescriptions()))
            return (outcome, analysis)
        } catch {
            return failed("\(error)")
        }
    }
}
