import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// Recommendations made on 30 days of invented worlds, judged on the 14 days after them by simulating the world anew.
enum TuningQuality {
    /// One world's result, in the balanced profile's idle minutes over the held-out days.
    private struct Result {
        var refusal: String?
        var mine = 0.0
        var present = 0.0
        var recipe = 0.0
        var hindsight = 0.0
        var clairvoyant = 0.0
        var keepsPromise = true
    }

    private static let learned = 30
    private static let held = 14

    static func report(worldsPerClass: Int, firstSeed: UInt64, classes: [String]) {
        print("costs on \(held) days not used for the choice, medians over worlds; seeds \(firstSeed) and on")
        print(
            "class, worlds, refused, cost/clairvoyant, cost/hindsight, cost/present, cost/recipe, "
                + "worse than present, worse than recipe, promise kept")
        var all: [Result] = []
        for kind in WorldClass.allCases where classes.isEmpty || classes.contains(kind.rawValue) {
            let results = (0..<UInt64(worldsPerClass)).map { judge(kind, seed: firstSeed + $0) }
            print(line(kind.rawValue, results))
            all += results
        }
        print(line("all", all))
    }

    private static func line(_ name: String, _ results: [Result]) -> String {
        let tuned = results.filter { $0.refusal == nil }
        func median(_ value: (Result) -> Double) -> String {
            guard let middle = OrderStatistics(tuned.map(value)).median else { return "-" }
            return String((middle * 1000).rounded() / 1000)
        }
        func count(_ test: (Result) -> Bool) -> String { String(tuned.count(where: test)) }
        return [
            name, String(results.count), String(results.count - tuned.count),
            median { $0.mine / $0.clairvoyant }, median { $0.mine / $0.hindsight },
            median { $0.mine / $0.present }, median { $0.mine / $0.recipe },
            count { $0.mine > $0.present * 1.001 }, count { $0.mine > $0.recipe * 1.001 },
            count(\.keepsPromise),
        ].joined(separator: ", ")
    }

    private static func judge(_ kind: WorldClass, seed: UInt64) -> Result {
        let world = World(kind.parameters(seed: seed, days: learned + held))
        let days = min(learned, world.parameters.days)
        let input = TuningInput(Observation(WorldHistory.history(of: world, days: 0..<days)))
        let result = Recommender(options: TuningOptions(rounds: 200)).recommend(input)
        guard result.comparison != nil else {
            return Result(refusal: result.refused.first?.cause.rawValue ?? "refused")
        }
        let minutes = learned * 1440..<(learned + held) * 1440
        func outcome(_ settings: WorldSettings) -> WorldOutcome {
            WorldOutcome(world.simulate(settings: settings), minutes: minutes)
        }
        func outcome(threshold: Int, patience: Int) -> WorldOutcome {
            var settings = world.parameters.settings
            settings.threshold = threshold
            settings.minutesWithoutConnections = patience
            return outcome(settings)
        }
        let mine = outcome(WorldHistory.settings(result.applied))
        var judged = Result()
        judged.mine = mine.objective()
        judged.present = WorldOutcome(world.run, minutes: minutes).objective()
        judged.recipe = outcome(threshold: recipe(input), patience: 7).objective()
        judged.clairvoyant = world.clairvoyantOptimum(minutes: minutes)
        judged.hindsight = min(judged.mine, judged.present, judged.recipe)
        let (low, high) = (
            world.parameters.idle.level * 0.9, world.parameters.idle.level + world.parameters.player.rate
        )
        for step in 0...7 {
            var threshold = low
            for _ in 0..<step { threshold *= root(high / low) }
            for patience in [2, 3, 4, 5, 7, 9, 12, 16, 22, 32, 45] {
                let cost = outcome(threshold: Int(threshold), patience: patience).objective()
                judged.hindsight = min(judged.hindsight, cost)
            }
        }
        if let promise = result.promise {
            judged.keepsPromise =
                mine.falseStops
                <= FalseStopPromise.bound(
                    observed: promise.observed, days: promise.days, future: Double(held), confidence: 0.975)
        }
        return judged
    }

    /// The seventh root, by bisection: good enough to space thresholds evenly.
    private static func root(_ value: Double) -> Double {
        var (low, high) = (0.0, max(1, value))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let power = middle * middle * middle * middle * middle * middle * middle
            if power < value { low = middle } else { high = middle }
        }
        return high
    }

    /// Upstream's advice: watch 15 idle minutes and go just above their peak.
    private static func recipe(_ input: TuningInput) -> Int {
        let idle = (0..<input.count).lazy
            .filter { input.labels[$0] == .idle && !input.queries[$0] && !input.activity[$0].isNaN }
            .prefix(15).map { input.activity[$0] }
        return Int((idle.max() ?? 20).rounded(.up)) + 1
    }
}
