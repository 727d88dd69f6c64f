import LeafStack
import Replay
import Testing
import TimeSeries
import Tuning

@Suite struct EvidenceTests {
    private let recommender = Recommender(options: TuningOptions(rounds: 20))

    @Test("an idle level that rose in the last week is told and warned of; an even one is not")
    func drift() throws {
        var input = InventedLeaf(days: 21).input()
        let even = recommender.recommend(input)
        let still = try #require(even.evidence.drift)
        #expect(abs(still.lastWeek / still.before - 1) < 0.05)
        #expect(!even.warnings.contains { $0.contains("drifts") })
        for minute in 14 * 1440..<input.count where input.labels[minute] == .idle {
            input.activity[minute] *= 1.5
        }
        let risen = recommender.recommend(input)
        let drift = try #require(risen.evidence.drift)
        #expect(abs(drift.lastWeek / drift.before - 1.5) < 0.1)
        #expect(risen.warnings.contains { $0.contains("drifts") })
        #expect(recommender.recommend(InventedLeaf(days: 10).input()).evidence.drift == nil)
    }

    @Test("bursts at a steady distance are told with it, and the longest quiet run is shorter")
    func bursts() throws {
        var leaf = InventedLeaf()
        leaf.tail = 120
        leaf.starts = [600, 1140]
        var input = leaf.input()
        for minute in 0..<input.count where input.labels[minute] == .idle && minute % 15 == 0 {
            input.activity[minute] = 20_000
        }
        let result = recommender.recommend(input)
        let bursts = try #require(result.evidence.bursts)
        #expect(bursts.everyMinutes == 15)
        #expect(bursts.share > 0.9)
        #expect(result.evidence.longestQuietRun == 14)
        #expect(result.applied.minutesWithoutConnections < 15)
        #expect(result.warnings.contains { $0.contains("every 15 minutes") })
    }

    @Test("idle minutes and starts by hour add up to what the settings cost")
    func hours() throws {
        let result = recommender.recommend(InventedLeaf().input())
        let outcome = try #require(result.comparison?.recommended)
        #expect(result.evidence.hours.map(\.hour) == Array(0...23))
        #expect(result.evidence.hours.reduce(0) { $0 + $1.idleMinutes } == outcome.counts.idleMinutes)
        #expect(result.evidence.hours.reduce(0) { $0 + $1.coldStarts } == outcome.counts.coldStarts)
    }

    @Test("the best N does not fall while a cold start grows dearer")
    func plateau() {
        let rows = recommender.recommend(InventedLeaf().input()).evidence.plateau
        #expect(rows.map(\.coldStartCost) == [10, 20, 60, 120, 240])
        for (left, right) in zip(rows, rows.dropFirst()) {
            #expect(left.minutesWithoutConnections <= right.minutesWithoutConnections)
        }
        #expect(rows.allSatisfy { $0.regret >= 0 })
    }
}
