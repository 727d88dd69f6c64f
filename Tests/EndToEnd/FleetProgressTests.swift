import Foundation
import Testing

/// What somebody sees who waits for a fleet at a terminal.
@Suite struct FleetProgressTests {
    /// Runs a fleet on a pseudo terminal that `script` makes; the result goes to a file, so that only talk is left.
    private func shown(_ world: FleetWorld, _ options: String) throws -> String {
        let outcome = try BuiltProgram.run(
            shell:
                "TERM=xterm script -qec 'leafwatch fleet bucket --leaves leaves --format json --output fleet.json --threads 1 "
                + "\(options)' terminal > /dev/null",
            in: world.scratch.url)
        #expect(outcome.status == 0, "\(outcome.messages)")
        // `script` writes a line of its own before and after.
        return try world.scratch.text("terminal").components(separatedBy: "\n")
            .filter { !$0.hasPrefix("Script ") }.joined(separator: "\n")
    }

    @Test func leavesDoneAndTimeLeftStandInOneLineThatGoesAway() throws {
        // Enough rounds that a leaf takes longer than the half second before anything is shown.
        let text = try shown(FleetWorld(), "--rounds 20000")
        let pieces = text.components(separatedBy: "\r\u{1B}[K")
        let lines = pieces.filter { $0.contains(" of 5 leaves") }
        #expect(!lines.isEmpty, "\(text)")
        let counts = try lines.map { line in
            let match = try #require(
                line.wholeMatch(of: /(\d) of 5 leaves, (less than a second|\d+ s|\d+ min) left/), "\(line)")
            return try #require(Int(match.1))
        }
        #expect(counts == counts.sorted())
        #expect(Set(counts).isSubset(of: 1...5))
        #expect(pieces.last?.contains("leaves") == false, "\(text)")
    }

    @Test func quietIsQuiet() throws {
        let text = try shown(FleetWorld(), "--rounds 20 --quiet")
        #expect(text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(text)")
    }
}
