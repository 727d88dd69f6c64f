import Ingest

/// Sorted ids of log events as stored: the milliseconds that have passed since the id before, and the difference of the rest,
/// which is one for neighbours of a batch.
enum EventIDBlock {
    /// Encodes ids that rise.
    static func encode(_ ids: some Collection<Delivery.EventID>) -> [UInt8] {
        // All at once: a number takes at most ten bytes.
        [UInt8](unsafeUninitializedCapacity: ids.count * 20) { buffer, count in
            func put(_ value: UInt64) {
                var rest = value
                while rest >= 0x80 {
                    buffer[count] = UInt8(truncatingIfNeeded: rest) | 0x80
                    count += 1
                    rest >>= 7
                }
                buffer[count] = UInt8(truncatingIfNeeded: rest)
                count += 1
            }
            var (high, low): (UInt64, UInt64) = (0, 0)
            for id in ids {
                put(id.high &- high)
                put(ByteWriter.zigzag(Int64(bitPattern: id.low &- low)))
                (high, low) = (id.high, id.low)
            }
        }
    }

    /// Reads a block.
    ///
    /// - Throws: ``ArchiveError/damaged(what:)``.
    static func decode(_ bytes: [UInt8]) throws -> [Delivery.EventID] {
        var reader = ByteReader(bytes, what: "a block of event ids")
        var ids: [Delivery.EventID] = []
        ids.reserveCapacity(bytes.count / 2)
        var (high, low): (UInt64, UInt64) = (0, 0)
        while !reader.isAtEnd {
            high &+= try reader.unsigned()
            low &+= UInt64(bitPattern: try reader.signed())
            ids.append(Delivery.EventID(high: high, low: low))
        }
        return ids
    }
}
