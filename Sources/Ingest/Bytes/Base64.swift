/// Standard base64, as AWS envelopes carry payloads.
enum Base64 {
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (index, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
            .enumerated()
        {
            table[Int(byte)] = UInt8(index)
        }
        // The URL alphabet, which some tools use.
        table[0x2D] = 62
        table[0x5F] = 63
        return table
    }()

    /// Decodes as far as the text is base64 and appends to `buffer`; blanks and JSON escapes of `/` are passed over.
    ///
    /// Returns whether all of it was base64. `carry` keeps the bits between pieces.
    static func decode(_ bytes: UnsafeRawBufferPointer, carry: inout Carry, into buffer: ByteBuffer) -> Bool {
        let room = buffer.reserve(bytes.count / 4 * 3 + 8)
        var made = 0
        var isClean = true
        values.withUnsafeBufferPointer { table in
            var position = 0
            // Four letters at a time while nothing else stands between them.
            if carry.count == 0 {
                while position + 4 <= bytes.count {
                    let first = table[Int(bytes[position])]
                    let second = table[Int(bytes[position + 1])]
                    let third = table[Int(bytes[position + 2])]
                    let fourth = table[Int(bytes[position + 3])]
                    guard first | second | third | fourth < 64 else { break }
                    let bits =
                        UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
                    room[made] = UInt8(truncatingIfNeeded: bits >> 16)
                    room[made + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                    room[made + 2] = UInt8(truncatingIfNeeded: bits)
                    made += 3
                    position += 4
                }
            }
            for byte in bytes.from(position) {
                let value = table[Int(byte)]
                if value == 0xFF {
                    if byte == 0x3D || byte == 0x5C || byte == 0x0A || byte == 0x0D || byte == 0x20
                        || byte == 0x09
                    {
                        continue
                    }
                    isClean = false
                    break
                }
                carry.bits = carry.bits << 6 | UInt32(value)
                carry.count += 6
                if carry.count >= 8 {
                    carry.count -= 8
                    room[made] = UInt8(truncatingIfNeeded: carry.bits >> carry.count)
                    made += 1
                }
            }
        }
        buffer.commit(made)
        return isClean
    }

    /// Bits that do not fill a byte yet.
    struct Carry {
        fileprivate var bits: UInt32 = 0
        fileprivate var count: UInt32 = 0
    }
}

/// A text that is base64 of something else.
final class Base64Stage: ByteStage {
    private let session: ObjectSession
    private let next: any ByteStage
    private let buffer = ByteBuffer()
    private var carry = Base64.Carry()
    private var isBroken = false

    init(session: ObjectSession, next: any ByteStage) {
        self.session = session
        self.next = next
    }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {
        guard !isBroken else { return }
        buffer.removeAll()
        if !Base64.decode(bytes, carry: &carry, into: buffer) {
            isBroken = true
            session.quarantine(offset: session.storedOffset, lost: 0, "base64 text ends in something else")
        }
        try next.push(buffer.bytes, isWhole: false)
    }

    func interrupt() throws { try next.interrupt() }

    func finish() throws { try next.finish() }
}
