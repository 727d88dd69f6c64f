/// What a stream of bytes is, told by its first ones.
enum ByteShape: Equatable {
    case gzip
    case json
    case base64
    case openTelemetry
    case text
    case byteOrderMark
    case utf16(isBigEndian: Bool)
    case blank
    /// A format that is recognised but not read, with what to do about it.
    case unsupported(String)

    /// Decides by the first bytes of a stream; `isAll` says that there are no more.
    init(sniffing bytes: UnsafeRawBufferPointer, isAll: Bool) {
        if let shape = Self.binary(bytes) {
            self = shape
            return
        }
        guard let start = bytes.firstIndex(where: { !Self.isBlank($0) }) else {
            self = .blank
            return
        }
        let text = bytes.from(start)
        if text[0] == 0x7B, start == 0 || !OTelFraming.looksLikeRequest(bytes) {
            self = .json
        } else if text[0] == 0x5B, Self.startsJSONArray(text) {
            self = .json
        } else if text.startsWith("H4sI") {
            self = .base64
        } else if OTelFraming.looksLikeRequest(bytes) {
            self = .openTelemetry
        } else {
            self = .text
        }
    }

    private static func binary(_ bytes: UnsafeRawBufferPointer) -> ByteShape? {
        func starts(_ prefix: [UInt8]) -> Bool {
            bytes.count >= prefix.count && bytes[0..<prefix.count].elementsEqual(prefix)
        }
        if starts([0x1F, 0x8B, 0x08]) { return .gzip }
        if starts([0xEF, 0xBB, 0xBF]) { return .byteOrderMark }
        if starts([0xFF, 0xFE]) { return .utf16(isBigEndian: false) }
        if starts([0xFE, 0xFF]) { return .utf16(isBigEndian: true) }
        if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) {
            return .unsupported("is a ZIP archive; unpack it and pass the folder")
        }
        if starts([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59]) {
            return .unsupported("is compressed with Snappy; decompress it first")
        }
        if starts([0x28, 0xB5, 0x2F, 0xFD]) {
            return .unsupported("is compressed with zstd; decompress it first")
        }
        if starts([0x50, 0x41, 0x52, 0x31]) {
            return .unsupported("is a Parquet file; deliver JSON instead")
        }
        if starts([0x4F, 0x52, 0x43]) { return .unsupported("is an ORC file; deliver JSON instead") }
        if bytes.count >= 262, bytes.slice(257, 262).equals("ustar") {
            return .unsupported("is a tar archive; unpack it and pass the folder")
        }
        return nil
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0
    }

    /// A server's log line may start with a bracket as well (`[12:00:01] …`).
    private static func startsJSONArray(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let next = bytes.from(1).first(where: { !isBlank($0) }) else { return true }
        return next == 0x7B || next == 0x5B || next == 0x5D || next == 0x22
    }
}

/// The framing of OpenTelemetry metric streams: a length as a varint, then a message of that length, again and again.
enum OTelFraming {
    /// The varint at `position`: its value and the offset behind it.
    static func varint(_ bytes: UnsafeRawBufferPointer, at position: Int) -> (value: Int, end: Int)? {
        var value = 0
        var shift = 0
        var position = position
        while position < bytes.count, shift < 35 {
            let byte = bytes[position]
            position += 1
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return (value, position) }
            shift += 7
        }
        return nil
    }

    /// Whether the bytes start with a length and a request whose inner lengths fit.
    static func looksLikeRequest(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let (length, start) = varint(bytes, at: 0), length >= 8, start < bytes.count,
            bytes[start] == 0x0A,
            let (metrics, inner) = varint(bytes, at: start + 1), inner - start + metrics <= length,
            metrics >= 4,
            inner < bytes.count, bytes[inner] == 0x0A || bytes[inner] == 0x12,
            let (part, body) = varint(bytes, at: inner + 1), body - inner + part <= metrics
        else { return false }
        // A resource holds attributes, a list of scopes holds scopes or metrics: length-delimited fields 1 to 3.
        guard part > 0 else { return true }
        guard body < bytes.count else { return length > 64 }
        return bytes[body] == 0x0A || bytes[body] == 0x12 || bytes[body] == 0x1A
    }
}
