import CloudWatch
import LeafStack
import Replay
import Reporting
import Testing
import Tuning
import Worlds
import _WorldHistories

/// What the page's sliders show is what a replay of the very same settings counts, minute by minute.
@Suite struct WhatIfTableTests {
    @Test(
        "Random positions of the sliders equal the exact replay",
        arguments: [WorldClass.steady, .leftUp, .quietGaps, .crashLoop, .scanner])
    func positionsAreExact(kind: WorldClass) throws {
        let world = World(kind.parameters(seed: 11, days: 7))
        let input = TuningInput(Observation(WorldHistory.history(of: world)))
        for extra in [nil, 9] {
            let options = TuningOptions(
                rounds: 5, evaluationRange: extra.map { .extra($0) } ?? .inferred,
                needs: .init(days: 1, idleMinutes: 1, connectedMinutes: 1, sessions: 1))
            let recommendation = Recommender(options: options).recommend(input)
            let table = try #require(
                WhatIfTable(input, recommendation: recommendation, options: options, dollarsPerMinute: 0.01))
            #expect(table.outcomes.count == table.thresholds.count * table.minutes.count)
            #expect(table.thresholds[table.present.row] == recommendation.present.threshold)
            #expect(table.minutes[table.present.column] == recommendation.present.minutesWithoutConnections)
            let timeline = input.timeline(assumptions: options.assumptions)
            var random = WorldRandom(seed: 5, extra ?? 0)
            var cells = [table.present]
            if let recommended = table.recommended { cells.append(recommended) }
            for _ in 0..<25 {
                cells.append(
                    (
                        Int(random.uniform(0...Double(table.thresholds.count - 1))),
                        Int(random.uniform(0...Double(table.minutes.count - 1)))
                    ))
            }
            for (row, column) in cells {
                let settings = WhatIfSettings(
                    threshold: Double(table.thresholds[row]),
                    minutesWithoutConnections: table.minutes[column], stopAfterHours: table.stopAfterHours,
                    evaluation: EvaluationSettings(evaluationRange: options.evaluationRange))
                let shown = table.outcomes[row * table.minutes.count + column]
                #expect(shown == Self.count(timeline.run(settings), timeline, labels: input.labels))
            }
        }
    }

    /// Counts a run minute by minute, by the definitions alone.
    private static func count(_ run: WhatIfRun, _ timeline: WhatIfTimeline, labels: [MinuteLabel])
        -> WhatIfTable.Outcome
    {
        var idle = 0
        var falseStops = 0
        var starts = 0
        var delays: [Int] = []
        for life in run.lives {
            // Minutes after the recorded stop are idle too, though only assumed.
            idle += (life.wake..<life.end).count {
                !timeline.roles[$0].isDisjoint(with: [.idle, .assumed])
            }
            if life.hasInstance { starts += 1 }
            guard life.stop != .afterHistory, life.end < timeline.count else { continue }
            let isWanted = !timeline.roles[life.end].isDisjoint(with: [.connected, .waiting])
            if isWanted, life.stop != .crashLoop, !life.isAborted {
                falseStops += 1
            } else {
                let last = labels[..<life.end].lastIndex(of: .connected) ?? -1
                delays.append(life.end - 1 - max(last, life.wake - 1))
            }
        }
        let mean = delays.isEmpty ? nil : Double(delays.reduce(0, +)) / Double(delays.count)
        return .init(
            idleMinutes: idle, falseStops: falseStops, coldStarts: starts,
            stopDelay: mean.map { ($0 * 10).rounded() / 10 })
    }

    @Test("The frontier holds exactly the positions that no other beats in both")
    func frontier() {
        var random = WorldRandom(seed: 8, 1)
        for _ in 0..<50 {
            let outcomes = (0..<60).map { _ in
                WhatIfTable.Outcome(
                    idleMinutes: Int(random.uniform(0...20)), falseStops: Int(random.uniform(0...8)),
                    coldStarts: 1, stopDelay: nil)
            }
            let table = WhatIfTable(
                thresholds: Array(0..<6), minutes: Array(0..<10), outcomes: outcomes, present: (0, 0),
                recommended: nil, dollarsPerMinute: 0)
            func beats(_ left: WhatIfTable.Outcome, _ right: WhatIfTable.Outcome) -> Bool {
                left.idleMinutes <= right.idleMinutes && left.falseStops <= right.falseStops
                    && (left.idleMinutes, left.falseStops) != (right.idleMinutes, right.falseStops)
            }
            let best = Set(
                outcomes.filter { outcome in !outcomes.contains { beats($0, outcome) } }
                    .map { [$0.idleMinutes, $0.falseStops] })
            let drawn = table.frontier.map { [outcomes[$0].idleMinutes, outcomes[$0].falseStops] }
            #expect(Set(drawn) == best)
            #expect(drawn.count == best.count)
        }
    }
}
