/// Reads what stands inside log messages and EventBridge documents: events, and payloads packed in them.
final class NestedReader {
    private let session: ObjectSession
    private let depth: Int

    init(session: ObjectSession, depth: Int) {
        self.session = session
        self.depth = depth
    }

    /// Reads a message that is one JSON object; whether it told anything.
    func read(_ text: UnsafeRawBufferPointer, event: Int32, into delivery: inout Delivery) throws -> Bool {
        let tape = session.scratch.takeTape()
        defer { session.scratch.giveBack(tape) }
        do { try tape.read(text, maximumDepth: session.bounds.jsonDepth) } catch { return false }
        return try tape.withRoot(of: text) { root in
            if let record = EventDocument.record(of: root)
                ?? root.member("Event").flatMap(EventDocument.record)
            {
                delivery.append(record, from: event)
                return true
            }
            if try readPacked(root) { return true }
            let points = EmbeddedMetrics.points(of: root, options: session.options)
            for series in points { delivery.append(.metricPoints(series), from: event) }
            session.report.datapoints += points.reduce(0) { $0 + $1.times.count }
            return !points.isEmpty
        } ?? false
    }

    /// Reads a document that is an event, a logged event or a Lambda envelope; whether it was one.
    func readDocument(_ node: JSONNode) throws -> Bool {
        if let record = EventDocument.record(of: node) ?? node.member("Event").flatMap(EventDocument.record) {
            try session.deliver([record])
            return true
        }
        if EventDocument.isEvent(node) {
            session.hasData = true
            session.note("%d events are of kinds that say nothing about a leaf")
            return true
        }
        if node.member("_aws") != nil {
            try session.deliver(
                EmbeddedMetrics.points(of: node, options: session.options).map { .metricPoints($0) })
            return true
        }
        return try readPacked(node)
    }

    /// Reads the payload in `{"awslogs":{"data":…}}`, which a function may have logged under `Event`.
    private func readPacked(_ node: JSONNode) throws -> Bool {
        let envelope = node.member("awslogs") ?? node.member("Event")?.member("awslogs")
        guard let data = envelope?.member("data"), data.kind == .string else { return false }
        try session.readPacked(data.scalar, depth: depth)
        return true
    }
}

extension ObjectSession {
    /// Reads base64 text, of whatever is in it, as a layer below `depth`.
    func readPacked(_ base64: UnsafeRawBufferPointer, depth: Int) throws {
        hasData = true
        guard depth < bounds.layers else {
            quarantine(offset: storedOffset, lost: 0, ExceededBound.layers(bounds.layers).sentence)
            return
        }
        let stage = SniffStage(session: self, depth: depth + 1)
        let decoded = ByteBuffer(capacity: base64.count / 4 * 3 + 16)
        var carry = Base64.Carry()
        if !Base64.decode(base64, carry: &carry, into: decoded) {
            quarantine(offset: storedOffset, lost: 0, "data that should be base64 is not")
        }
        try stage.push(decoded.bytes, isWhole: true)
        try stage.finish()
    }

    /// Counts what is not UTF-8 in the messages of a payload.
    func noteReplacements(in payload: JSONNode) {
        guard let events = payload.member("logEvents") else { return }
        for event in events.elements {
            guard let message = event.member("message")?.scalar, !Self.isASCII(message) else { continue }
            let made = message.text.unicodeScalars.count { $0 == "\u{FFFD}" }
            if made > 0 { note("%d characters that are not UTF-8 were read as U+FFFD", count: made) }
        }
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.allSatisfy { $0 < 0x80 } }
}
