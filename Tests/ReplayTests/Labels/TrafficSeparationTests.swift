import Foundation
import Replay
import Testing

@Suite struct TrafficSeparationTests {
    private func bell(_ count: Int, mean: Double, spread: Double) -> [Double] {
        (0..<count).map { index in
            // Box-Muller on two additive recurrences: even coverage, no random source.
            let u = ((Double(index) + 0.5) * 0.754_877_666).truncatingRemainder(dividingBy: 1)
            let v = ((Double(index) + 0.5) * 0.569_840_291).truncatingRemainder(dividingBy: 1)
            return mean * exp(spread * (-2 * log(max(u, 1e-9))).squareRoot() * cos(2 * .pi * v))
        }
    }

    @Test("two groups: every separator cuts between them, whatever their sizes", arguments: [0.5, 0.1, 0.9])
    func separators(share: Double) throws {
        let count = 2000.0
        let sample =
            bell(Int(count * share), mean: 900, spread: 0.1)
            + bell(Int(count * (1 - share)), mean: 6000, spread: 0.25)
        let separation = try #require(TrafficSeparation(sample))
        #expect(separation.isBimodal)
        for cut in [separation.minimumError, separation.otsu, separation.mixture] {
            #expect((1000..<4500).contains(cut), "\(separation)")
        }
        #expect(abs(separation.lowerShare - share) < 0.05)
    }

    @Test("an even spread has no valley, and two levels close together are one group")
    func noValley() throws {
        let even = try #require(TrafficSeparation((0..<2000).map { 500 * exp(Double($0) / 2000) }))
        #expect(even.valley > 0.8)
        #expect(!even.isBimodal)
        let close = bell(1000, mean: 900, spread: 0.01) + bell(1000, mean: 990, spread: 0.01)
        let levels = try #require(TrafficSeparation(close))
        #expect(levels.valley < 0.1)
        #expect(!levels.isBimodal)
    }

    @Test("one group is not two")
    func unimodal() throws {
        #expect(try #require(TrafficSeparation(bell(2000, mean: 900, spread: 0.3))).isBimodal == false)
        #expect(TrafficSeparation(Array(repeating: 5.0, count: 500)) == nil)
        #expect(TrafficSeparation(bell(59, mean: 900, spread: 0.3)) == nil)
    }
}
