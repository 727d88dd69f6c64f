import Testing
import Tuning

@Suite struct EstimatorTests {
    @Test("Wilson's interval at known points")
    func wilson() {
        let half = ConfidenceInterval.wilson(successes: 5, trials: 10)
        #expect(abs(half.low - 0.2366) < 0.0005)
        #expect(abs(half.high - 0.7634) < 0.0005)
        #expect(ConfidenceInterval.wilson(successes: 0, trials: 10).low == 0)
        #expect(ConfidenceInterval.wilson(successes: 0, trials: 0).high == 1)
    }
}
