import ArgumentParser
import CloudWatch
import Tuning

/// What the owner minds, and how the evidence is made; shared by every command that recommends.
struct TuningFlags: ParsableArguments {
    @Option(help: "What to weigh: thrifty, balanced or never-kick.")
    var profile: ProfileName = .balanced

    @Option(help: ArgumentHelp("What a cold start costs, in idle minutes.", valueName: "minutes"))
    var coldStartCost: Double?

    @Option(
        help: ArgumentHelp(
            "Value of a minute that a player waits, in idle minutes; a cold start then costs its boot and the wait.",
            valueName: "minutes"))
    var waitValue: Double?

    @Option(help: ArgumentHelp("What a false stop costs, in idle minutes.", valueName: "minutes"))
    var falseStopCost: Double?

    @Option(help: ArgumentHelp("False stops allowed per 30 days on the recorded days.", valueName: "count"))
    var maxFalseStops: Double?

    @Option(help: "Seed of the resampling.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Rounds of resampling.", valueName: "count"))
    var rounds: Int = 1000

    @Option(
        help: ArgumentHelp(
            "Minutes beyond N that an alarm's evaluation fetches (default: 5, inferred).",
            valueName: "minutes"))
    var extraRange: Int?

    /// The named profiles.
    enum ProfileName: String, ExpressibleByArgument, CaseIterable {
        case thrifty
        case balanced
        case neverKick = "never-kick"
    }

    /// Minutes from a query to a ready server, as upstream states them: 2 to 4. *(ours: the upper end)*
    private static let bootMinutes = 4.0

    mutating func validate() throws {
        let costs = [coldStartCost, waitValue, falseStopCost, maxFalseStops].compactMap { $0 }
        if let wrong = costs.first(where: { !$0.isFinite || $0 < 0 || $0 > 1e6 }) {
            throw ValidationError("a cost of \(wrong) is out of range: 0 to 1,000,000")
        }
        if coldStartCost != nil, waitValue != nil {
            throw ValidationError("give either --cold-start-cost or --wait-value, not both")
        }
        guard (1...100_000).contains(rounds) else {
            throw ValidationError("--rounds \(rounds) is out of range: 1 to 100,000")
        }
        if let extraRange, !(0...1440).contains(extraRange) {
            throw ValidationError("--extra-range \(extraRange) is out of range: 0 to 1,440")
        }
    }

    /// The options of the recommender.
    var options: TuningOptions {
        var chosen: TuningProfile
        switch profile {
        case .thrifty: chosen = .thrifty
        case .balanced: chosen = .balanced
        case .neverKick: chosen = .neverKick
        }
        let cold = coldStartCost ?? waitValue.map { Self.bootMinutes * (1 + $0) }
        if cold != nil || falseStopCost != nil { chosen.name = "custom" }
        chosen.coldStartCost = cold ?? chosen.coldStartCost
        chosen.falseStopCost = falseStopCost ?? chosen.falseStopCost
        chosen.maximumFalseStops = maxFalseStops
        return TuningOptions(
            profile: chosen, seed: seed, rounds: rounds,
            evaluationRange: extraRange.map { .extra($0) } ?? .inferred)
    }
}
