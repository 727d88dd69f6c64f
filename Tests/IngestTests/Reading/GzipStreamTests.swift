import Testing

@testable import Ingest
@testable import Worlds

/// A member that is inflated in pieces ends well only when checksum and length at its end are right.
@Suite struct GzipStreamTests {
    private static let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }

    /// Inflates in pieces of some bytes, and tells how it ended.
    private func inflate(_ bytes: [UInt8], piece: Int) -> (outcome: GzipStream.Outcome, content: [UInt8]) {
        let stream = GzipStream()
        var content: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 3_001)
        var start = 0
        while true {
            let end = min(bytes.count, start + piece)
            let (outcome, taken, made) = bytes.withUnsafeBytes { input in
                room.withUnsafeMutableBytes { stream.inflate(input.slice(start, end), into: $0) }
            }
            content += room[..<made]
            start += taken
            if case .more = outcome, taken > 0 || made > 0 { continue }
            return (outcome, content)
        }
    }

    @Test(arguments: [1, 3, 7, 8, 9, 4_096, 1 << 20])
    func endsWellInPiecesOfAnySize(piece: Int) {
        let (outcome, content) = inflate(Packing.gzip(Self.content), piece: piece)
        #expect(outcome == .end)
        #expect(content == Self.content)
    }

    /// The last eight bytes are checksum and length.
    @Test(arguments: 1...8)
    func aChangedByteOfTheTrailerIsDamage(fromEnd: Int) {
        var bytes = Packing.gzip(Self.content)
        bytes[bytes.count - fromEnd] ^= 0x40
        for piece in [1, 5, 1 << 20] { #expect(inflate(bytes, piece: piece).outcome == .damaged) }
    }

    @Test func aMemberWithoutItsTrailerIsUnfinished() {
        let bytes = Array(Packing.gzip(Self.content).dropLast(2))
        let (outcome, content) = inflate(bytes, piece: 1 << 20)
        #expect(outcome == .more)
        #expect(content == Self.content)
    }
}
