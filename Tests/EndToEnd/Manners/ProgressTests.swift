import Foundation
import Testing

/// What takes longer than a second says so to a person, and to nobody else.
@Suite struct ProgressTests {
    private static let erasing = "\r\u{1B}[K"

    /// Runs a line of a shell on a terminal of 60 columns, and gives what standard error showed.
    private func talk(_ line: String, environment: String = BuiltProgram.showingProgress) throws -> String {
        try BuiltProgram.run(
            onTerminal: "stty cols 60; \(line) > /dev/null", environment: environment, in: Sample.root
        ).output
    }

    private static let sample = "palworld --leaf palworld/Palworld.Island.yaml"

    @Test(
        "Long steps are named on a terminal, and the line is taken away at the end",
        arguments: [
            ("recommend \(sample)", "trying thresholds and minutes, "),
            ("audit \(sample)", "adding up what every minute cost, "),
            ("report \(sample) --html /dev/null", "trying thresholds and minutes, "),
            ("analyze \(sample)", "trying thresholds and minutes, "),
            ("fleet palworld minecraft --leaves palworld/Palworld.Island.yaml", "analysing 1 leaf, "),
        ])
    func shown(words: String, step: String) throws {
        let seen = try talk("leafwatch \(words)")
        #expect(seen.contains(Self.erasing + step), "\(seen)")
        let last = try #require(seen.range(of: Self.erasing, options: .backwards))
        #expect(!seen[last.upperBound...].contains(step), "the line stays: \(seen.suffix(200))")
        for line in seen.components(separatedBy: Self.erasing) {
            #expect(!line.contains(" s left") || line.count < 60)
        }
    }

    @Test("Reading shows how far it is, even when nothing arrives for a while")
    func reading() throws {
        let scratch = try ScratchFolder()
        let shown = scratch.url.appendingPathComponent("shown").path
        // The input ends when a second was shown, however long the program takes to start; the typescript begins with this line.
        let wait = "until grep -q \"readin[g], 1 s\" \(shown); do sleep 0.1; done"
        let input = "head -c 1000 palworld/metrics/get-metric-data-1.json; timeout 60 bash -c '\(wait)'"
        let seen = try BuiltProgram.run(
            onTerminal: "(\(input)) | leafwatch ingest - --dry-run > /dev/null", typescript: shown,
            in: Sample.root
        ).output
        #expect(seen.contains(Self.erasing + "reading, 1 s"), "\(seen)")
    }

    @Test("Nothing is shown before a step has taken a while")
    func brief() throws {
        let seen = try talk(
            "leafwatch analyze \(Self.sample)", environment: "TERM=xterm LEAFWATCH_PROGRESS_DELAY=600")
        #expect(seen.isEmpty, "\(seen)")
    }

    @Test("Nothing is shown to a pipe, a dumb terminal, or with --quiet")
    func silent() throws {
        let words = "recommend \(Self.sample)"
        let piped = try BuiltProgram.run(
            shell: "LEAFWATCH_PROGRESS_DELAY=0 leafwatch \(words)", in: Sample.root)
        #expect(piped.status == 0 && piped.messages.isEmpty, "\(piped.messages)")
        #expect(!piped.output.contains("\u{1B}") && !piped.output.contains("\r"))
        #expect(try !talk("leafwatch \(words) --quiet").contains("trying"))
        let dumb = "TERM=dumb LEAFWATCH_PROGRESS_DELAY=0"
        #expect(try !talk("leafwatch \(words)", environment: dumb).contains("trying"))
    }
}
