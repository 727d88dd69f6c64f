internal import CSimdJSON
internal import TimeSeries

/// Subscription payloads that the fast parser refused: other spellings, extra members, bytes that are not UTF-8.
enum PayloadDocument {
    /// Reads the payload in `node`; calls `body` with its events, once for each account of origin.
    static func read(
        _ node: JSONNode, _ body: (LogEventBatch) throws -> Void
    ) throws {
        let owner = node.string("owner") ?? ""
        let group = node.string("logGroup") ?? ""
        let stream = node.string("logStream") ?? ""
        guard let list = node.member("logEvents") else { return }
        var byOwner: [String: ContiguousArray<csimdjson_event>] = [:]
        for element in list.elements {
            guard let event = csimdjson_event(element, idKey: "id") else { continue }
            // Centralised logs name the account of origin, which overrides the owner.
            let origin = element.member("extractedFields")?.string("@aws.account") ?? owner
            byOwner[origin, default: []].append(event)
        }
        if byOwner.isEmpty { byOwner[owner] = [] }
        for (origin, events) in byOwner.sorted(by: { $0.key < $1.key }) {
            try events.withUnsafeBufferPointer {
                try body(
                    LogEventBatch(
                        source: LogSource(owner: origin, logGroup: group, logStream: stream), events: $0))
            }
        }
    }
}

extension csimdjson_event {
    /// An object with `message`, `timestamp` and an id under `idKey`; `nil` without message or time.
    init?(_ node: JSONNode, idKey: StaticString) {
        guard let message = node.member("message"), message.kind == .string,
            let time = node.member("timestamp")?.instant
        else { return nil }
        let text = message.scalar
        self.init(
            timestamp: time.milliseconds, message: csimdjson_slice(text),
            id: csimdjson_digest(high: 0, low: 0),
            has_id: false, is_escaped: text.contains(0x5C))
        if let id = node.member(idKey), id.kind == .string || id.kind == .number, !id.scalar.isEmpty {
            let bytes = id.scalar
            self.id = csimdjson_identity_of(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
            has_id = true
        }
    }
}
