internal import Dispatch
internal import Synchronization

/// Reads input objects into sinks: sniffs, inflates, opens envelopes, parses and classifies, several objects at a time.
///
/// Memory does not grow with the input: a thread holds some megabytes of compressed bytes, of text and of records, and a
/// JSON document that cannot be read in parts up to ``ReadBounds/documentSize``.
public struct InputReader: Sendable {
    /// How inputs are read.
    public var options: ReadOptions

    /// Makes a reader.
    public init(options: ReadOptions = ReadOptions()) { self.options = options }

    /// Reads all objects, each into a sink of its own.
    ///
    /// `progress` is called now and then, from any thread, never twice at a time.
    ///
    /// - Returns: One report an object, in the order of `inputs`.
    /// - Throws: What a sink or the factory throws, and ``InputError`` for an object that cannot be opened; objects that
    ///   were not begun are then left out.
    public func read<Factory: DeliverySinkFactory>(
        _ inputs: [InputObject], into factory: Factory, progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) throws -> [ObjectReport] {
        // Large objects first, so that none is left for one thread alone; reports keep the inputs' order.
        let order = inputs.indices.sorted { (inputs[$0].size ?? .max, $1) > (inputs[$1].size ?? .max, $0) }
        let meter = ProgressMeter(inputs, progress)
        let state = Mutex(Shared(reports: Array(repeating: nil, count: inputs.count)))
        let options = options
        DispatchQueue.concurrentPerform(iterations: min(options.threads, max(1, inputs.count))) { _ in
            let scratch = ReadScratch()
            while true {
                let index: Int? = state.withLock { state in
                    guard state.failure == nil, state.next < order.count else { return nil }
                    defer { state.next += 1 }
                    return order[state.next]
                }
                guard let index else { return }
                do {
                    let report = try ObjectReader.read(
                        inputs[index], into: factory, options: options, scratch: scratch, meter: meter)
                    state.withLock { $0.reports[index] = report }
                } catch {
                    // Of several failures the one of the earliest input is told, whatever thread was first.
                    state.withLock { state in
                        if state.failure.map({ index < $0.index }) ?? true { state.failure = (index, error) }
                    }
                }
            }
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure.error }
            return state.reports.compactMap { $0 }
        }
    }

    /// What the threads share.
    private struct Shared: Sendable {
        var next = 0
        var reports: [ObjectReport?]
        var failure: (index: Int, error: any Error)?
    }
}

/// Adds up what all threads have read.
final class ProgressMeter: Sendable {
    private struct State {
        var done = 0
        var extra = 0
        var objects = 0
        var told = 0
    }

    private static let step = 4 << 20
    private let state = Mutex(State())
    private let total: Int
    private let count: Int
    private let report: (@Sendable (ReadProgress) -> Void)?

    init(_ inputs: [InputObject], _ report: (@Sendable (ReadProgress) -> Void)?) {
        total = inputs.reduce(0) { $0 + ($1.size ?? 0) }
        count = inputs.count
        self.report = report
    }

    func add(bytes: Int, isKnown: Bool) {
        guard let report else { return }
        state.withLock { state in
            state.done += bytes
            if !isKnown { state.extra += bytes }
            guard state.done - state.told >= Self.step else { return }
            state.told = state.done
            report(progress(state))
        }
    }

    func addObject() {
        guard let report else { return }
        state.withLock { state in
            state.objects += 1
            if state.objects == count { report(progress(state)) }
        }
    }

    private func progress(_ state: State) -> ReadProgress {
        ReadProgress(
            bytesDone: state.done, bytesTotal: total + state.extra, objectsDone: state.objects,
            objectsTotal: count)
    }
}
