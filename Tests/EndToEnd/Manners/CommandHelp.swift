import Foundation

/// What the program says of itself.
struct CommandHelp: Decodable {
    struct Root: Decodable { var command: CommandHelp }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var subcommands: [CommandHelp]?

    /// The whole tree of commands.
    static func root() throws -> CommandHelp {
        let outcome = try BuiltProgram.run(["--experimental-dump-help"])
        return try JSONDecoder().decode(Root.self, from: Data(outcome.output.utf8)).command
    }

    /// The commands that do something, with the words that call them; `help` is left out.
    var leaves: [(words: [String], command: CommandHelp)] {
        (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { child in
            let below = child.leaves.map { (words: [child.commandName] + $0.words, command: $0.command) }
            return below.isEmpty ? [(words: [child.commandName], command: child)] : below
        }
    }

    /// The command lines in the discussion.
    var examples: [String] {
        (discussion ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("leafwatch ") }
    }
}
