internal import CSimdJSON

/// A stream of JSON values with nothing, blanks or commas between them, or of OpenTelemetry messages, or of both.
///
/// A value that ends within the bytes at hand is read where it lies. A long one whose top level holds a list is read in
/// parts of some megabytes; what cannot be read in parts has a bound.
final class DocumentStage: ByteStage {
    /// From this size on, a value is read in parts.
    private static let partSize = 4 << 20

    private let session: ObjectSession
    private let router: DocumentRouter
    private let depth: Int
    private let pending: ByteBuffer
    private var framing = csimdjson_framing()
    private var isInside = false
    /// Bytes of an oversized value that are being passed over.
    private var dropped: Int?
    private let messages: OTelReader
    /// Whether OpenTelemetry messages follow; a metric stream whose format was switched holds both kinds.
    private var isBinary: Bool
    /// Whether the rest cannot be read at all.
    private var isLost = false

    init(session: ObjectSession, depth: Int, isBinary: Bool = false) {
        self.session = session
        self.depth = depth
        self.isBinary = isBinary
        pending = session.scratch.takeBuffer()
        messages = OTelReader(session: session)
        router = DocumentRouter(session: session, depth: depth)
    }

    deinit { session.scratch.giveBack(pending) }

    /// Whether no value is open.
    var isAtRest: Bool { !isInside && pending.isEmpty }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        if isLost { return }
        if isAtRest {
            if isWhole, try router.readWholePayload(bytes) { return }
            let taken = try read(bytes)
            pending.append(bytes.from(taken))
        } else {
            pending.append(bytes)
            pending.consume(try read(pending.bytes))
        }
        if isInside { try relieve() }
    }

    func interrupt() throws { try dropRest(lost: "a JSON document is cut off by missing bytes") }

    func finish() throws {
        try dropRest(lost: "the last JSON document is cut short")
        try router.finish()
        try messages.finish()
    }

    /// Where `position` lies in the stored file, given that `bytes` ends where reading stands.
    private func offset(of position: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        depth == 0 ? session.storedEnd - (bytes.count - position) : session.storedOffset
    }

    /// Reads all values that end in `bytes`; gives how many bytes are done with.
    private func read(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        var start = 0
        while start < bytes.count {
            if isBinary {
                start += try readMessages(bytes.from(start), at: offset(of: start, in: bytes))
                if isBinary { return start }
                continue
            }
            if !isInside {
                start = Self.skipSeparators(bytes, start)
                guard start < bytes.count else { return start }
                guard bytes[start] == 0x7B || bytes[start] == 0x5B else {
                    guard let next = try readForeign(bytes, start, isAll: false) else { return start }
                    start = next
                    continue
                }
                if depth == 0 { session.storedOffset = offset(of: start, in: bytes) }
                if let taken = try router.readPayload(startOf: bytes.from(start)) {
                    start += taken
                    continue
                }
                framing = csimdjson_framing()
                isInside = true
            }
            let resume = start + framing.seen
            guard resume < bytes.count, let base = bytes.bindMemory(to: UInt8.self).baseAddress else {
                return start
            }
            var isComplete = false
            let taken = csimdjson_frame(&framing, base + resume, bytes.count - resume, &isComplete)
            guard isComplete else { return start }
            let end = resume + taken
            isInside = false
            if let lost = dropped {
                dropped = nil
                session.quarantine(
                    offset: nil, lost: lost + framing.seen,
                    ExceededBound.documentSize(session.bounds.documentSize).sentence)
                start = end
                continue
            }
            start = try handle(bytes, start, end)
        }
        return start
    }

    /// Reads the OpenTelemetry messages that lie before the next JSON value; gives how many bytes are done with.
    private func readMessages(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int {
        if depth == 0 { session.storedOffset = offset }
        do {
            let taken = try messages.read(bytes)
            isBinary = !bytes.from(taken).startsWith("{\"")
            return taken
        } catch let fault as OTelReader.Fault {
            isLost = true
            session.quarantine(
                offset: depth == 0 ? offset + fault.position : offset, lost: bytes.count - fault.position,
                "the length of an OpenTelemetry message is wrong; the rest cannot be read")
            return bytes.count
        }
    }

    /// Reads the value in a range; after damage, gives the place where the next value may start.
    private func handle(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws -> Int {
        if depth == 0 { session.storedOffset = offset(of: start, in: bytes) }
        do {
            try router.read(bytes.slice(start, end))
            return end
        } catch let fault as JSONFault {
            if fault.reason == .tooDeep {
                session.quarantine(
                    offset: offset(of: start, in: bytes), lost: end - start,
                    ExceededBound.jsonDepth(session.bounds.jsonDepth).sentence)
                return end
            }
            let next =
                session.mayTryAgain(bytes.count - start)
                ? Self.restart(bytes, after: start, before: end) ?? end : end
            session.quarantine(
                offset: offset(of: start + fault.offset, in: bytes), lost: next - start,
                "damaged JSON: \(fault.reason.rawValue)")
            return next
        }
    }

    /// The next place behind damage that looks like the start of a value.
    private static func restart(_ bytes: UnsafeRawBufferPointer, after start: Int, before end: Int) -> Int? {
        var position = start + 1
        while position + 1 < end {
            if bytes[position] == 0x7B, bytes[position + 1] == 0x22, bytes[position - 1] != 0x5C {
                let rest = bytes.slice(position, end)
                if bytes[position - 1] == 0x0A || PayloadKeys.startPayload(rest)
                    || rest.startsWith("{\"metric_stream_name\"")
                {
                    return position
                }
            }
            position += 1
        }
        return nil
    }

    /// A line between values that is no JSON: a log line that stands on its own, or garbage.
    private func readForeign(_ bytes: UnsafeRawBufferPointer, _ start: Int, isAll: Bool) throws -> Int? {
        let rest = bytes.from(start)
        if rest.count < 16, !isAll { return nil }
        if OTelFraming.looksLikeRequest(rest) {
            isBinary = true
            return start
        }
        let newline = rest.firstIndex(of: 0x0A)
        if newline == nil, !isAll, rest.count < session.bounds.lineLength { return nil }
        let line = rest.slice(0, newline ?? rest.count)
        if try !router.readLine(line) {
            session.quarantine(
                offset: offset(of: start, in: bytes), lost: line.count, "neither JSON nor a log line")
        }
        return start + line.count
    }

    /// Reads a long unfinished value in parts, or drops it beyond the bound.
    private func relieve() throws {
        if dropped != nil {
            dropBuffered()
        } else if pending.count >= Self.partSize {
            if framing.in_list, framing.last_comma > 0,
                PayloadKeys.maySplit(pending.bytes, listStart: framing.list_start)
            {
                try readPart()
            } else if pending.count > session.bounds.documentSize {
                dropped = 0
                dropBuffered()
            }
        }
    }

    private func dropBuffered() {
        dropped = (dropped ?? 0) + pending.count
        framing.seen -= pending.count
        pending.removeAll()
    }

    /// Reads the elements up to the last comma as a value of their own: what stands before the list, they, and the brackets.
    private func readPart() throws {
        let end = framing.last_comma
        let closing: [UInt8] = framing.list_depth == 2 ? [0x5D, 0x7D] : [0x5D]
        if depth == 0 { session.storedOffset = offset(of: 0, in: pending.bytes) }
        // The closing brackets stand in place of the next element for as long as the part is read.
        let replaced = pending.overwrite(at: end, with: closing)
        defer {
            pending.overwrite(at: end, with: replaced)
            pending.cut(framing.list_start..<end + 1)
            framing.seen -= end + 1 - framing.list_start
            framing.last_comma = 0
        }
        do {
            let count = end + closing.count
            try router.read(UnsafeRawBufferPointer(start: pending.bytes.baseAddress, count: count))
        } catch let fault as JSONFault {
            session.quarantine(
                offset: session.storedOffset, lost: end + closing.count,
                "damaged JSON in a long document: \(fault.reason.rawValue)")
        }
    }

    /// The input ended or has a hole: whole values in what is left are read, the rest is lost.
    private func dropRest(lost reason: String) throws {
        if let lost = dropped {
            session.quarantine(
                offset: nil, lost: lost, ExceededBound.documentSize(session.bounds.documentSize).sentence)
            dropped = nil
        } else if !pending.isEmpty {
            let bytes = pending.bytes
            var start = 0
            while start < bytes.count {
                isInside = false
                if isBinary {
                    start += try readMessages(bytes.from(start), at: offset(of: start, in: bytes))
                    if !isBinary { continue }
                    if start < bytes.count {
                        session.quarantine(
                            offset: offset(of: start, in: bytes), lost: bytes.count - start,
                            "the last OpenTelemetry message is cut short")
                    }
                    break
                }
                if bytes[start] != 0x7B, bytes[start] != 0x5B {
                    start = try readForeign(bytes, start, isAll: true) ?? bytes.count
                    start = Self.skipSeparators(bytes, start)
                    continue
                }
                // An unfinished value: a lost quote may have swallowed whole ones.
                let restart =
                    session.mayTryAgain(bytes.count - start)
                    ? Self.restart(bytes, after: start, before: bytes.count) : nil
                let next = restart ?? bytes.count
                session.quarantine(offset: offset(of: start, in: bytes), lost: next - start, reason)
                start = next < bytes.count ? next + (try read(bytes.from(next))) : next
            }
        }
        pending.removeAll()
        isInside = false
        framing = csimdjson_framing()
    }

    private static func skipSeparators(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var position = start
        while position < bytes.count,
            ByteShape.isBlank(bytes[position]) || bytes[position] == 0x2C || bytes[position] == 0x1E
        {
            position += 1
        }
        return position
    }
}
