import CloudWatch
import Foundation
import Replay
import Testing
import TimeSeries

private let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1"

@Suite struct FrontierSweepTests {
    @Test(
        "every threshold and N of the sweep equals a replay of that candidate, gaps and forced restarts included"
    )
    func equalsReplay() {
        var random = RandomTimelines(seed: 21)
        for round in 0..<(isThorough ? 20_000 : 250) {
            let timeline = random.timeline(maximumLength: round % 4 == 0 ? 300 : 70, isCalm: round % 3 == 0)
            let columns = WhatIfColumns(timeline)
            let sweep = FrontierSweep(columns, adding: [0, 2, 9])
            let range: EvaluationRange = [.inferred, .extra(0), .extra(30)][random.integer(0...2)]
            for minutes in [1, 2, 3, 5, 9] {
                let periods = range.periods(evaluationPeriods: minutes, period: 60)
                let row = sweep.row(minutesWithoutConnections: minutes, range: periods)
                for (index, threshold) in sweep.thresholds.enumerated() {
                    let settings = WhatIfSettings(
                        threshold: Double(threshold), minutesWithoutConnections: minutes,
                        evaluation: EvaluationSettings(evaluationRange: range))
                    let expected = columns.tally(timeline.run(settings))
                    let found = [row.idleMinutes[index], row.coldStarts[index], row.falseStops[index]].map(
                        Int.init)
                    #expect(
                        found == [expected.idleMinutes, expected.coldStarts, expected.falseStops],
                        "seed 21, round \(round), threshold \(threshold), N \(minutes)")
                }
            }
        }
    }

    @Test("a timeline without a minute has no thresholds and no costs")
    func empty() {
        let columns = WhatIfColumns(WhatIfTimeline(start: .init(minute: 0), activity: [], roles: []))
        let sweep = FrontierSweep(columns)
        #expect(sweep.thresholds.isEmpty)
        #expect(sweep.row(minutesWithoutConnections: 3, range: 8).idleMinutes.isEmpty)
    }
}
