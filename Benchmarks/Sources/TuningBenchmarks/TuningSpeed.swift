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
        print("exact frontier, every observed threshold, N 1 to 240; seconds of one core, best of three")
        var first: (minutes: Double, seconds: Double)?
        for days in [30, 91, 365, 730] {
            let world = World(WorldClass.bursty.parameters(seed: 5, days: days))
            let input = TuningInput(Observation(WorldHistory.history(of: world)))
            let columns = WhatIfColumns(input.timeline())
            var points = 0
            let time = best {
                points = Frontier(columns, profile: .balanced, marked: [input.present]).points.count
            }
            let minutes = Double(columns.count)
            let growth = first.map { (time / $0.seconds) / (minutes / $0.minutes) } ?? 1
            first = first ?? (minutes, time)
            print(
                "  \(days) days, \(columns.count) minutes, \(FrontierSweep(columns).thresholds.count) thresholds: "
                    + "\(rounded(time)) s, \(points) points, \(rounded(growth)) times the time a minute of 30 days"
            )
        }
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

    /// Processor time, which other work on the machine does not lengthen much.
    private static func best(_ work: () -> Void) -> Double {
        (0..<3).map { _ in
            let start = clock()
            work()
            return Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }.min() ?? 0
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
