import CCurl
import Foundation
import Synchronization

/// Exchanges through libcurl: one thread, one pool of connections, as many at a time as the pool allows.
///
/// libcurl signs, and only shapes of requests that it signs rightly are made: `POST` to `/`, parameters in the body, no own
/// date, no header that is empty, removed or repeated.
public final class CurlTransport: HTTPTransport {
    private struct Job: Sendable {
        var number: Int
        var request: HTTPRequest
        var continuation: CheckedContinuation<HTTPResponse, any Error>
    }

    private struct State: Sendable {
        var nextNumber = 0
        var waiting: [Job] = []
        var cancelled: Set<Int> = []
        var isStopped = false
        /// The multi handle's address, to wake it; 0 before the thread runs.
        var multi: UInt = 0
        var isRunning = false
    }

    private let state = Mutex(State())
    private let connections: Int
    private let certificateBundle: String?
    private let bodyLimit: Int

    /// Makes a transport with at most `connections` connections; `certificateBundle` is a PEM file of trusted authorities.
    public init(connections: Int = 6, certificateBundle: String? = nil, bodyLimit: Int = 64 << 20) {
        self.connections = max(1, connections)
        self.certificateBundle = certificateBundle
        self.bodyLimit = bodyLimit
    }

    /// Ends the thread when the last exchange is done.
    public func stop() {
        state.withLock {
            $0.isStopped = true
            Self.wake($0)
        }
    }

    deinit { stop() }

    /// Sends a request.
    ///
    /// - Throws: ``TransportError``, or `CancellationError` when the task is cancelled.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let (number, isStopped) = state.withLock { state in
            state.nextNumber += 1
            return (state.nextNumber, state.isStopped)
        }
        if isStopped { throw TransportError.refused(reason: "the transport was stopped") }
        if let failure = ccurl_load() {
            throw TransportError.refused(reason: "libcurl cannot be used: \(String(cString: failure))")
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let starts = state.withLock { state in
                    state.waiting.append(Job(number: number, request: request, continuation: continuation))
                    // The handler below may have run before the job was there.
                    if Task.isCancelled { state.cancelled.insert(number) }
                    Self.wake(state)
                    defer { state.isRunning = true }
                    return !state.isRunning
                }
                if starts { start() }
            }
        } onCancel: {
            state.withLock { state in
                state.cancelled.insert(number)
                Self.wake(state)
            }
        }
    }

    private static func wake(_ state: State) {
        if let multi = UnsafeMutableRawPointer(bitPattern: state.multi) { ccurl_multi_wakeup(multi) }
    }

    private func start() {
        let thread = Thread { [weak self] in
            guard let multi = ccurl_multi_init() else { return }
            if let self {
                _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, self.connections)
                self.state.withLock { $0.multi = UInt(bitPattern: multi) }
            }
            var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
            // The transport is held only inside a step, so that letting go of it ends the thread.
            while self?.step(multi, &transfers) == true {
                ccurl_multi_poll(multi, 500)
            }
            for transfer in transfers.values { transfer.fail(CancellationError(), multi) }
            self?.state.withLock { $0.multi = 0 }
            ccurl_multi_cleanup(multi)
        }
        thread.name = "leafwatch transfers"
        thread.start()
    }

    /// Takes what is waiting as far as there are connections, moves all transfers on, ends those that are done; whether the
    /// thread goes on.
    private func step(
        _ multi: UnsafeMutableRawPointer, _ transfers: inout [UnsafeMutableRawPointer: Transfer]
    ) -> Bool {
        // What waits here has not started: its time begins with its connection.
        let free = max(0, connections - transfers.count)
        let (jobs, dropped, cancelled, isStopped) = state.withLock { state in
            let dropped = state.waiting.filter { state.cancelled.contains($0.number) }
            state.waiting.removeAll { state.cancelled.contains($0.number) }
            let jobs = Array(state.waiting.prefix(free))
            state.waiting.removeFirst(jobs.count)
            defer { state.cancelled = [] }
            return (jobs, dropped, state.cancelled, state.isStopped && state.waiting.isEmpty)
        }
        for job in dropped { job.continuation.resume(throwing: CancellationError()) }
        for job in jobs {
            do {
                let transfer = try Transfer(
                    number: job.number, request: job.request, continuation: job.continuation,
                    certificateBundle: certificateBundle, bodyLimit: bodyLimit)
                transfers[transfer.easy] = transfer
                ccurl_multi_add_handle(multi, transfer.easy)
            } catch {
                job.continuation.resume(throwing: error)
            }
        }
        for (easy, transfer) in transfers where cancelled.contains(transfer.number) {
            transfer.fail(CancellationError(), multi)
            transfers[easy] = nil
        }
        var running: Int32 = 0
        ccurl_multi_perform(multi, &running)
        var result = CURLE_OK
        var hasFinished = false
        while let easy = ccurl_multi_finished(multi, &result) {
            transfers.removeValue(forKey: easy)?.finish(result, multi)
            hasFinished = true
        }
        // A connection is free: the next job need not wait for the poll to end.
        if hasFinished { ccurl_multi_wakeup(multi) }
        return !(isStopped && transfers.isEmpty)
    }
}
