import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// How often the intervals of a recommendation hold the truth: the same world is lived through many times with fresh
/// days, one month of it is what the recommendation sees, the others tell what is true.
enum IntervalCoverage {
    private static let days = 30
    private static let months = 12
    private static let fresh = 24

    static func report(_ plan: TuningQuality.Plan) {
        print(
            "intervals against the truth; \(months) months of each world, truth from \(fresh) other months of it"
        )
        print(
            "class, recommendations, saving covered, truth below, truth above, threshold covered, minutes covered"
        )
        var all = Count()
        for kind in WorldClass.allCases where plan.classes.isEmpty || plan.classes.contains(kind.rawValue) {
            guard kind != .tiny, kind != .inseparable else { continue }
            var own = Count()
            for seed in 0..<UInt64(plan.worldsPerClass) { own += judge(kind, seed: plan.firstSeed + seed) }
            print(own.line(kind.rawValue))
            all += own
        }
        print(all.line("all"))
    }

    private struct Count {
        var cases = 0
        var covered = 0
        var below = 0
        var above = 0
        var threshold = 0
        var patience = 0

        static func += (left: inout Count, right: Count) {
            left.cases += right.cases
            left.covered += right.covered
            left.below += right.below
            left.above += right.above
            left.threshold += right.threshold
            left.patience += right.patience
        }

        func line(_ name: String) -> String {
            func share(_ part: Int) -> String {
                cases > 0 ? "\((Double(part) / Double(cases) * 1000).rounded() / 10) %" : "-"
            }
            return [
                name, String(cases), share(covered), share(below), share(above), share(threshold),
                share(patience),
            ].joined(separator: ", ")
        }
    }

    /// The world of some parameters with other days: other visits, queries and noise.
    private static func world(_ parameters: WorldParameters, month: Int) -> World {
        var own = parameters
        own.seed = parameters.seed &+ 1_000_003 &* UInt64(month + 1)
        return World(own)
    }

    private static func judge(_ kind: WorldClass, seed: UInt64) -> Count {
        let parameters = kind.parameters(seed: seed, days: days)
        let others = (0..<fresh).map { world(parameters, month: 1000 + $0) }
        func truth(_ settings: WorldSettings) -> Double {
            others.reduce(0) { $0 + WorldOutcome($1.simulate(settings: settings)).objective() }
                / Double(fresh * days)
        }
        let present = truth(parameters.settings)
        var known: [WorldSettings: Double] = [:]
        let results = (0..<months).compactMap { month -> Recommendation? in
            let input = TuningInput(Observation(WorldHistory.history(of: world(parameters, month: month))))
            let result = Recommender(options: TuningOptions(rounds: 400)).recommend(input)
            return result.comparison == nil ? nil : result
        }
        // What most months choose stands for what is best in the long run.
        func middle(_ values: [Int]) -> Double { Double(values.sorted()[values.count / 2]) }
        guard !results.isEmpty else { return Count() }
        let typical = (
            middle(results.compactMap { $0.comparison?.candidate.threshold }),
            middle(results.compactMap { $0.comparison?.candidate.minutesWithoutConnections })
        )
        var count = Count()
        for result in results {
            guard let comparison = result.comparison else { continue }
            var settings = parameters.settings
            settings.threshold = comparison.candidate.threshold
            settings.minutesWithoutConnections = comparison.candidate.minutesWithoutConnections
            let saving = present - (known[settings] ?? truth(settings))
            known[settings] = present - saving
            count.cases += 1
            let interval = comparison.candidateInterval
            if saving < interval.low - 1e-9 {
                count.below += 1
            } else if saving > interval.high + 1e-9 {
                count.above += 1
            } else {
                count.covered += 1
            }
            func holds(_ setting: TunedSetting, _ value: Double) -> Bool {
                guard let interval = result.settings.first(where: { $0.setting == setting })?.interval else {
                    return false
                }
                return interval.low <= value && value <= interval.high
            }
            if holds(.threshold, typical.0) { count.threshold += 1 }
            if holds(.minutesWithoutConnections, typical.1) { count.patience += 1 }
        }
        return count
    }
}
