import CloudWatch
import Foundation
import Replay
import Testing
import TimeSeries

private let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1"

@Suite struct WhatIfRunTests {
    @Test("a run of the shared evaluator equals the model written out literally")
    func equalsLiteralModel() {
        var random = RandomTimelines(seed: 11)
        for _ in 0..<(isThorough ? 40_000 : 800) {
            let timeline = random.timeline()
            let periods = random.integer(1...9)
            let settings = WhatIfSettings(
                threshold: Double(random.integer(-1...6)), minutesWithoutConnections: periods,
                datapointsToAlarm: random.chance(0.4) ? random.integer(1...periods) : nil,
                stopAfterHours: random.chance(0.3) ? 1 : nil,
                evaluation: EvaluationSettings(evaluationRange: random.chance(0.5) ? .inferred : .extra(2)))
            #expect(timeline.run(settings).lives == literalLives(timeline, settings))
        }
    }

    @Test("the stops of quiet runs equal the minute-by-minute run wherever M = N")
    func quietRunsEqualRun() {
        var random = RandomTimelines(seed: 12)
        for _ in 0..<(isThorough ? 40_000 : 800) {
            let timeline = random.timeline()
            let columns = WhatIfColumns(timeline)
            let range: EvaluationRange = [.inferred, .extra(0), .extra(2), .extra(40)][random.integer(0...3)]
            let threshold = Double(random.integer(-1...6))
            IdleRuns(columns, threshold: threshold)
                .runs(patience: [1, 2, 3, 5, 8, 13], evaluationRange: range) { minutes, run in
                    let settings = WhatIfSettings(
                        threshold: threshold, minutesWithoutConnections: minutes,
                        evaluation: EvaluationSettings(evaluationRange: range))
                    #expect(run == timeline.run(settings))
                }
        }
    }

    @Test("the stops of quiet runs equal the minute-by-minute run when Instance Left Up stops the server too")
    func quietRunsEqualRunWithLeftUp() {
        var random = RandomTimelines(seed: 15)
        var leftUpStops = 0
        for _ in 0..<(isThorough ? 20_000 : 300) {
            let timeline = random.timeline(maximumLength: 400)
            let columns = WhatIfColumns(timeline)
            let range: EvaluationRange = [.inferred, .extra(0), .extra(40)][random.integer(0...2)]
            let threshold = Double(random.integer(-1...3))
            for minutes in [1, 3, 8] {
                let settings = WhatIfSettings(
                    threshold: threshold, minutesWithoutConnections: minutes, stopAfterHours: 1,
                    evaluation: EvaluationSettings(evaluationRange: range))
                let run = IdleRuns(columns, threshold: threshold)
                    .run(minutes, evaluationRange: range, stopAfterHours: 1)
                #expect(run == timeline.run(settings))
                leftUpStops += run.lives.count { $0.stop == .instanceLeftUp }
            }
        }
        #expect(leftUpStops > 300)
    }

    @Test("counting by days adds up to counting at once")
    func talliesAddUp() {
        var random = RandomTimelines(seed: 13)
        for _ in 0..<500 {
            let timeline = random.timeline()
            let columns = WhatIfColumns(timeline)
            let run = timeline.run(WhatIfSettings(threshold: 2, minutesWithoutConnections: 3))
            let blocks = WhatIfBlocks(
                length: random.integer(1...50), offset: random.integer(0...60), minutes: timeline.count)
            let parts = columns.tallies(run, blocks: blocks)
            #expect(parts.reduce(WhatIfTally(), +) == columns.tally(run))
        }
    }

    @Test("raising the threshold never removes a breaching minute, so the first stop never comes later")
    func thresholdIsMonotone() {
        var random = RandomTimelines(seed: 14)
        for _ in 0..<2_000 {
            let timeline = random.timeline()
            let periods = random.integer(1...8)
            let low = Double(random.integer(0...4))
            let first = { (threshold: Double) in
                timeline.run(WhatIfSettings(threshold: threshold, minutesWithoutConnections: periods)).lives
                    .first?.end ?? 0
            }
            #expect(first(low + 1) <= first(low))
        }
    }
}
