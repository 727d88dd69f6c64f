internal import Dispatch
internal import Foundation
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
        let work = SharedWork(order)
        let options = options
        let waiting = options.threads > 1 && factory.writesOneAtATime ? 1 : 0
        Self.run(threads: min(options.threads + waiting, max(1, inputs.count))) {
            let scratch = ReadScratch()
            while let index = work.next() {
                do {
                    let report = try ObjectReader.read(
                        inputs[index], into: factory, options: options, scratch: scratch, meter: meter)
                    work.end(index, report)
                } catch {
                    work.fail(index, error)
                }
            }
        }
        return try work.reports()
    }

    /// Runs `work` on some threads, this one among them, until all have returned from it.
    private static func run(threads: Int, _ work: @escaping @Sendable () -> Void) {
        let others = DispatchGroup()
        for _ in 1..<max(1, threads) {
            others.enter()
            Thread.detachNewThread {
                work()
                others.leave()
            }
        }
        work()
        others.wait()
    }
}

/// What the threads of one reading share.
private final class SharedWork: Sendable {
    private struct State {
        var next = 0
        var reports: [ObjectReport?]
        var failure: (index: Int, error: any Error)?
    }

    private let order: [Int]
    private let state: Mutex<State>

    init(_ order: [Int]) {
        self.order = order
        state = Mutex(State(reports: Array(repeating: nil, count: order.count)))
    }

    /// The object to be read next; `nil` at the end, or when one has failed.
    func next() -> Int? {
        state.withLock { state in
            guard state.failure == nil, state.next < order.count else { return nil }
            defer { state.next += 1 }
            return order[state.next]
        }
    }

    func end(_ index: Int, _ report: ObjectReport) {
        state.withLock { $0.reports[index] = report }
    }

    /// Of several failures the one of the earliest input is told, whatever thread was first.
    func fail(_ index: Int, _ error: any Error) {
        state.withLock { state in
            if state.failure.map({ index < $0.index }) ?? true { state.failure = (index, error) }
        }
    }

    func reports() throws -> [ObjectReport] {
        try state.withLock { state in
            if let failure = state.failure { throw failure.error }
            return state.reports.compactMap { $0 }
        }
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
