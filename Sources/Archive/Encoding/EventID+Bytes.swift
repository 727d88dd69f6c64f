import Foundation
import Ingest

extension Delivery.EventID {
    /// Bytes of an id as stored.
    static let size = 16

    /// The order in which ids are stored.
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// Most significant byte first, so that SQLite sorts stored ids alike.
    var data: Data { Self.data(of: [self]) }

    /// Several ids in a row.
    static func data(of ids: some Collection<Self>) -> Data {
        var data = Data(count: ids.count * size)
        data.withUnsafeMutableBytes { bytes in
            var offset = 0
            for id in ids {
                bytes.storeBytes(of: id.high.bigEndian, toByteOffset: offset, as: UInt64.self)
                bytes.storeBytes(of: id.low.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
                offset += size
            }
        }
        return data
    }

    /// Reads ids in a row.
    static func ids(from data: Data) throws -> [Self] {
        guard data.count % size == 0 else {
            throw ArchiveError.damaged(what: "a block of event ids has \(data.count) bytes")
        }
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / size).map { index in
                Self(
                    high: UInt64(
                        bigEndian: bytes.loadUnaligned(fromByteOffset: index * size, as: UInt64.self)),
                    low: UInt64(
                        bigEndian: bytes.loadUnaligned(fromByteOffset: index * size + 8, as: UInt64.self)))
            }
        }
    }
}
