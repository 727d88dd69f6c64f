import LeafStack
import Replay
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// Recommendations made on 30 days of invented worlds, judged on the 14 days after them by simulating the world anew.
enum TuningQuality {
    /// What to print and to leave out.
    struct Plan {
        var worldsPerClass = 20
        var firstSeed: UInt64 = 1
        var classes: [String] = []
        /// The best static settings in hindsight take most of the time.
        var triesHindsight = true
        /// One line a world.
        var showsWorlds = false
        var hasContainerLog = true

        /// Seeds of a class; no two classes share one, so that no two worlds share their visits.
        func seeds(_ kind: WorldClass) -> Range<UInt64> {
            let index = UInt64(WorldClass.allCases.firstIndex(of: kind) ?? 0)
            let first = firstSeed &+ 10_000 &* index
            return first..<first + UInt64(worldsPerClass)
        }

        /// What ``seeds(_:)`` are, in words.
        var seedText: String {
            "seeds \(firstSeed) to \(firstSeed + UInt64(worldsPerClass) - 1), plus 10,000 for each class before"
        }
    }

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

    /// Costs that differ by less cannot be told apart in two weeks: 2 %, or a single cold start.
    private static func isWorse(_ own: Double, than other: Double) -> Bool {
        own > other + max(0.02 * other, TuningProfile.balanced.coldStartCost)
    }

    static func report(_ plan: Plan) {
        print(
            "costs on \(held) days not used for the choice, medians over worlds; \(plan.seedText)"
                + (plan.hasContainerLog ? "" : "; without container logs"))
        print("worse: by more than 2 % and more than one cold start (20 idle minutes)")
        print(
            "class, worlds, refused, cost over the clairvoyant: recommended, present, recipe, hindsight; "
                + "recommended over hindsight; worse than present, worse than recipe, both again by any margin "
                + "(0.1 %), promise kept")
        var all: [Result] = []
        for kind in WorldClass.allCases where plan.classes.isEmpty || plan.classes.contains(kind.rawValue) {
            let results = plan.seeds(kind).map { judge(kind, seed: $0, plan) }
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
            median { $0.mine / $0.clairvoyant }, median { $0.present / $0.clairvoyant },
            median { $0.recipe / $0.clairvoyant }, median { $0.hindsight / $0.clairvoyant },
            median { $0.mine / $0.hindsight }, count { isWorse($0.mine, than: $0.present) },
            count { isWorse($0.mine, than: $0.recipe) }, count { $0.mine > $0.present * 1.001 },
            count { $0.mine > $0.recipe * 1.001 }, count(\.keepsPromise),
        ].joined(separator: ", ")
    }

    private static func judge(_ kind: WorldClass, seed: UInt64, _ plan: Plan) -> Result {
        let world = World(kind.parameters(seed: seed, days: learned + held))
        let days = min(learned, world.parameters.days)
        let input = TuningInput(
            Observation(
                WorldHistory.history(of: world, days: 0..<days, withContainerLog: plan.hasContainerLog)))
        let result = Recommender(options: TuningOptions(rounds: 200)).recommend(input)
        guard result.comparison != nil else {
            if plan.showsWorlds {
                print("  \(kind) \(seed): refused, \(result.refused.first?.cause.rawValue ?? "")")
            }
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
        let recipe = recipe(world)
        judged.recipe = outcome(threshold: recipe, patience: 7).objective()
        judged.clairvoyant = world.clairvoyantOptimum(minutes: minutes)
        judged.hindsight = min(judged.mine, judged.present, judged.recipe)
        if plan.triesHindsight {
            let (low, high) = (
                world.parameters.idle.level * 0.9,
                world.parameters.idle.level + world.parameters.player.rate
            )
            for step in 0...7 {
                var threshold = low
                for _ in 0..<step { threshold *= root(high / low) }
                for patience in [2, 3, 4, 5, 7, 9, 12, 16, 22, 32, 45] {
                    let cost = outcome(threshold: Int(threshold), patience: patience).objective()
                    judged.hindsight = min(judged.hindsight, cost)
                }
            }
        }
        if let promise = result.promise {
            judged.keepsPromise =
                mine.falseStops
                <= FalseStopPromise.bound(
                    observed: promise.observed, days: promise.days, future: Double(held), confidence: 0.975)
        }
        if plan.showsWorlds {
            let present = world.parameters.settings
            func counts(_ outcome: WorldOutcome) -> String {
                "\(outcome.idleMinutes)+\(outcome.coldStarts)+\(outcome.falseStops)"
            }
            print(
                "  \(kind) \(seed): recommended \(result.applied.threshold)/\(result.applied.minutesWithoutConnections) "
                    + "\(counts(mine)), present \(present.threshold)/\(present.minutesWithoutConnections) "
                    + "\(counts(WorldOutcome(world.run, minutes: minutes))), recipe \(recipe)/7 "
                    + "\(counts(outcome(threshold: recipe, patience: 7))), clairvoyant \(judged.clairvoyant.rounded())"
                    + (isWorse(judged.mine, than: judged.present) ? " WORSE THAN PRESENT" : "")
                    + (isWorse(judged.mine, than: judged.recipe) ? " WORSE THAN RECIPE" : ""))
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

    /// Upstream's advice: set a low threshold, watch 15 idle minutes after a start, and go just above their peak.
    private static func recipe(_ world: World) -> Int {
        let truth = WorldTruth(world.run)
        let idle = (0..<world.run.minutes).lazy
            .filter { minute in
                let kind = truth.classes[minute]
                return (kind == .idleWait || kind == .leftUp || kind == .falseWake)
                    && world.run.connected[minute] == 0 && world.run.dnsTraffic[minute].isNaN
                    && !world.run.activity[minute].isNaN
                    && !truth.lives.contains { $0.minutes.contains(minute) && minute < $0.readyMinute }
            }
            .prefix(15).map { world.run.activity[$0] }
        return Int((idle.max() ?? 20).rounded(.up)) + 1
    }
}
