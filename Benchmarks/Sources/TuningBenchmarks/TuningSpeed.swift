import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// Times of the frontier and of a whole recommendation.
enum TuningSpeed {
    static func report() {
        let clock = ContinuousClock()
        print("exact frontier, every observed threshold, N 1 to 240")
        var first: (minutes: Double, seconds: Double)?
        for days in [30, 91, 365, 730] {
            let world = World(WorldClass.bursty.parameters(seed: 5, days: days))
            let input = TuningInput(Observation(WorldHistory.history(of: world)))
            let columns = WhatIfColumns(input.timeline())
            var points = 0
            let time = seconds(
                clock.measure {
                    points = Frontier(columns, profile: .balanced, marked: [input.present]).points.count
                })
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
        let time = seconds(clock.measure { _ = Recommender(options: options).recommend(input) })
        print("recommendation over 30 days with 1,000 rounds and the frontier: \(rounded(time)) s")
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
