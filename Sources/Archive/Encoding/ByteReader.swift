/// Reads what ``ByteWriter`` wrote; every access is checked, because a file can be damaged.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var position = 0
    /// Named in the error.
    private let what: String

    init(_ bytes: [UInt8], what: String) {
        self.bytes = bytes
        self.what = what
    }

    /// Whether all has been read.
    var isAtEnd: Bool { position >= bytes.count }

    /// Bytes left.
    var remaining: Int { bytes.count - position }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw damaged }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw damaged }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    mutating func signed() throws -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Up to eight bytes, lowest first.
    mutating func fixed(bytes count: Int = 8) throws -> UInt64 {
        guard remaining >= count else { throw damaged }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(index * 8) }
        position += count
        return value
    }

    mutating func text() throws -> String { try string(count: try unsigned()) }

    mutating func optionalText() throws -> String? {
        let marker = try unsigned()
        return marker == 0 ? nil : try string(count: marker - 1)
    }

    /// A number of things of which each takes at least one byte.
    mutating func count() throws -> Int {
        let value = try unsigned()
        guard value <= UInt64(remaining) else { throw damaged }
        return Int(value)
    }

    /// Bytes behind their count.
    mutating func block() throws -> [UInt8] {
        let size = try count()
        defer { position += size }
        return Array(bytes[position..<(position + size)])
    }

    private mutating func string(count: UInt64) throws -> String {
        guard count <= UInt64(remaining) else { throw damaged }
        let end = position + Int(count)
        defer { position = end }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// The error of a block that does not decode.
    var damaged: ArchiveError { .damaged(what: "\(what) does not decode at byte \(position)") }
}
