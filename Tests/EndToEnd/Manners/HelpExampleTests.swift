import Foundation
import Testing

/// The command lines that `--help` shows do what they say.
@Suite struct HelpExampleTests {
    @Test("Every command's help has examples, and they run")
    func examples() throws {
        let desk = try Self.desk()
        let commands = try CommandHelp.root().leaves
        #expect(commands.count >= 14)
        for (words, command) in commands {
            #expect(!command.examples.isEmpty, "\(words.joined(separator: " ")) has no example")
            for example in command.examples {
                guard let line = Self.runnable(example) else { continue }
                let outcome = try BuiltProgram.run(shell: "set -o pipefail; \(line)", in: desk.url)
                #expect(
                    outcome.signal == nil && outcome.status == 0, "\(line)\n\(outcome.messages.prefix(800))")
            }
        }
        for file in [
            "report/report.html", "palworld.html", "leafwatch.schema.json", "prices.csv", "board.json",
        ] {
            #expect(try !desk.text(file).isEmpty, "\(file) was not written")
        }
    }

    /// An example with the names of what lies on the desk; `nil` when it needs an account.
    private static func runnable(_ example: String) -> String? {
        if example.hasPrefix("leafwatch pull"), !example.contains("--dry-run"),
            !example.contains("--print-policy")
        {
            return nil
        }
        if example.hasPrefix("leafwatch prices update") { return nil }
        var line = example
        for name in ["Palworld.yaml", "palworld.yaml", "LEAF.yaml", "a.yaml", "b.yaml"] {
            line = line.replacingOccurrences(of: " \(name)", with: " Terraria.yaml")
        }
        // Emit's remarks beside an example are no part of it; an assembly takes a synthesis to have.
        for remark in ["plan from data", "--assembly cdk.out"] {
            line = line.replacingOccurrences(of: remark, with: "")
        }
        return line
    }

    /// A folder with everything that examples name.
    private static func desk() throws -> ScratchFolder {
        let desk = try ScratchFolder()
        let files = FileManager.default
        func link(_ name: String, to target: URL) throws {
            try files.createSymbolicLink(
                at: desk.url.appendingPathComponent(name), withDestinationURL: target)
        }
        let sample = Sample(name: "terraria")
        try link("samples", to: Sample.root)
        for name in ["exports", "DATA", "FOLDER"] { try link(name, to: sample.folder) }
        let leaf = [UInt8](try Data(contentsOf: sample.leafFile()))
        for path in ["Terraria.yaml", "leaves/Terraria.yaml"] { try desk.write(leaf, to: path) }
        let tests = Sample.root.appendingPathComponent("rule-tests")
        for name in try files.contentsOfDirectory(atPath: tests.path) {
            let bytes = [UInt8](try Data(contentsOf: tests.appendingPathComponent(name)))
            // The leaf that tests name is no file of tests itself.
            guard name != "leaf.yaml", name != "leaf-rules.yaml" else { continue }
            try desk.write(bytes, to: "tests/\(name)")
            if name == "metric-math.yaml" { try desk.write(bytes, to: "rules.yaml") }
        }
        let references =
            FileManager.default.enumerator(atPath: sample.folder.path)?
            .compactMap { $0 as? String }.filter { $0.contains("/") } ?? []
        let lines = references.sorted().map { "{\"path\":\"exports/\($0)\"}\n" }.joined()
        try desk.write([UInt8](lines.utf8), to: "objects.ndjson")
        for line in [
            "leafwatch ingest exports --archive history.leafwatch -q > /dev/null",
            "cp history.leafwatch history.db",
            "leafwatch analyze exports --leaf Terraria.yaml --out OUT -q > /dev/null",
        ] {
            let outcome = try BuiltProgram.run(shell: line, in: desk.url)
            #expect(outcome.status == 0, "\(line): \(outcome.messages)")
        }
        return desk
    }
}
