import Archive
import Dispatch
import Foundation
import Reporting
import Synchronization

/// Analyses leaves on all cores, one leaf a core in memory at a time.
struct FleetRun: Sendable {
    let analyst: FleetAnalyst
    let folder: FleetFolder?
    let threads: Int
    let progress: ProgressLine

    /// The outcomes of all leaves, in their order.
    ///
    /// - Parameter worker: makes what takes shares out of the history, one for each thread.
    /// - Throws: ``CommandFailure`` when a result cannot be written; what is wrong with a leaf is in its outcome.
    func outcomes(
        of leaves: [FleetLeaf], worker: @escaping @Sendable () throws -> (Int) throws -> HistoryShare
    ) throws -> [LeafOutcome] {
        struct Shared: Sendable {
            var next = 0
            var done = 0
            var outcomes: [LeafOutcome?]
            var failure: (any Error)?
        }
        let state = Mutex(Shared(outcomes: Array(repeating: nil, count: leaves.count)))
        let work = { @Sendable (_: Int) in
            do {
                let share = try worker()
                while true {
                    let index: Int? = state.withLock { state in
                        guard state.failure == nil, state.next < leaves.count else { return nil }
                        defer { state.next += 1 }
                        return state.next
                    }
                    guard let index else { return }
                    let outcome = try self.outcome(of: leaves[index]) { try share(index) }
                    let done = state.withLock { state in
                        state.outcomes[index] = outcome
                        state.done += 1
                        return state.done
                    }
                    progress.show(done: done, of: leaves.count, noun: "leaves")
                }
            } catch {
                state.withLock { if $0.failure == nil { $0.failure = error } }
            }
        }
        let noun = leaves.count == 1 ? "leaf" : "leaves"
        progress.during("analysing \(NumberText.integer(leaves.count)) \(noun)") {
            DispatchQueue.concurrentPerform(iterations: max(1, min(threads, leaves.count)), execute: work)
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.outcomes.compactMap { $0 }
        }
    }

    private func outcome(of leaf: FleetLeaf, share: () throws -> HistoryShare) throws -> LeafOutcome {
        guard leaf.leaf != nil else { return analyst.outcome(of: leaf, share: HistoryShare()).0 }
        let part: HistoryShare
        var key = ""
        do {
            part = try share()
            // Only a folder remembers leaves by what they were made of.
            if folder != nil { key = try analyst.key(of: leaf, share: part) }
        } catch {
            return LeafOutcome(leaf: leaf.containerID, file: leaf.file, failure: "\(error)")
        }
        if let known = folder?.outcome(of: leaf, key: key) { return known }
        let (outcome, analysis) = analyst.outcome(of: leaf, share: part)
        if let analysis {
            try folder?.keep(outcome, analysis: analysis, key: key, style: analyst.output.style)
        }
        return outcome
    }
}
