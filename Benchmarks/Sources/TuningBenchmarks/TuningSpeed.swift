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
            "exact frontier, every observed threshold, N 1 to 240; processor seconds of one core, best of ten rounds"
        )
        let leaves = lengths.map { days in
            let world = World(WorldClass.bursty.parameters(seed: 5, days: days))
            let input = TuningInput(Observation(WorldHistory.history(of: world)))
            return (days: days, input: input, columns: WhatIfColumns(input.timeline()))
        }
        // In turn: what else the machine does then lengthens all alike.
        var times = [Double](repeating: .infinity, count: leaves.count)
        for _ in 0..<10 {
            for (index, leaf) in leaves.enumerated() {
                times[index] = min(times[index], best(of: 1) { frontier(leaf.columns, leaf.input) })
            }
        }
        let sizes = zip(leaves, times).map { (minutes: Double($0.columns.count), seconds: $1) }
        for (index, leaf) in leaves.enumerated() {
            print(
                "  \(leaf.days) days, \(leaf.columns.count) minutes, "
                    + "\(FrontierSweep(leaf.columns).thresholds.count) thresholds: \(rounded(times[index])) s"
                    + (index > 0 ? "; " + growth(from: sizes[index - 1], to: sizes[index]) : ""))
        }
        if let first = sizes.first, let last = sizes.last, sizes.count > 2 {
            print("  from the first to the last: \(growth(from: first, to: last))")
        }
    }

    private static func growth(
        from first: (minutes: Double, seconds: Double), to last: (minutes: Double, seconds: Double)
    ) -> String {
        let expected = last.minutes * log(last.minutes) / (first.minutes * log(first.minutes))
        return
            "times \(rounded(last.seconds / first.seconds)) for \(rounded(last.minutes / first.minutes)) times the "
            + "minutes, n log n \(rounded(expected))"
    }

    /// What is timed, under a name of its own so that a profiler can count it alone.
    @inline(never)
    private static func frontier(_ columns: WhatIfColumns, _ input: TuningInput) {
        precondition(!Frontier(columns, profile: .balanced, marked: [input.present]).points.isEmpty)
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
