import ArgumentParser
import LeafStack
import Replay
import Reporting
import TimeSeries
import Tuning

/// What to set, why, and how sure that is.
struct RecommendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend",
        abstract:
            "Recommend Threshold, MinutesWithoutConnections, DurationHours and ShouldStop, with evidence.",
        discussion: """
            Every candidate is replayed against what the players did. What cannot be said is refused, with what is \
            missing; keeping the present settings is a possible answer. --verbose adds the frontier of cost against \
            risk and what was assumed.

              leafwatch recommend samples/minecraft --leaf samples/minecraft/Minecraft.java.yaml
              leafwatch recommend DATA --leaf palworld.yaml --profile never-kick --format json
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var tuning: TuningFlags
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp("A time in which nobody was connected; may be repeated.", valueName: "from/to"))
    var idle: [TimeWindow] = []

    @Option(
        help: ArgumentHelp("A time in which somebody was connected; may be repeated.", valueName: "from/to"))
    var connected: [TimeWindow] = []

    func run() throws {
        let loaded = try input.load(
            try leaf.configuration(), reading: reading, output: output, range: period.range)
        var observation = output.working("replaying the alarms") { Observation(loaded.gathered.history) }
        observation.label(idle: idle.map(\.range), connected: connected.map(\.range))
        var options = tuning.options
        options.drawsFrontier = true
        let recommendation = output.working("trying thresholds and minutes") { [observation, options] in
            Recommender(options: options).recommend(TuningInput(observation))
        }
        try output.write(recommendation)
    }
}

/// `FROM/TO`, two ISO 8601 times.
struct TimeWindow: ExpressibleByArgument {
    /// The time from the first to before the second.
    let range: Range<Instant>

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = Instant(argument: String(parts[0])),
            let to = Instant(argument: String(parts[1])), from < to
        else { return nil }
        range = from..<to
    }
}
