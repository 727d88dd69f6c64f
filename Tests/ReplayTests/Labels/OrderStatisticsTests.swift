import Replay
import Testing

@Suite struct OrderStatisticsTests {
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
}
