import Ingest
import Testing

@testable import Archive

/// Ids of log events as they are stored.
@Suite struct EventIDBlockTests {
    @Test func everySortedListComesBack() throws {
        var random = SeededGenerator(seed: 0x1D)
        let edges: [UInt64] = [0, 1, 127, 128, 1 << 62, 1 << 63, .max - 1, .max]
        for _ in 0..<2_000 {
            let ids = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Delivery.EventID(
                    high: Bool.random(using: &random)
                        ? random.next() : edges.randomElement(using: &random) ?? 0,
                    low: Bool.random(using: &random)
                        ? random.next() : edges.randomElement(using: &random) ?? 0)
            }
            .sorted(by: Delivery.EventID.isBefore)
            #expect(try EventIDBlock.decode(EventIDBlock.encode(ids)) == ids)
        }
    }

    /// A batch of a busy log: three events in two milliseconds, then the next batch.
    @Test func neighboursTakeFewBytes() {
        var random = SeededGenerator(seed: 7)
        var ids: [Delivery.EventID] = []
        for batch in 0..<20 {
            let base = random.next() >> 1
            for event in 0..<50 {
                ids.append(
                    Delivery.EventID(
                        high: UInt64(1_767_225_600_000 + batch * 5_000 + event * 2 / 3),
                        low: base + UInt64(event)))
            }
        }
        // Two bytes an id, and ten more for the first of a batch.
        #expect(EventIDBlock.encode(ids).count < 1_000 * 2 + 20 * 12)
    }
}
