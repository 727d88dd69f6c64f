import Foundation
import LeafStack
import Replay
import Testing
import TimeSeries

@testable import Tuning

@Suite struct ChoiceTests {
    @Test("few gaps keep N near the cost of a cold start, many give it room, one late point never decides")
    func clamp() {
        #expect(ThresholdChoice.allowed(profile: .balanced, gaps: 0) == 5...80)
        #expect(ThresholdChoice.allowed(profile: .balanced, gaps: 20) == 5...80)
        #expect(ThresholdChoice.allowed(profile: .balanced, gaps: 10_000) == 3...200)
        let dear = TuningProfile(name: "custom", coldStartCost: 1e6, falseStopCost: 1)
        #expect(ThresholdChoice.allowed(profile: dear, gaps: 0).upperBound >= 1440)
    }

    @Test("of equally good thresholds the middle is taken, and a single lucky one is not")
    func plateau() {
        let grid = CandidateGrid(thresholds: Array(stride(from: 100, through: 2000, by: 100)), patience: [7])
        var costs = grid.thresholds.map { $0 < 500 ? 900.0 : $0 > 1500 ? 800 : 300 }
        let rule = ChoiceRule()
        func chosen() -> Int? {
            rule.choose(costs: costs, grid: grid, allowed: 3...80, profile: .balanced).map {
                grid.thresholds[$0]
            }
        }
        #expect(chosen().map { (800...1100).contains($0) } == true)
        costs[18] = 0
        #expect(chosen().map { (700...1100).contains($0) } == true)
    }

    @Test("a barred candidate is never chosen, and where all are, none is")
    func barred() {
        let grid = CandidateGrid(thresholds: [100, 200, 300], patience: [7])
        let rule = ChoiceRule()
        let free = rule.choose(
            costs: [5, 1, 9], grid: grid, allowed: 1...60, barred: [false, true, true], profile: .balanced)
        #expect(free == 0)
        #expect(
            rule.choose(
                costs: [5, 1, 9], grid: grid, allowed: 1...60, barred: [true, true, true], profile: .balanced)
                == nil)
    }

    /// What two candidates cost on some days: the first always 100, the second less by `saving` of each day.
    private func resampled(_ saving: [Double], rounds: Int = 2_000) -> Resampling {
        let grid = CandidateGrid(thresholds: [100, 200], patience: [7])
        let costs = CostMatrix(
            days: saving.count, values: saving.map { _ in 100 } + saving.map { 100 - $0 })
        return Resampling(
            costs, grid: grid, present: 0, fitted: 1, length: Double(saving.count),
            options: TuningOptions(rounds: rounds)
        ) { costs.sum(0, weights: $0) <= costs.sum(1, weights: $0) ? 0 : 1 }
    }

    @Test(
        "the interval of a saving lies around it, is the wider the fewer the days, and knows its resolution")
    func savingInterval() {
        func interval(_ days: Int) -> ConfidenceInterval {
            resampled((0..<days).map { Double($0 * 7 % 10) }).savingInterval(4.5, resolution: 0)
        }
        let (short, long) = (interval(10), interval(90))
        #expect(short.low < 4.5 && short.high > 4.5)
        #expect(short.high - short.low > 2 * (long.high - long.low))
        let still = resampled(Array(repeating: 3, count: 30)).savingInterval(3, resolution: 0.5)
        #expect(still.low == 2.5 && still.high == 3.5)
        #expect(
            resampled([1], rounds: 3).savingInterval(1, resolution: 2)
                == .init(low: -1, high: 3, confidence: 0.95))
    }

    @Test("luck of the choice is taken off what it saves")
    func luck() {
        // As good as the present settings in the long run: what is chosen only when it looks better is chosen by luck.
        let even = resampled((0..<30).map { $0 % 2 == 0 ? 10 : -10 })
        let mean = even.luck.reduce(0, +) / Double(even.luck.count)
        #expect(mean > 0.1)
        #expect(even.savingInterval(0, resolution: 0).low < -even.savingInterval(0, resolution: 0).high)
    }

    @Test("the same seed draws the same histories; days are drawn in runs of neighbours")
    func seeded() {
        let saving = (0..<30).map { Double($0 % 5) }
        #expect(resampled(saving).savings == resampled(saving).savings)
        #expect(
            Resampling.block(days: 30) == 3 && Resampling.block(days: 5) == 1
                && Resampling.block(days: 365) == 7)
    }

    @Test(
        "Student's quantiles as tabled",
        arguments: [(1, 12.706), (4, 2.776), (9, 2.262), (29, 2.045), (1000, 1.962)])
    func student(degrees: Int, value: Double) {
        #expect(abs(StudentQuantile.upper975(degreesOfFreedom: degrees) - value) < 0.01)
    }

    @Test(
        "a bound on false stops bars the candidates beyond it and forces a change where the present one is",
        arguments: [0.0, 2])
    func maximumFalseStops(maximum: Double) throws {
        var leaf = InventedLeaf()
        leaf.present.threshold = 7000
        var profile = TuningProfile.balanced
        profile.maximumFalseStops = maximum
        let result = Recommender(options: TuningOptions(profile: profile, rounds: 20)).recommend(leaf.input())
        let outcome = try #require(result.comparison)
        #expect(outcome.present.counts.falseStops > 0)
        #expect(Double(outcome.recommended.counts.falseStops) <= maximum * outcome.recommended.days / 30)
    }
}
