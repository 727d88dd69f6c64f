import AWSClient
import Synchronization

/// What a pull has done so far; shared by its parts.
final class PullTally: Sendable {
    /// Counts.
    struct Counts: Sendable {
        var calls: [String: Int] = [:]
        /// Log events, datapoints, events and descriptions.
        var records = 0
        var logEvents = 0
        var datapoints = 0
        var failures: [any Error] = []
        var remarks: [String] = []
    }

    private let state = Mutex(Counts())
    private let say: @Sendable (String) -> Void
    private let progress: ProgressLine

    init(progress: ProgressLine, say: @escaping @Sendable (String) -> Void) {
        self.progress = progress
        self.say = say
    }

    /// The counts by now.
    var counts: Counts { state.withLock { $0 } }

    /// Counts a call that was answered.
    func answered(_ call: AWSCall) {
        show { $0.calls[call.permission, default: 0] += 1 }
    }

    /// Counts what was stored.
    func stored(records: Int, logEvents: Int, datapoints: Int) {
        show {
            $0.records += records
            $0.logEvents += logEvents
            $0.datapoints += datapoints
        }
    }

    /// Changes the counts and shows how far the pull is.
    private func show(_ change: (inout Counts) -> Void) {
        let text = state.withLock { state in
            change(&state)
            let calls = state.calls.values.reduce(0, +)
            return "\(calls) calls, \(state.logEvents) log events, \(state.datapoints) datapoints"
        }
        progress.show(text)
    }

    /// Remembers what could not be had, once.
    func remark(_ text: String) {
        let isNew = state.withLock { state in
            guard !state.remarks.contains(text), state.remarks.count < 100 else { return false }
            state.remarks.append(text)
            return true
        }
        guard isNew else { return }
        progress.clear()
        say(text)
    }

    /// Runs one part; why it failed is remembered, so that the others go on, and its value is `nil` then.
    @discardableResult
    func attempt<Value: Sendable>(_ part: () async throws -> Value) async -> Value? {
        do {
            return try await part()
        } catch is CancellationError {
            // Said once, by the whole.
        } catch {
            state.withLock { $0.failures.append(error) }
        }
        return nil
    }
}
