import ArgumentParser
import LeafStack
import Replay
import Reporting
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
            risk and what was assumed. --sensitivity makes the recommendation again under every other answer to what \
            AWS does not say of its alarms.

              leafwatch recommend samples/minecraft --leaf samples/minecraft/Minecraft.java.yaml
              leafwatch recommend DATA --leaf palworld.yaml --profile never-kick --format json
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var tuning: TuningFlags
    @OptionGroup var labels: LabelOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Also say which settings come out otherwise under another answer to what AWS does not say.")
    var sensitivity = false

    func run() throws {
        let loaded = try input.load(
            try leaf.configuration(), reading: reading, output: output, range: period.range)
        let observation = loaded.observation(labels: labels, output: output)
        var options = tuning.options
        options.drawsFrontier = true
        let recommender = Recommender(options: options)
        var recommendation = output.working("trying thresholds and minutes") {
            recommender.recommend(TuningInput(observation))
        }
        if sensitivity {
            recommendation.sensitivity = try output.working("asking what it hangs on") { [recommendation] in
                try recommender.sensitivity(loaded.gathered.history, of: recommendation) { labels.label(&$0) }
            }
        }
        try output.write(recommendation)
    }
}
