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
        var event: Int32
        var isReported = false
    }

    init(source: LogSource) { self.source = source }

    /// Reads a line; whether it is a platform line.
    mutating func read(
        _ line: UnsafeRawBufferPointer, at time: Instant, event: Int32, _ delivery: inout Delivery
    ) -> Bool {
        if line.startsWith("START RequestId: ") {
            guard let id = Self.requestID(line, at: 17) else { return false }
            start(id, time, event)
        } else if line.startsWith("REPORT RequestId: ") {
            guard let id = Self.requestID(line, at: 18) else { return false }
            let text = line.text
            let failed = text.contains("Status: timeout") || text.contains("Status: error")
            report(id, time, Self.number(in: text, after: "\tDuration: ", " Duration: "), failed, event)
        } else if line.startsWith("END RequestId: ") || line.startsWith("INIT_START ")
            || line.startsWith("EXTENSION\t")
            || line.startsWith("INIT_REPORT ") || line.startsWith("LOGS\t") || line.startsWith("TELEMETRY\t")
        {
            return true
        } else if line.startsWith("{\"time\":") || line.startsWith("{\"type\":\"platform.") {
            return readPlatformJSON(line, time, event)
        } else if line.startsWith("[ERROR] ") {
            if let last = runs.indices.last { runs[last].invocation.failed = true }
            return true
        } else if line.count < 200, line.text.contains(" Task timed out after ") {
            if let last = runs.indices.last { runs[last].invocation.failed = true }
            return true
        } else {
            return false
        }
        return true
    }

    /// Hands over what the batch gave.
    mutating func finish(_ delivery: inout Delivery) {
        for run in runs { delivery.append(.lambdaInvocation(run.invocation), from: run.event) }
        runs = []
    }

    private mutating func start(_ id: String, _ time: Instant, _ event: Int32) {
        runs.append(
            Run(
                invocation: LambdaInvocation(
                    time: time, logGroup: source.logGroup, logStream: source.logStream, requestID: id),
                event: event))
    }

    private mutating func report(
        _ id: String, _ time: Instant, _ duration: Double?, _ failed: Bool, _ event: Int32
    ) {
        if let index = runs.lastIndex(where: { $0.invocation.requestID == id && !$0.isReported }) {
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
        var tape = JSONTape()
        guard (try? tape.read(line, maximumDepth: 16)) != nil else { return false }
        return tape.withRoot(of: line) { root in
            guard let type = root.string("type"), type.hasPrefix("platform."),
                let record = root.member("record")
            else {
                return false
            }
            let when = root.instant("time") ?? time
            let status = record.string("status")
            if type == "platform.start", let id = record.string("requestId") {
                start(id, when, event)
            } else if type == "platform.report", let id = record.string("requestId") {
                let failed = status == "timeout" || status == "error" || status == "failure"
                report(id, when, record.member("metrics")?.member("durationMs")?.double, failed, event)
            }
            return true
        } ?? false
    }

    private static func requestID(_ line: UnsafeRawBufferPointer, at start: Int) -> String? {
        let id = line.slice(start, start + 36)
        guard id.count == 36,
            id.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) || $0 == 0x2D })
        else { return nil }
        return id.text
    }

    private static func number(in text: String, after labels: String...) -> Double? {
        for label in labels {
            guard let range = text.firstRange(of: label) else { continue }
            return Double(text[range.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
        }
        return nil
    }
}

extension JSONTape {
    /// Calls `body` with the value that was read from `bytes`.
    func withRoot<Result>(of bytes: UnsafeRawBufferPointer, _ body: (JSONNode) throws -> Result) rethrows
        -> Result?
    {
        try tokens.withUnsafeBufferPointer { tokens in
            guard let root = JSONNode(bytes: bytes, tokens: tokens) else { return nil }
            return try body(root)
        }
    }
}
