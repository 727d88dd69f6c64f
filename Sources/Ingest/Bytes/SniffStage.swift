/// Waits for the first bytes of a layer, decides what they are, and hands everything to the stage that reads it.
final class SniffStage: ByteStage {
    /// Bytes that are enough to decide.
    private static let enough = 1 << 10

    private let session: ObjectSession
    private let depth: Int
    private let head = ByteBuffer(capacity: 1 << 11)
    private var next: (any ByteStage)?
    private var isRefused = false
    private var isInnermost = false

    init(session: ObjectSession, depth: Int) {
        self.session = session
        self.depth = depth
    }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        guard !isRefused, !bytes.isEmpty else { return }
        if let next {
            if isInnermost { session.innerBytes += bytes.count }
            // An object may mix records that were compressed once and twice.
            if isWhole, GunzipStage.isMagic(bytes, at: 0), let documents = next as? DocumentStage,
                documents.isAtRest
            {
                let layer = SniffStage(session: session, depth: depth)
                try layer.push(bytes, isWhole: true)
                try layer.finish()
            } else {
                try next.push(bytes, isWhole: isWhole)
            }
        } else if head.isEmpty, bytes.count >= Self.enough || bytes[0] == 0x7B {
            try start(ByteShape(sniffing: bytes, isAll: false), with: bytes, isWhole: isWhole)
        } else {
            head.append(bytes)
            if head.count >= Self.enough { try startWithHead(isAll: false) }
        }
    }

    func interrupt() throws {
        if next == nil { try startWithHead(isAll: true) }
        try next?.interrupt()
    }

    func finish() throws {
        if next == nil { try startWithHead(isAll: true) }
        try next?.finish()
    }

    private func startWithHead(isAll: Bool) throws {
        guard !head.isEmpty, !isRefused else { return }
        let shape = ByteShape(sniffing: head.bytes, isAll: isAll)
        // Blanks may stand before anything.
        if shape == .blank {
            if head.count >= Self.enough || isAll { head.removeAll() }
            return
        }
        try start(shape, with: head.bytes, isWhole: false)
    }

    private func start(_ shape: ByteShape, with bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        var rest = bytes
        switch shape {
        case .gzip: next = GunzipStage(session: session, next: try inner(), depth: depth)
        case .base64: next = Base64Stage(session: session, next: try inner())
        case .utf16(let isBigEndian):
            next = UTF16Stage(next: try inner(), isBigEndian: isBigEndian)
            rest = bytes.from(2)
        case .byteOrderMark:
            next = try inner()
            rest = bytes.from(3)
        case .json:
            isInnermost = true
            next = DocumentStage(session: session, depth: depth)
        case .openTelemetry:
            isInnermost = true
            next = DocumentStage(session: session, depth: depth, isBinary: true)
        case .text:
            isInnermost = true
            next = LineStage(session: session, depth: depth)
        case .blank: return
        case .unsupported(let hint):
            isRefused = true
            session.hasData = true
            session.quarantine(offset: session.storedOffset, lost: bytes.count, hint)
        }
        if isInnermost { session.innerBytes += rest.count }
        try next?.push(rest, isWhole: isWhole)
    }

    private func inner() throws -> SniffStage {
        guard depth < session.bounds.layers else { throw ExceededBound.layers(session.bounds.layers) }
        return SniffStage(session: session, depth: depth + 1)
    }
}

/// UTF-16 text, as PowerShell's `>` writes it, made UTF-8.
final class UTF16Stage: ByteStage {
    private let next: any ByteStage
    private let isBigEndian: Bool
    private var half: UInt8?
    private var high: UInt16?
    private let output = ByteBuffer()

    init(next: any ByteStage, isBigEndian: Bool) {
        self.next = next
        self.isBigEndian = isBigEndian
    }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        output.removeAll()
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            append(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first))
        }
        try next.push(output.bytes, isWhole: false)
    }

    func interrupt() throws { try next.interrupt() }

    func finish() throws {
        output.removeAll()
        if high != nil || half != nil { append("\u{FFFD}") }
        try next.push(output.bytes, isWhole: false)
        try next.finish()
    }

    private func append(_ unit: UInt16) {
        if let first = high {
            high = nil
            if unit & 0xFC00 == 0xDC00 {
                let value = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(unit & 0x3FF)
                append(Unicode.Scalar(value) ?? "\u{FFFD}")
                return
            }
            append("\u{FFFD}")
        }
        if unit & 0xFC00 == 0xD800 { high = unit } else { append(Unicode.Scalar(unit) ?? "\u{FFFD}") }
    }

    private func append(_ scalar: Unicode.Scalar) {
        let units = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        let room = output.reserve(4)
        for (index, unit) in units.enumerated() { room[index] = unit }
        output.commit(units.count)
    }
}
