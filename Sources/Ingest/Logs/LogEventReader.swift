internal import CSimdJSON
internal import TimeSeries

/// Classifies log events and turns those that matter into records.
final class LogEventReader {
    let session: ObjectSession
    private let nested: NestedReader
    var dns = DNSLineReader()
    private var matcher: PlayerLineMatcher
    private let unescaped = ByteBuffer()

    init(session: ObjectSession, nested: NestedReader) {
        self.session = session
        self.nested = nested
        matcher = PlayerLineMatcher(options: session.options)
    }

    /// Reads and delivers one batch.
    func read(_ batch: LogEventBatch) throws {
        var delivery = Delivery(
            source: batch.source, logEventCount: batch.events.count, eventIDs: batch.ids)
        let kind = LogGroupKind(logGroup: batch.source.logGroup)
        if kind == .container, batch.isPadded, !matcher.keepsUnknownWords,
            batch.ids.isEmpty || batch.ids.count == batch.events.count
        {
            try readTellingLines(batch, &delivery)
        } else {
            try readAll(batch, kind, &delivery)
        }
        try session.deliver(delivery)
    }

    /// Reads the container lines that hold a word some grammar knows; the others are not even looked at one by one.
    private func readTellingLines(_ batch: LogEventBatch, _ delivery: inout Delivery) throws {
        let count = batch.events.count
        var next = csimdjson_next_telling(batch.events.baseAddress, 0, count)
        while next < count {
            let index = batch.ids.isEmpty ? -1 : Int32(truncatingIfNeeded: next)
            try readContainerLine(batch.events[next], index, &delivery)
            next = csimdjson_next_telling(batch.events.baseAddress, next + 1, count)
        }
    }

    private func readAll(_ batch: LogEventBatch, _ kind: LogGroupKind, _ delivery: inout Delivery) throws {
        if kind == .dns {
            delivery.records.reserveCapacity(batch.events.count)
            delivery.recordEvents.reserveCapacity(batch.events.count)
        }
        var lambda = LambdaLineReader(source: batch.source)
        var nextID: Int32 = 0
        for event in batch.events {
            let index = event.has_id ? nextID : -1
            if event.has_id { nextID += 1 }
            let raw = event.message.bytes
            switch kind {
            case .container:
                guard matcher.mayMatter(raw) else { continue }
                try readContainerLine(event, index, &delivery)
            case .dns:
                if let query = withText(event, { dns.read($0, logGroup: batch.source.logGroup) }) {
                    delivery.append(.dnsQuery(query), from: index)
                } else {
                    session.note("%d lines of the query log are no queries of format 1.x")
                }
            case .lambda:
                try withText(event) { try readLambda($0, event, index, &lambda, &delivery) }
            case .other:
                try readOther(event, index, &lambda, &delivery)
            }
        }
        lambda.finish(&delivery)
        noteNewerQueries()
    }

    private func noteNewerQueries() {
        guard dns.newer > 0 else { return }
        session.note(
            "%d queries are of a newer format than 1.0; the fields of 1.0 were read", count: dns.newer)
        dns.newer = 0
    }

    /// The message without escapes; the bytes are valid inside `body`.
    private func withText<Result>(
        _ event: csimdjson_event, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let raw = event.message.bytes
        guard event.is_escaped else { return try body(raw) }
        unescaped.removeAll()
        unescaped.commit(JSONText.unescape(raw, into: unescaped.reserve(JSONText.room(for: raw.count))))
        return try body(unescaped.bytes)
    }

    private func readContainerLine(_ event: csimdjson_event, _ index: Int32, _ delivery: inout Delivery)
        throws
    {
        guard let source = delivery.source else { return }
        let line: ContainerLine? = withText(event) { text in
            // Escapes may hide a word from the search or pretend one.
            guard matcher.mayMatter(text) else { return nil }
            let string = text.text
            guard matcher.isWanted(string) else { return nil }
            return ContainerLine(time: Instant(milliseconds: event.timestamp), source: source, text: string)
        }
        if let line { delivery.append(.containerLine(line), from: index) }
    }

    private func readLambda(
        _ text: UnsafeRawBufferPointer, _ event: csimdjson_event, _ index: Int32,
        _ lambda: inout LambdaLineReader,
        _ delivery: inout Delivery
    ) throws {
        if lambda.read(text, at: Instant(milliseconds: event.timestamp), event: index, &delivery) { return }
        try readJSONMessage(text, index, &delivery)
    }

    private func readOther(
        _ event: csimdjson_event, _ index: Int32, _ lambda: inout LambdaLineReader, _ delivery: inout Delivery
    ) throws {
        let group = delivery.source?.logGroup ?? ""
        let isRead = try withText(event) { text in
            if let query = dns.read(text, logGroup: group) {
                delivery.append(.dnsQuery(query), from: index)
                return true
            }
            if lambda.read(text, at: Instant(milliseconds: event.timestamp), event: index, &delivery) {
                return true
            }
            return try readJSONMessage(text, index, &delivery)
        }
        if !isRead, matcher.mayMatter(event.message.bytes) { try readContainerLine(event, index, &delivery) }
    }

    /// Reads a message that is, or ends in, one JSON object; whether it told anything.
    @discardableResult
    private func readJSONMessage(
        _ text: UnsafeRawBufferPointer, _ index: Int32, _ delivery: inout Delivery
    ) throws -> Bool {
        guard let brace = text.firstIndex(of: 0x7B) else { return false }
        // Lambda may put time and request id before an object; other text with a brace is not worth a parse.
        guard brace == 0 || (brace < 128 && text.from(brace).startsWith("{\"_aws\"")) else { return false }
        return try nested.read(text.from(brace), event: index, into: &delivery)
    }
}

extension Delivery {
    /// Adds a record that came from the event at `index`, or from none (-1).
    mutating func append(_ record: Record, from index: Int32) {
        records.append(record)
        recordEvents.append(index)
    }
}

extension LogEventReader {
    /// Reads events whose messages are plain text, in their order.
    func read(
        texts: [(time: Instant, text: UnsafeRawBufferPointer, id: Delivery.EventID?)], source: LogSource
    ) throws {
        let events = texts.map { time, text, id in
            csimdjson_event(
                timestamp: time.milliseconds, message: csimdjson_slice(text),
                id: csimdjson_digest(high: id?.high ?? 0, low: id?.low ?? 0), has_id: id != nil,
                is_escaped: false)
        }
        try events.withUnsafeBufferPointer { try read(LogEventBatch(source: source, events: $0)) }
    }

    /// Reads one event whose message is no longer JSON.
    func read(message: String, time: Instant, id: String?, source: LogSource) throws {
        var message = message
        let digest = id.flatMap { id in
            id.isEmpty ? nil : Array(id.utf8).withUnsafeBytes { Delivery.EventID(idText: $0) }
        }
        try message.withUTF8 { text in
            try read(texts: [(time: time, text: UnsafeRawBufferPointer(text), id: digest)], source: source)
        }
    }

    /// Reads a line that came without any event around it: a DNS query tells its own time. Whether it was understood.
    func readBareLine(_ line: UnsafeRawBufferPointer) throws -> Bool {
        guard let query = dns.read(line, logGroup: session.options.logGroup) else { return false }
        var delivery = Delivery(
            source: LogSource(owner: "", logGroup: session.options.logGroup, logStream: ""), logEventCount: 1)
        delivery.append(.dnsQuery(query), from: -1)
        noteNewerQueries()
        try session.deliver(delivery)
        return true
    }
}
