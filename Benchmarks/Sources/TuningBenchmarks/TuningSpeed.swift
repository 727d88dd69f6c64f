import Foundation
import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// Times of the frontier and of a whole recommendation.
enum TuningSpeed {
    static func report() {
        frontier(days: [30, 91, 365, 730])
        let world = World(WorldClass.bursty.parameters(seed: 5, days: 30))
        let input = TuningInput(Observation(WorldHistory.history(of: world)))
        var options = TuningOptions(rounds: 1000)
        options.drawsFrontier = true
        let time = best { _ = Recommender(options: options).recommend(input) }
        print("recommendation over 30 days with 1,000 rounds and the frontier: \(rounded(time)) s")
        let short = TuningInput(Observation(WorldHistory.history(of: world, days: 0..<15)))
        let fleet = best { _ = Recommender(options: TuningOptions(rounds: 1000)).recommend(short) }
        print("recommendation over 15 days with 1,000 rounds, without the frontier: \(rounded(fleet)) s")
    }

    /// The frontier of one leaf over some lengths of time, and how its time grows with the minutes.
    static func frontier(days lengths: [Int]) {
        print(
            "exact frontier, every observed threshold, N 1 to 240; processor seconds of one core, best of five"
        )
        var last: (minutes: Double, seconds: Double)?
        for days in lengths {
            let world = World(WorldClass.bursty.parameters(seed: 5, days: days))
            let input = TuningInput(Observation(WorldHistory.history(of: world)))
            let columns = WhatIfColumns(input.timeline())
            var points = 0
            let time = best(of: 5) { points = frontierPoints(columns, input) }
            let minutes = Double(columns.count)
            var line =
                "  \(days) days, \(columns.count) minutes, \(FrontierSweep(columns).thresholds.count) thresholds: "
                + "\(rounded(time)) s, \(points) points"
            if let last {
                line +=
                    "; times \(rounded(time / last.seconds)) for \(rounded(minutes / last.minutes)) times the minutes, "
                    + "n log n \(rounded(minutes * log(minutes) / (last.minutes * log(last.minutes))))"
            }
            print(line)
            last = (minutes, time)
        }
    }

    /// What is timed, under a name of its own so that a profiler can count it alone.
    @inline(never)
    private static func frontierPoints(_ columns: WhatIfColumns, _ input: TuningInput) -> Int {
        Frontier(columns, profile: .balanced, marked: [input.present]).points.count
    }

    /// Processor time, which other work on the machine does not lengthen much.
    private static func best(of times: Int = 3, _ work: () -> Void) -> Double {
        (0..<times).map { _ in
            let start = clock()
            work()
            return Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }.min() ?? 0
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
