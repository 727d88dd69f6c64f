import Ingest

/// Sorted ids of log events as stored: the milliseconds that have passed since the id before, and the difference of the rest,
/// which is one for neighbours of a batch.
enum EventIDBlock {
    /// Encodes ids that rise.
    static func encode(_ ids: some Collection<Delivery.EventID>) -> [UInt8] {
        var writer = ByteWriter(capacity: ids.count * 4)
        var (high, low): (UInt64, UInt64) = (0, 0)
        for id in ids {
            writer.unsigned(id.high &- high)
            writer.signed(Int64(bitPattern: id.low &- low))
            (high, low) = (id.high, id.low)
        }
        return writer.bytes
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
