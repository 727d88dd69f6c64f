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
        for round in 0..<(isThorough ? 5_000 : 250) {
            let timeline = random.timeline(maximumLength: round % 4 == 0 ? 300 : 70, isCalm: round % 3 == 0)
            let columns = WhatIfColumns(timeline)
            let blockLength = [1, 7, 64, 1 << 14][round / 4 % 4]
            let sweep = FrontierSweep(columns, adding: [0, 2, 9], blockLength: blockLength)
            let range: EvaluationRange = [.inferred, .extra(0), .extra(30)][random.integer(0...2)]
            sweep.rows(patience: 1...9, evaluationRange: range) { row in
                let minutes = row.minutesWithoutConnections
                for (index, threshold) in sweep.thresholds.enumerated() {
                    let settings = WhatIfSettings(
                        threshold: Double(threshold), minutesWithoutConnections: minutes,
                        evaluation: EvaluationSettings(evaluationRange: range))
                    let expected = columns.tally(timeline.run(settings))
                    let found = [row.idleMinutes[index], row.coldStarts[index], row.falseStops[index]].map(
                        Int.init)
                    #expect(
                        found == [expected.idleMinutes, expected.coldStarts, expected.falseStops],
                        "seed 21, round \(round), threshold \(threshold), N \(minutes), blocks of \(blockLength)"
                    )
                }
            }
        }
    }

    @Test("the same when M of N points are enough, stops again right after a restart included")
    func partialEqualsReplay() {
        var random = RandomTimelines(seed: 22)
        var aborted = 0
        for round in 0..<(isThorough ? 5_000 : 200) {
            let timeline = random.timeline(maximumLength: round % 4 == 0 ? 300 : 70, isCalm: round % 3 == 0)
            let columns = WhatIfColumns(timeline)
            let sweep = FrontierSweep(columns, adding: [0, 2, 9])
            let range: EvaluationRange = [.inferred, .extra(0), .extra(30)][random.integer(0...2)]
            for fewer in [0, 1, 2, 4] {
                sweep.rows(patience: [1, 2, 3, 5, 9], fewer: fewer, evaluationRange: range) { row in
                    let minutes = row.minutesWithoutConnections
                    let single = sweep.row(
                        minutesWithoutConnections: minutes, datapointsToAlarm: minutes - fewer,
                        range: range.periods(evaluationPeriods: minutes, period: 60))
                    #expect(single.idleMinutes == row.idleMinutes)
                    #expect(row.datapointsToAlarm == minutes - fewer)
                    for (index, threshold) in sweep.thresholds.enumerated() {
                        let settings = WhatIfSettings(
                            threshold: Double(threshold), minutesWithoutConnections: minutes,
                            datapointsToAlarm: minutes - fewer,
                            evaluation: EvaluationSettings(evaluationRange: range))
                        let expected = columns.tally(timeline.run(settings))
                        let found = [row.idleMinutes[index], row.coldStarts[index], row.falseStops[index]]
                            .map(Int.init)
                        #expect(
                            found == [expected.idleMinutes, expected.coldStarts, expected.falseStops],
                            "seed 22, round \(round), threshold \(threshold), \(minutes - fewer) of \(minutes)"
                        )
                        aborted += expected.abortedLaunches
                    }
                }
            }
        }
        #expect(aborted > 1_000)
    }

    @Test("a timeline without a minute has no thresholds and no costs")
    func empty() {
        let columns = WhatIfColumns(WhatIfTimeline(start: .init(minute: 0), activity: [], roles: []))
        let sweep = FrontierSweep(columns)
        #expect(sweep.thresholds.isEmpty)
        #expect(sweep.row(minutesWithoutConnections: 3, range: 8).idleMinutes.isEmpty)
    }
}
