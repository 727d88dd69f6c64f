import ArgumentParser
import LeafStack
import Replay
import Reporting
import TimeSeries

/// Says why a leaf stayed up and why it stopped.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why the leaf woke, why it stayed up, and why it stopped.",
        discussion: """
            One entry for each time up: who woke it, who was connected, what kept it up (bursts, their rhythm, how far \
            above the threshold), which setting would have ended it, and what stopped it. Without --verbose only the \
            lives that were left up, and the last one.

              leafwatch explain DATA --leaf palworld.yaml --from 2026-09-07 --to 2026-09-08
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var watchdog: WatchdogOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try input.load(try leaf.configuration(), reading: reading, output: output)
        var history = loaded.gathered.history
        history.leaf.watchdog = watchdog.applied(to: history.leaf.watchdog)
        let explanation = output.working("replaying the alarms") { [history] in
            LeafExplanation(
                Observation(history, settings: watchdog.evaluation), range: period.range,
                timeZone: output.timeZone)
        }
        try output.write(explanation)
    }
}
