import ArgumentParser
import CMalloc
import Foundation

/// The command line: parses words, runs one command, turns errors into messages and exit statuses.
@main
struct LeafwatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leafwatch",
        abstract: "Replays, audits and tunes the watchdog alarms of Container Manager leaf stacks.",
        discussion: """
            Start with `leafwatch analyze PATH... --leaf LEAF.yaml`: it reads what the stack left behind and says what \
            to change. Results go to standard output, talk and progress to standard error.
            """,
        version: "0.1.0",
        subcommands: [
            AnalyzeCommand.self,
            IngestCommand.self,
            PullCommand.self,
            StatusCommand.self,
            ReplayCommand.self,
            ExplainCommand.self,
            AuditCommand.self,
            RecommendCommand.self,
            EmitCommand.self,
            VerifyCommand.self,
            ReportCommand.self,
            LintCommand.self,
            TestCommand.self,
            PricesCommand.self,
            FleetCommand.self,
            MapCommand.self,
            ReduceCommand.self,
        ]
    )

    /// Without a command: what to do next.
    func run() {
        print(
            """
            leafwatch tunes Container Manager's watchdog from what a leaf stack left behind.

              Look at one leaf        leafwatch analyze FOLDER --leaf LEAF.yaml --out OUT
              Keep data for months    leafwatch ingest FOLDER --archive history.leafwatch
              Why did it stay up?     leafwatch explain FOLDER --leaf LEAF.yaml
              What did it cost?       leafwatch audit FOLDER --leaf LEAF.yaml
              What should I set?      leafwatch recommend FOLDER --leaf LEAF.yaml
              Write it down           leafwatch emit FOLDER --leaf LEAF.yaml --write

            FOLDER holds what the stack left behind: CloudWatch Logs payloads, metric exports, alarm history, events.
            `leafwatch --help` lists every command.
            """)
    }

    static func main() async {
        // A reader that goes away (`| head`) ends the program quietly.
        signal(SIGPIPE, SIG_DFL)
        keepFreedMemory()
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            if ReportCommand.asksForSchema(words) { return ReportCommand.printSchema() }
            var command = try parseAsRoot(words)
            RunRecord.current.start(command)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            StandardError.print("leafwatch: \(failure.description)")
            Foundation.exit(failure.status.rawValue)
        } catch {
            if let failure = unknownCommand(words) {
                StandardError.print("leafwatch: \(failure.description)")
                Foundation.exit(failure.status.rawValue)
            }
            exit(withError: error)
        }
    }

    /// Lets the allocator keep what is freed: lists of a few megabytes come and go with every input, and each time the system
    /// would have to clear their pages anew.
    private static func keepFreedMemory() { cmalloc_keep_freed(256 << 20) }

    /// What is wrong when the first word is no command, with the one that was probably meant.
    private static func unknownCommand(_ words: [String]) -> CommandFailure? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName ?? $0._commandName }
        guard let word = words.first, !word.hasPrefix("-"), word != "help", !names.contains(word) else {
            return nil
        }
        let guess = Suggestions.nearest(to: word, among: names)
        return CommandFailure(
            .usage, "there is no command '\(word)'" + (guess.map { "; did you mean '\($0)'?" } ?? ""),
            hint: "`leafwatch --help` lists every command")
    }
}
