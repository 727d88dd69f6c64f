import ArgumentParser
import CloudWatch
import Ingest
import LeafStack
import Replay
import Reporting

/// Holds the recorded alarm history against a replay.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Replay every recorded change of an alarm's state and say whether the data explain it.",
        discussion: """
            Each change in the alarms' history is replayed at the time of its evaluation. It is reproduced, or the \
            alarm saw other values than the data hold today (they arrived late: the smallest delay that explains it \
            is named), or the same values give another state. Export the history with \
            `aws cloudwatch describe-alarm-history`; CloudWatch keeps it for 30 days.

              leafwatch verify exports/ --leaf Palworld.yaml --sensitivity
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The longest arrival delay to try.", valueName: "seconds"))
    var longestDelay: Int = 900

    @Option(help: ArgumentHelp("Periods that an evaluation fetches: inferred, N+2 or 5.", valueName: "range"))
    var evaluationRange: EvaluationRange = .inferred

    @Flag(help: "Also say which changes come out otherwise under another answer to what no source decides.")
    var sensitivity = false

    mutating func validate() throws {
        guard (0...86_400).contains(longestDelay) else {
            throw ValidationError("--longest-delay \(longestDelay) is out of range: 0 to 86400 s")
        }
    }

    func run() async throws {
        let gathered = try input.load(leaf.configuration(), reading: reading, output: output).gathered
        guard gathered.history.alarmHistory.contains(where: { $0.itemType == "StateUpdate" }) else {
            throw CommandFailure(
                .data, "no change of an alarm's state is recorded for \(gathered.history.leaf.containerID)",
                hint: "`aws cloudwatch describe-alarm-history --history-item-type StateUpdate` exports them")
        }
        let verification = output.working("replaying every recorded change") {
            var verification = Verification(
                gathered.history, names: gathered.names,
                settings: EvaluationSettings(evaluationRange: evaluationRange),
                longestDelay: longestDelay)
            if sensitivity {
                verification.addSensitivity(
                    of: gathered.history, names: gathered.names, longestDelay: longestDelay)
            }
            return verification
        }
        try output.write(verification)
    }
}
