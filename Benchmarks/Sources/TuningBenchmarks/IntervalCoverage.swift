import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// How often the intervals of a recommendation hold the truth: it sees one month of each invented leaf; many other months
/// of the same leaf, with other visits, queries and noise, tell what is true.
enum IntervalCoverage {
    private static let days = 30
    /// Months that tell what a setting costs in the long run.
    private static let months = 40
    /// Months that tell what the rule chooses in the long run.
    private static let choices = 9

    static func report(_ plan: TuningQuality.Plan) {
        print(
            "intervals against the truth, one month of each leaf; savings over \(months) other months of it, settings "
                + "that the middle of \(choices) other months chooses; \(plan.seedText)")
        print(
            "class, worlds, truth in the interval of the saving, truth below it, above it; in half widths: saving told "
                + "less truth, told less the same month lived, error of the truth itself; interval holds: Threshold, "
                + "MinutesWithoutConnections; median ratio of the ends of Threshold")
        var all: [Case] = []
        for kind in WorldClass.allCases where plan.classes.isEmpty || plan.classes.contains(kind.rawValue) {
            guard kind != .tiny, kind != .inseparable else { continue }
            let own = plan.seeds(kind).compactMap { judge(kind, seed: $0, plan) }
            print(line(kind.rawValue, own))
            all += own
        }
        print(line("all", all))
    }

    /// What became of one leaf's intervals.
    private struct Case {
        /// What the candidate saves in the long run, in idle minutes a day, and the error of that number.
        var truth: Double
        var error: Double
        /// What it saves in the month that the recommendation saw, lived again under the candidate.
        var lived: Double
        /// What the recommendation tells.
        var told: Double
        var interval: ConfidenceInterval
        var holdsThreshold: Bool
        var holdsMinutes: Bool
        var thresholdRatio: Double

        var isBelow: Bool { truth < interval.low - 1e-9 }
        var isAbove: Bool { truth > interval.high + 1e-9 }
        var isHeld: Bool { !isBelow && !isAbove }
        var half: Double { max((interval.high - interval.low) / 2, 1e-9) }
    }

    private static func line(_ name: String, _ cases: [Case]) -> String {
        func share(_ test: (Case) -> Bool) -> String {
            guard !cases.isEmpty else { return "-" }
            return "\((Double(cases.count(where: test)) / Double(cases.count) * 1000).rounded() / 10) %"
        }
        func median(_ value: (Case) -> Double) -> String {
            OrderStatistics(cases.map(value)).median.map { String(($0 * 100).rounded() / 100) } ?? "-"
        }
        return [
            name, String(cases.count), share(\.isHeld), share(\.isBelow), share(\.isAbove),
            median { ($0.told - $0.truth) / $0.half }, median { ($0.told - $0.lived) / $0.half },
            median { $0.error / $0.half }, share(\.holdsThreshold), share(\.holdsMinutes),
            median(\.thresholdRatio),
        ].joined(separator: ", ")
    }

    /// The leaf of some parameters in another month.
    private static func world(_ parameters: WorldParameters, month: Int) -> World {
        var own = parameters
        own.seed = parameters.seed &+ 1_000_003 &* UInt64(month + 1)
        return World(own)
    }

    private static func recommend(_ world: World, rounds: Int) -> Recommendation {
        let input = TuningInput(Observation(WorldHistory.history(of: world)))
        return Recommender(options: TuningOptions(rounds: rounds)).recommend(input)
    }

    private static func judge(_ kind: WorldClass, seed: UInt64, _ plan: TuningQuality.Plan) -> Case? {
        let parameters = kind.parameters(seed: seed, days: days)
        let seen = World(parameters)
        let result = recommend(seen, rounds: 400)
        guard let comparison = result.comparison else { return nil }
        var settings = parameters.settings
        settings.threshold = comparison.candidate.threshold
        settings.minutesWithoutConnections = comparison.candidate.minutesWithoutConnections
        func saving(_ world: World) -> Double {
            let present = WorldOutcome(world.run).objective()
            return (present - WorldOutcome(world.simulate(settings: settings)).objective()) / Double(days)
        }
        var savings: [Double] = []
        var thresholds: [Double] = []
        var minutes: [Double] = []
        for month in 0..<months {
            let other = world(parameters, month: month)
            savings.append(saving(other))
            guard month < choices, let choice = recommend(other, rounds: 1).comparison?.candidate else {
                continue
            }
            thresholds.append(Double(choice.threshold))
            minutes.append(Double(choice.minutesWithoutConnections))
        }
        let mean = savings.reduce(0, +) / Double(months)
        let variance = savings.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(months - 1)
        func holds(_ interval: ConfidenceInterval?, _ truth: [Double]) -> Bool {
            guard let interval, let middle = OrderStatistics(truth).median else { return false }
            return interval.low <= middle && middle <= interval.high
        }
        let range = result.settings.first { $0.setting == .threshold }?.interval
        let patience = result.settings.first { $0.setting == .minutesWithoutConnections }?.interval
        let found = Case(
            truth: mean, error: (variance / Double(months)).squareRoot(), lived: saving(seen),
            told: comparison.present.costPerDay - comparison.candidate.costPerDay,
            interval: comparison.candidateInterval, holdsThreshold: holds(range, thresholds),
            holdsMinutes: holds(patience, minutes),
            thresholdRatio: range.map { $0.high / max($0.low, 1) } ?? 1)
        if plan.showsWorlds {
            func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
            print(
                "  \(kind) \(seed): \(settings.threshold)/\(settings.minutesWithoutConnections), told \(rounded(found.told)) "
                    + "[\(rounded(found.interval.low)), \(rounded(found.interval.high))], lived \(rounded(found.lived)), "
                    + "truth \(rounded(mean)) give or take \(rounded(found.error))"
                    + (found.isHeld ? "" : " OUTSIDE")
                    + "; Threshold [\(rounded(range?.low ?? 0)), \(rounded(range?.high ?? 0))] of "
                    + "\(rounded(OrderStatistics(thresholds).median ?? 0))"
                    + (found.holdsThreshold ? "" : " OUTSIDE")
                    + ", minutes [\(rounded(patience?.low ?? 0)), \(rounded(patience?.high ?? 0))] of "
                    + "\(rounded(OrderStatistics(minutes).median ?? 0))"
                    + (found.holdsMinutes ? "" : " OUTSIDE"))
        }
        return found
    }
}
