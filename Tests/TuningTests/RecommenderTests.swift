import Foundation
import LeafStack
import Replay
import Testing
import TimeSeries
import Tuning

@Suite struct RecommenderTests {
    private let recommender = Recommender(options: TuningOptions(rounds: 20))

    private func encoded(_ recommendation: Recommendation) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(recommendation)
    }

    @Test(
        "idle traffic above the threshold: the recommendation stops the server after its sessions and cuts nobody"
    )
    func threshold() throws {
        var leaf = InventedLeaf()
        leaf.present.threshold = 500
        leaf.tail = 90
        leaf.starts = [600, 1140]
        let input = leaf.input()
        let result = recommender.recommend(input)
        let threshold = try #require(result.recommended.threshold)
        let minutes = try #require(result.recommended.minutesWithoutConnections)
        #expect((1000..<5400).contains(threshold))
        #expect(result.refused.isEmpty)
        let timeline = input.timeline()
        let run = timeline.run(
            WhatIfSettings(threshold: Double(threshold), minutesWithoutConnections: minutes))
        let tally = WhatIfColumns(timeline).tally(run)
        #expect(tally.falseStops == 0)
        #expect(run.lives.count == 28)
        #expect(run.lives.allSatisfy { $0.end - $0.wake < 5 + 60 + minutes + 2 })
    }

    @Test("present settings that cannot be beaten are kept, and the reason says so")
    func keeps() throws {
        var leaf = InventedLeaf()
        leaf.present = WatchdogSettings(threshold: 2200, minutesWithoutConnections: 3)
        leaf.tail = 4
        leaf.starts = [600, 1140]
        let result = recommender.recommend(leaf.input())
        #expect(result.recommended.threshold == 2200)
        #expect(result.recommended.minutesWithoutConnections == 3)
        let advice = try #require(result.settings.first { $0.setting == .threshold })
        #expect(advice.verdict == .keep)
        #expect(advice.reason.hasPrefix("kept:"))
    }

    @Test("the wait that was recorded and the one to come are told in minutes after the last use")
    func stopDelay() throws {
        var input = InventedLeaf().input()
        let plain = recommender.recommend(input)
        let recorded = try #require(plain.evidence.recordedDelay)
        #expect(recorded.stops == 56)
        #expect([recorded.low, recorded.median, recorded.high] == [8, 8, 8])
        #expect(recorded.teardown == nil)
        let future = try #require(plain.evidence.stopDelay)
        #expect(future.median == Double(plain.applied.minutesWithoutConnections))
        for index in input.lives.indices { input.lives[index].stopMinute = input.lives[index].endMinute - 2 }
        let slow = try #require(recommender.recommend(input).evidence.recordedDelay)
        #expect(slow.median == 6)
        #expect(slow.teardown == 2)
    }

    @Test("two days are refused, with what is missing")
    func tooLittle() throws {
        var leaf = InventedLeaf()
        leaf.days = 2
        let result = recommender.recommend(leaf.input())
        #expect(result.recommended == RecommendedSettings())
        #expect(Set(result.refused.map(\.setting)) == Set(TunedSetting.allCases))
        let refusal = try #require(result.refused.first)
        #expect(refusal.cause == .tooLittleData)
        #expect(refusal.needs == "about 3 days more of 1-minute data")
        #expect(refusal.lowerBound != nil)
    }

    @Test(
        "what cannot be told apart is refused",
        arguments: [
            (900.0, 930.0, 0.4, Refusal.Cause.notSeparable), (6000, 900, 0.1, .labelsContradictTraffic),
        ])
    func inseparable(idle: Double, connected: Double, noise: Double, cause: Refusal.Cause) throws {
        var leaf = InventedLeaf()
        leaf.idle = idle
        leaf.connected = connected
        leaf.noise = noise
        let result = recommender.recommend(leaf.input())
        #expect(result.recommended.threshold == nil)
        #expect(result.recommended.minutesWithoutConnections == nil)
        #expect(result.refused.first?.cause == cause)
    }

    @Test("a server never seen idle, and one nobody ever joined, are refused for that")
    func oneSided() {
        var busy = InventedLeaf()
        busy.tail = 0
        #expect(recommender.recommend(busy.input()).refused.first?.cause == .noIdleSeen)
        var empty = InventedLeaf()
        empty.length = 0
        #expect(recommender.recommend(empty.input()).refused.first?.cause == .noConnectionSeen)
    }

    @Test("minutes of which nothing is known are never read as idle")
    func unknown() {
        var input = InventedLeaf().input()
        for minute in input.labels.indices where input.labels[minute] == .idle && minute % 2 == 0 {
            input.labels[minute] = .unknown
        }
        for minute in input.labels.indices where input.labels[minute] == .connected && minute % 2 == 0 {
            input.labels[minute] = .unknown
        }
        #expect(recommender.recommend(input).refused.first?.cause == .dataMissing)
    }

    @Test("the same input and seed give the same bytes")
    func deterministic() throws {
        let input = InventedLeaf().input()
        #expect(try encoded(recommender.recommend(input)) == encoded(recommender.recommend(input)))
    }

    @Test("the JSON has the keys of the leaf file, and a refused setting is absent from `recommended`")
    func contract() throws {
        var leaf = InventedLeaf()
        leaf.idle = 900
        leaf.connected = 930
        leaf.noise = 0.4
        let data = try encoded(recommender.recommend(leaf.input()))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let present = try #require(object["present"] as? [String: Any])
        #expect(
            Set(present.keys) == ["Threshold", "MinutesWithoutConnections", "DurationHours", "ShouldStop"])
        let recommended = try #require(object["recommended"] as? [String: Any])
        #expect(recommended["Threshold"] == nil)
        let refused = try #require(object["refused"] as? [[String: Any]])
        #expect(refused.first?["setting"] as? String == "Threshold")
        #expect(refused.allSatisfy { $0["reason"] is String && $0["needs"] is String })
    }

    @Test("forgotten idle servers make ShouldStop worth while; sessions that outlast the hours do not")
    func shouldStop() {
        var forgotten = InventedLeaf()
        forgotten.present.threshold = 300
        forgotten.tail = 400
        forgotten.starts = [600]
        #expect(recommender.recommend(forgotten.input()).recommended.shouldStop == true)
        var marathon = InventedLeaf()
        marathon.length = 720
        marathon.starts = [300]
        marathon.present.durationHours = 8
        let long = recommender.recommend(marathon.input())
        #expect(long.recommended.durationHours.map { $0 > 12 } ?? true)
        #expect(long.recommended.shouldStop == false)
    }

    @Test("ShouldStop is judged under the recommended settings, not under those that never stop the server")
    func shouldStopOfServerThatNeverStops() throws {
        var leaf = InventedLeaf()
        leaf.present = WatchdogSettings(threshold: 300, minutesWithoutConnections: 7, shouldStop: true)
        leaf.starts = [600]
        leaf.tail = 1368
        let result = recommender.recommend(leaf.input())
        let advice = try #require(result.settings.first { $0.setting == .shouldStop })
        #expect(advice.recommended == .flag(true))
        #expect(advice.reason.contains("left-up incidents"))
        #expect(result.recommended.threshold.map { $0 > 900 } == true)
    }

    @Test("a promise about false stops grows with what was seen and shrinks with time")
    func promise() {
        #expect(FalseStopPromise(observed: 0, days: 30).atMost == 3)
        #expect(FalseStopPromise(observed: 0, days: 365).atMost == 1)
        #expect(FalseStopPromise(observed: 5, days: 30).atMost > 9)
        #expect(FalseStopPromise(observed: 0, days: 0).atMost == 0)
    }

    @Test(
        "the frontier holds the present and the recommended settings, and its other points dominate nothing else"
    )
    func frontier() throws {
        let input = InventedLeaf(days: 6).input()
        let columns = WhatIfColumns(input.timeline())
        let present = input.present
        let frontier = Frontier(
            columns, profile: .balanced, patience: 1...12,
            marked: [present, WatchdogSettings(threshold: 5000, minutesWithoutConnections: 3)])
        let best = frontier.points.filter(\.isUndominated)
        #expect(!best.isEmpty)
        for (left, right) in zip(best, best.dropFirst()) where left.falseStops != right.falseStops {
            #expect(left.falseStops < right.falseStops && left.cost > right.cost)
        }
        #expect(
            frontier.points.contains {
                $0.threshold == present.threshold && $0.minutesWithoutConnections == 7
            })
        for point in frontier.points {
            let tally = columns.tally(
                IdleRuns(columns, threshold: Double(point.threshold)).run(point.minutesWithoutConnections))
            #expect(tally.idleMinutes == point.idleMinutes && tally.falseStops == point.falseStops)
        }
    }
}
