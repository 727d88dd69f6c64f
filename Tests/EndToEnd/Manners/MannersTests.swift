import Foundation
import Testing

/// How the program behaves towards people who do not know it.
@Suite struct MannersTests {
    @Test("Alone it says what to do next, with commands that exist")
    func alone() throws {
        let outcome = try BuiltProgram.run([])
        #expect(outcome.status == 0)
        let names = Set(try CommandHelp.root().subcommands?.map(\.commandName) ?? [])
        let shown = outcome.output.matches(of: /leafwatch ([a-z]+) FOLDER/).map { String($0.1) }
        #expect(shown.count >= 5)
        #expect(shown.first == "analyze")
        #expect(Set(shown).isSubset(of: names))
    }

    @Test(
        "A misspelt word is answered with the likely one",
        arguments: [
            (["anlyze", "x"], "'analyze'"), (["recomend"], "'recommend'"), (["reprot"], "'report'"),
            (["audit", "x", "--leaf", "y", "--formt", "json"], "--format"),
            (["prices", "--regoin", "x"], "--region"),
        ])
    func misspelt(words: [String], meant: String) throws {
        let outcome = try BuiltProgram.run(words)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.lowercased().contains("did you mean"), "\(outcome.messages)")
        #expect(outcome.messages.contains(meant), "\(outcome.messages)")
    }

    @Test("Nothing near is no guess")
    func farOff() throws {
        let outcome = try BuiltProgram.run(["frobnicate"])
        #expect(outcome.status == 64)
        #expect(!outcome.messages.lowercased().contains("did you mean"))
    }

    @Test("Colour is for terminals alone, and not with NO_COLOR, --no-color or a dumb terminal")
    func colour() throws {
        let sample = Sample(name: "terraria")
        let words = "recommend \(sample.folder.path) --leaf \(try sample.leafFile().path)"
        func output(_ prefix: String, _ suffix: String = "", terminal: Bool) throws -> String {
            let line = "\(prefix) leafwatch \(words) \(suffix)"
            return try
                (terminal
                ? BuiltProgram.run(onTerminal: line, environment: "TERM=xterm", in: Sample.root)
                : BuiltProgram.run(shell: line, in: Sample.root)).output
                // What takes long shows its progress and takes it away, colour or not.
                .replacing("\r\u{1B}[K", with: "")
        }
        let escape = "\u{1B}["
        #expect(try output("env -u NO_COLOR", terminal: true).contains(escape))
        #expect(try !output("env -u NO_COLOR", terminal: false).contains(escape))
        #expect(try !output("NO_COLOR=1", terminal: true).contains(escape))
        #expect(try !output("env -u NO_COLOR", "--no-color", terminal: true).contains(escape))
        #expect(try !output("env -u NO_COLOR TERM=dumb", terminal: true).contains(escape))
    }
}
