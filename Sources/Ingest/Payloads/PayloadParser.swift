internal import CSimdJSON

/// The log events of one payload, page or file, before they are classified.
struct LogEventBatch {
    /// Where they came from.
    var source: LogSource
    /// Slices of the text that was read.
    var events: UnsafeBufferPointer<csimdjson_event>
    /// Identities of those events that have one, in their order.
    var ids: [Delivery.EventID]
    /// Whether bytes behind each message are readable.
    var isPadded = false

    init(source: LogSource, events: UnsafeBufferPointer<csimdjson_event>) {
        self.source = source
        self.events = events
        ids = events.lazy.filter(\.has_id).map { Delivery.EventID($0.id) }
    }

    fileprivate init(source: LogSource, payload: csimdjson_payload) {
        self.source = source
        events = UnsafeBufferPointer(start: payload.events, count: payload.event_count)
        ids = UnsafeBufferPointer(start: payload.ids, count: payload.id_count).map { Delivery.EventID($0) }
        isPadded = true
    }
}

/// Reads subscription payloads through simdjson; keeps its memory between them.
final class PayloadParser {
    /// Payloads above this size go to the general reader, whose index is smaller.
    static let largest = 4 << 20

    private let parser = csimdjson_parser_make()
    private var lastSource = LogSource(owner: "", logGroup: "", logStream: "")

    deinit { csimdjson_parser_free(parser) }

    /// Reads bytes that are exactly one payload; `nil` when they are anything else or need the general reader.
    func read(_ bytes: UnsafeRawBufferPointer) -> (type: UnsafeRawBufferPointer, batch: LogEventBatch)? {
        if let (type, batch, taken) = readStart(bytes), bytes.from(taken).allSatisfy(ByteShape.isBlank) {
            return (type, batch)
        }
        guard let parser, bytes.count <= Self.largest, let base = bytes.bindMemory(to: UInt8.self).baseAddress
        else {
            return nil
        }
        var payload = csimdjson_payload()
        guard csimdjson_read_payload(parser, base, bytes.count, &payload) == CSIMDJSON_READ else {
            return nil
        }
        return (payload.message_type.bytes, LogEventBatch(source: source(of: payload), payload: payload))
    }

    /// Reads the payload at the start of the bytes when it is written as AWS writes them, and tells its length.
    func readStart(
        _ bytes: UnsafeRawBufferPointer
    ) -> (type: UnsafeRawBufferPointer, batch: LogEventBatch, taken: Int)? {
        guard let parser, let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return nil }
        var payload = csimdjson_payload()
        var taken = 0
        guard csimdjson_read_compact(parser, base, bytes.count, &payload, &taken) == CSIMDJSON_READ else {
            return nil
        }
        return (
            payload.message_type.bytes, LogEventBatch(source: source(of: payload), payload: payload), taken
        )
    }

    /// Payloads of one stream follow one another: most sources are the one before.
    private func source(of payload: csimdjson_payload) -> LogSource {
        if !Self.matches(lastSource.logStream, payload.log_stream)
            || !Self.matches(lastSource.logGroup, payload.log_group)
            || !Self.matches(lastSource.owner, payload.owner)
        {
            lastSource = LogSource(
                owner: payload.owner.bytes.text, logGroup: payload.log_group.bytes.text,
                logStream: payload.log_stream.bytes.text)
        }
        return lastSource
    }

    private static func matches(_ text: String, _ slice: csimdjson_slice) -> Bool {
        var text = text
        return text.withUTF8 { UnsafeRawBufferPointer($0).isSame(as: slice.bytes) }
    }
}

extension csimdjson_slice {
    /// The slice as a buffer.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(start: bytes.bindMemory(to: UInt8.self).baseAddress, count: bytes.count)
    }
}
