import Cost
import Testing

@Suite struct StatisticsTests {
    /// Wilson's interval at 95 %, known answers.
    @Test(
        arguments: [
            (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 3, 0.0615, 0.7923),
            (81, 263, 0.2553, 0.3662),
        ])
    func wilson(count: Int, total: Int, low: Double, high: Double) {
        let share = ShareEstimate(count: count, total: total)
        #expect((share.low - low).magnitude < 5e-4)
        #expect((share.high - high).magnitude < 5e-4)
    }

    @Test func aShareOfNothingIsAnything() {
        let share = ShareEstimate(count: 0, total: 0)
        #expect(share.low == 0 && share.high == 1 && share.share == 0)
    }

    @Test func theBootstrapIsSeededAndCoversTheMean() throws {
        let days = (0..<30).map { Double(($0 * 37) % 11) }
        let first = try #require(BootstrapEstimate(days: days, scale: 2, seed: 7, rounds: 500))
        #expect(first == BootstrapEstimate(days: days, scale: 2, seed: 7, rounds: 500))
        #expect(first.low < first.value && first.value < first.high)
        let mean = days.reduce(0, +) / 30 * 2
        #expect((first.value - mean).magnitude < 1e-9)
        #expect(first != BootstrapEstimate(days: days, scale: 2, seed: 8, rounds: 500))
        let even = try #require(BootstrapEstimate(days: [3, 3, 3], scale: 1, seed: 1, rounds: 10))
        #expect(even.low == 3 && even.high == 3)
        #expect(BootstrapEstimate(days: [1], scale: 1, seed: 1, rounds: 10) == nil)
    }
}
