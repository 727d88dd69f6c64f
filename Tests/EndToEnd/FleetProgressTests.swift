import Foundation
import Testing

/// What somebody sees who waits for a fleet at a terminal.
@Suite struct FleetProgressTests {
    /// Runs a command on a terminal; the result goes elsewhere, so that only talk is left.
    private func talk(_ command: String, in directory: URL) throws -> String {
        let outcome = try BuiltProgram.run(onTerminal: "leafwatch \(command) > /dev/null", in: directory)
        #expect(outcome.status == 0, "\(outcome.messages)\(outcome.output)")
        return outcome.output
    }

    /// What is said of the samples' leaves.
    private func shown(_ options: String) throws -> String {
        try talk("fleet . --leaves . --format json --threads 1 \(options)", in: Sample.root)
    }

    @Test func leavesDoneAndTimeLeftStandInOneLineThatGoesAway() throws {
        let text = try shown("--rounds 20")
        let pieces = text.components(separatedBy: "\r\u{1B}[K")
        let lines = pieces.filter { $0.contains(" of 9 leaves") }
        #expect(!lines.isEmpty, "\(text)")
        let counts = try lines.map { line in
            let match = try #require(
                line.wholeMatch(of: /(\d) of 9 leaves, (less than a second|\d+ s|\d+ min) left/), "\(line)")
            return try #require(Int(match.1))
        }
        #expect(counts == counts.sorted())
        #expect(Set(counts).isSubset(of: 1...9))
        #expect(pieces.last?.trimmingCharacters(in: .whitespacesAndNewlines) == "", "\(text)")
    }

    @Test func quietIsQuiet() throws {
        let text = try shown("--rounds 20 --quiet")
        #expect(text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(text)")
    }

    @Test func aMapperSaysThatItIsAtWork() throws {
        let scratch = try ScratchFolder()
        let objects =
            FileManager.default.enumerator(atPath: Sample.root.path)?.compactMap { $0 as? String } ?? []
        let lines = objects.sorted().filter { $0.hasSuffix(".gz") || $0.hasSuffix(".json") }
            .map { "{\"path\":\"\(Sample.root.path)/\($0)\"}" }
        try scratch.write((lines.joined(separator: "\n") + "\n").utf8, to: "objects.ndjson")
        let command = "map objects.ndjson --leaves \(Sample.root.path) --batch 1"
        let text = try talk(command, in: scratch.url)
        #expect(text.contains("mapping, "), "\(text)")
        #expect(text.contains(" objects read"), "\(text)")
        #expect(text.hasSuffix("\r\u{1B}[K"), "\(text)")
        #expect(try talk(command + " --quiet", in: scratch.url).isEmpty)
    }
}
