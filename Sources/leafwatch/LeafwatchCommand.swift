import ArgumentParser
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
        subcommands: []
    )

    static func main() async {
        // A reader that goes away (`| head`) ends the program quietly.
        signal(SIGPIPE, SIG_DFL)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            StandardError.print("leafwatch: \(failure.description)")
            Foundation.exit(failure.status.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
