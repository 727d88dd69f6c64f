/// Appends numbers and text to a block in the archive's compact form.
struct ByteWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// Starts without bytes, and with room for some.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Seven bits a byte, lowest first, the top bit set on all but the last.
    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number, small in either direction.
    mutating func signed(_ value: Int64) { unsigned(Self.zigzag(value)) }

    /// Eight bytes, lowest first.
    mutating func fixed(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// One byte.
    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// UTF-8 behind its length.
    mutating func text(_ value: String) {
        unsigned(UInt64(value.utf8.count))
        append(value)
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Text that may be absent.
    mutating func optionalText(_ value: String?) {
        guard let value else { return unsigned(0) }
        unsigned(UInt64(value.utf8.count) + 1)
        append(value)
    }

    /// Bytes behind their count.
    mutating func block(_ value: [UInt8]) {
        unsigned(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Bytes as they are.
    mutating func raw(_ value: [UInt8]) { bytes.append(contentsOf: value) }

    /// 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 …
    static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    /// Bytes that ``unsigned(_:)`` takes.
    static func size(of value: UInt64) -> Int {
        max(1, (64 - value.leadingZeroBitCount + 6) / 7)
    }
}
