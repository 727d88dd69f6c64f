import Foundation
import Ingest

extension Delivery.EventID {
    /// The order in which ids are stored.
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// Sixteen bytes, the most significant first, so that SQLite sorts ids alike.
    var key: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// Reads a key; `nil` when it is of another size.
    init?(key: Data) {
        guard key.count == 16 else { return nil }
        self = key.withUnsafeBytes { bytes in
            Self(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
}
