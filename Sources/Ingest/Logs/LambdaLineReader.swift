internal import TimeSeries

/// Reads the platform lines of one Lambda stream, in text or JSON format, batch by batch.
///
/// A run is recorded at its `START`; its `REPORT`, when it stands in the same batch, completes the record. A report without
/// its start gives a record whose time is reckoned back by the duration.
struct LambdaLineReader {
    private let source: LogSource
    private var runs: [Run] = []

    private struct Run {
        var invocation: LambdaInvocation
        /// Digest of the request id: cheaper to compare than its text.
        var id: Delivery.EventID
        var event: Int32
        var isReported = false
    }

    init(source: LogSource) { self.source = source }

    /// Reads a line; whether it is a platform line.
    mutating func read(
        _ line: UnsafeRawBufferPointer, at time: Instant, event: Int32, _ delivery: inout Delivery
    ) -> Bool {
        // The first byte tells nearly all lines apart.
        switch line.first {
        case 0x53 where line.startsWith("START RequestId: "):
            guard let id = Self.requestID(line, at: 17) else { return false }
            start(id, time, event)
        case 0x52 where line.startsWith("REPORT RequestId: "):
            guard let id = Self.requestID(line, at: 18) else { return false }
            let status = line.firstOffset(of: "Status: ").map { line.from($0 + 8) }
            let failed = status.map { $0.startsWith("timeout") || $0.startsWith("error") } ?? false
            report(id, time, Self.duration(line), failed, event)
        case 0x45: return line.startsWith("END RequestId: ") || line.startsWith("EXTENSION\t")
        case 0x49: return line.startsWith("INIT_START ") || line.startsWith("INIT_REPORT ")
        case 0x4C: return line.startsWith("LOGS\t")
        case 0x54: return line.startsWith("TELEMETRY\t")
        case 0x7B:
            guard line.startsWith("{\"time\":") || line.startsWith("{\"type\":\"platform.") else {
                return false
            }
            return readPlatformJSON(line, time, event)
        case 0x5B:
            guard line.startsWith("[ERROR] ") else { return false }
            if let last = runs.indices.last { runs[last].invocation.failed = true }
        case .some(0x30...0x39), .some(0x61...0x66):
            // A time and a request id, or the id alone, stand before these words.
            guard line.slice(0, 200).firstOffset(of: " Task timed out after ") != nil else { return false }
            if let last = runs.indices.last { runs[last].invocation.failed = true }
        default: return false
        }
        return true
    }

    /// Hands over what the batch gave.
    mutating func finish(_ delivery: inout Delivery) {
        for run in runs { delivery.append(.lambdaInvocation(run.invocation), from: run.event) }
        runs = []
    }

    private mutating func start(_ id: UnsafeRawBufferPointer, _ time: Instant, _ event: Int32) {
        runs.append(
            Run(
                invocation: LambdaInvocation(
                    time: time, logGroup: source.logGroup, logStream: source.logStream, requestID: id.text),
                id: Delivery.EventID(digestOf: id), event: event))
    }

    private mutating func report(
        _ id: UnsafeRawBufferPointer, _ time: Instant, _ duration: Double?, _ failed: Bool, _ event: Int32
    ) {
        let digest = Delivery.EventID(digestOf: id)
        if let index = runs.lastIndex(where: { $0.id == digest && !$0.isReported }) {
            runs[index].isReported = true
            runs[index].invocation.duration = duration
            runs[index].invocation.failed = failed || runs[index].invocation.failed == true
            return
        }
        let back = Int64(min(max(duration ?? 0, 0), 1e9))
        start(id, Instant(milliseconds: time.milliseconds &- back), event)
        let last = runs.count - 1
        runs[last].isReported = true
        runs[last].invocation.duration = duration
        runs[last].invocation.failed = failed
    }

    private mutating func readPlatformJSON(_ line: UnsafeRawBufferPointer, _ time: Instant, _ event: Int32)
        -> Bool
    {
        let tape = JSONTape()
        guard (try? tape.read(line, maximumDepth: 16)) != nil else { return false }
        return tape.withRoot(of: line) { root in
            guard let type = root.string("type"), type.hasPrefix("platform."),
                let record = root.member("record")
            else {
                return false
            }
            let when = root.instant("time") ?? time
            let status = record.string("status")
            if type == "platform.start", let id = record.member("requestId")?.scalar {
                start(id, when, event)
            } else if type == "platform.report", let id = record.member("requestId")?.scalar {
                let failed = status == "timeout" || status == "error" || status == "failure"
                report(id, when, record.member("metrics")?.member("durationMs")?.double, failed, event)
            }
            return true
        } ?? false
    }

    private static func requestID(_ line: UnsafeRawBufferPointer, at start: Int) -> UnsafeRawBufferPointer? {
        let id = line.slice(start, start + 36)
        guard id.count == 36,
            id.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) || $0 == 0x2D })
        else { return nil }
        return id
    }

    /// Milliseconds behind the first `Duration: `, which stands before `Billed Duration: ` and the like.
    private static func duration(_ line: UnsafeRawBufferPointer) -> Double? {
        guard let label = line.firstOffset(of: "Duration: ") else { return nil }
        let number = line.from(label + 10)
        let end = number.firstIndex { ($0 < 0x30 || $0 > 0x39) && $0 != 0x2E } ?? number.count
        return NumberText.double(number.slice(0, end))
    }
}

extension JSONTape {
    /// Calls `body` with the value that was read from `bytes`.
    func withRoot<Result>(of bytes: UnsafeRawBufferPointer, _ body: (JSONNode) throws -> Result) rethrows
        -> Result?
    {
        guard let root = JSONNode(bytes: bytes, tokens: tokens) else { return nil }
        return try body(root)
    }
}
