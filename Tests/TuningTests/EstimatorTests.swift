import Foundation
import Testing
import Tuning

@Suite struct EstimatorTests {
    @Test("order statistics at n = 0, 1, 2")
    func smallSamples() {
        #expect(OrderStatistics([]).median == nil)
        #expect(OrderStatistics([]).share(atOrBelow: 1) == 0)
        #expect(OrderStatistics([5]).quantile(0.99) == 5)
        #expect(OrderStatistics([1, 3]).median == 2)
        #expect(OrderStatistics([.nan, 3, .infinity, 1]).values == [1, 3])
    }

    @Test("Wilks: 299 minutes cover 99 % with 95 % confidence, and the recipe's 15 minutes cover far less")
    func wilks() {
        #expect(OrderStatistics.wilksSize(coverage: 0.99, confidence: 0.95) == 299)
        #expect(OrderStatistics.wilksSize(coverage: 0.819, confidence: 0.95) == 16)
    }

    @Test("the conformal bound is an order statistic, or nothing when the sample is too small")
    func conformal() {
        #expect(OrderStatistics((1...99).map(Double.init)).upperBound(risk: 0.01) == 99)
        #expect(OrderStatistics((1...98).map(Double.init)).upperBound(risk: 0.01) == nil)
        #expect(OrderStatistics((1...199).map(Double.init)).upperBound(risk: 0.05) == 190)
    }

    @Test("Wilson's interval at known points")
    func wilson() {
        let half = ConfidenceInterval.wilson(successes: 5, trials: 10)
        #expect(abs(half.low - 0.2366) < 0.0005)
        #expect(abs(half.high - 0.7634) < 0.0005)
        #expect(ConfidenceInterval.wilson(successes: 0, trials: 10).low == 0)
        #expect(ConfidenceInterval.wilson(successes: 0, trials: 0).high == 1)
    }

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

    @Test("one group is not two")
    func unimodal() throws {
        #expect(try #require(TrafficSeparation(bell(2000, mean: 900, spread: 0.3))).isBimodal == false)
        #expect(TrafficSeparation(Array(repeating: 5.0, count: 500)) == nil)
        #expect(TrafficSeparation(bell(59, mean: 900, spread: 0.3)) == nil)
    }
}
