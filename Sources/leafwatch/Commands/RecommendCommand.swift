import ArgumentParser
import LeafStack
import Replay
import Reporting
import Tuning

/// What to set, why, and how sure that is.
struct RecommendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend",
        abstract:
            "Recommends Threshold, MinutesWithoutConnections, DurationHours and ShouldStop, with evidence.",
        discussion: """
            Every candidate is replayed against what the players did; what cannot be said is refused, with what is \
            missing. Keeping the present settings is a possible answer.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var tuning: TuningFlags
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let leaf = try leaf.configuration().usableLeaf()
        let loaded = try input.load(reading, output: output)
        let gathered: GatheredHistory
        do {
            gathered = try LeafHistory.gather(leaf, from: loaded.archive)
        } catch let error as GatherError {
            throw CommandFailure(.data, error.description)
        }
        for remark in gathered.remarks { output.say("leafwatch: \(remark)") }
        let observation = Observation(gathered.history)
        try output.write(Recommender(options: tuning.options).recommend(TuningInput(observation)))
    }
}
