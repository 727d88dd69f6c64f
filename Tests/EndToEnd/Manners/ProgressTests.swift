import Foundation
import Testing

/// What takes longer than a second says so to a person, and to nobody else.
@Suite struct ProgressTests {
    private static let erasing = "\r\u{1B}[K"

    /// Runs a line of a shell whose standard error is a terminal of 60 columns, and gives what that showed.
    private func onTerminal(_ line: String, environment: String = "TERM=xterm") throws -> String {
        // `script` lends a terminal; the result goes elsewhere, so that only progress and talk are seen.
        let inner = "stty cols 60; \(line) > /dev/null"
        return try BuiltProgram.run(
            shell: "\(environment) script -qec '\(inner)' /dev/null < /dev/null", in: Sample.root
        ).output
    }

    private static let sample = "palworld --leaf palworld/Palworld.Island.yaml"

    @Test(
        "Long steps are named on a terminal, and the line is taken away at the end",
        arguments: [
            ("recommend \(sample) --rounds 20000", "trying thresholds and minutes, "),
            ("audit \(sample) --rounds 100000", "adding up what every minute cost, "),
            ("report \(sample) --html /dev/null", "trying thresholds and minutes, "),
            ("analyze \(sample)", "trying thresholds and minutes, "),
            ("fleet palworld minecraft --leaves palworld/Palworld.Island.yaml", "analysing 1 leaf, "),
        ])
    func shown(words: String, step: String) throws {
        let seen = try onTerminal("leafwatch \(words)")
        #expect(seen.contains(Self.erasing + step), "\(seen)")
        let last = try #require(seen.range(of: Self.erasing, options: .backwards))
        #expect(!seen[last.upperBound...].contains(step), "the line stays: \(seen.suffix(200))")
        for line in seen.components(separatedBy: Self.erasing) {
            #expect(!line.contains(" s left") || line.count < 60)
        }
    }

    @Test("Reading shows how far it is, even when nothing arrives for a while")
    func reading() throws {
        let seen = try onTerminal(
            "(cat palworld/metrics/*.json | head -c 1000; sleep 1.2) | leafwatch ingest - --dry-run")
        #expect(seen.contains(Self.erasing + "reading, 1 s"), "\(seen)")
    }

    @Test("Nothing is shown to a pipe, a dumb terminal, or with --quiet")
    func silent() throws {
        let words = "recommend \(Self.sample) --rounds 2000"
        let piped = try BuiltProgram.run(shell: "leafwatch \(words)", in: Sample.root)
        #expect(piped.status == 0 && piped.messages.isEmpty, "\(piped.messages)")
        #expect(!piped.output.contains("\u{1B}") && !piped.output.contains("\r"))
        #expect(try !onTerminal("leafwatch \(words) --quiet").contains("trying"))
        #expect(try !onTerminal("leafwatch \(words)", environment: "TERM=dumb").contains("trying"))
    }
}
