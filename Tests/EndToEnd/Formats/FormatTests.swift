import Foundation
import Testing

/// Every command in every format, on a sample, against what was recorded.
///
/// Recorded anew with `RECORD_GOLDEN=1 swift test --filter FormatTests`, together with what README and docs show.
@Suite struct FormatTests {
    /// The commands, in words that work from the repository's root.
    static let commands: [(name: String, words: [String])] = {
        let leaf = "samples/terraria/Terraria.yaml"
        let data = ["samples/terraria", "--leaf", leaf]
        return [
            ("analyze", ["analyze"] + data), ("audit", ["audit"] + data), ("emit", ["emit"] + data),
            ("explain", ["explain"] + data), ("fleet", fleet),
            ("ingest", ["ingest", "samples/terraria", "--dry-run"]),
            ("lint", ["lint", leaf, "samples/palworld/Palworld.Island.yaml"]),
            ("prices", ["prices", "--type", "m5.large", "--region", "us-west-2"]),
            (
                "pull",
                [
                    "pull", "--leaf", leaf, "--archive", "/nowhere/history.leafwatch", "--region",
                    "us-west-2",
                    "--now", "2026-09-08T00:00:00Z", "--dry-run",
                ]
            ),
            ("recommend", ["recommend"] + data), ("replay", ["replay"] + data), ("report", ["report"] + data),
            ("status", ["status", "samples/terraria"]),
            ("test", ["test", "samples/rule-tests/metric-math.yaml", "-q"]), ("verify", ["verify"] + data),
        ]
    }()

    /// Several leaves' data: two leaves, a file that is no leaf, a leaf without data, and data without a leaf.
    static let fleet =
        ["fleet"] + ["terraria", "minecraft", "palworld"].map { "samples/\($0)" }
        + [
            "terraria/Terraria.yaml", "palworld/Palworld.Island.yaml", "valheim/Valheim.yaml",
            "rule-tests/metric-math.yaml",
        ].flatMap { ["--leaves", "samples/\($0)"] }

    private static let extensions = ["table": "txt", "json": "json", "csv": "csv", "markdown": "md"]
    private static let root = Sample.root.deletingLastPathComponent()
    private static let goldens = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

    private static func output(_ words: [String]) throws -> String {
        let outcome = try BuiltProgram.run(words + ["--no-color"], directory: root)
        #expect(outcome.signal == nil && outcome.status == 0, "\(words): \(outcome.messages.prefix(800))")
        return outcome.output
    }

    @Test("Every command is here")
    func complete() throws {
        let names = try CommandHelp.root().leaves.compactMap(\.words.first)
        // These write lines, and what `fleet` writes: FleetTests hold them against each other byte for byte.
        let others: Set = ["map", "reduce"]
        #expect(Set(names).subtracting(others).isSubset(of: Set(Self.commands.map(\.name))), "\(names)")
    }

    @Test("Every command writes what was recorded, in every format", arguments: commands.map(\.name))
    func golden(name: String) throws {
        let words = try #require(Self.commands.first { $0.name == name }).words
        for (format, ending) in Self.extensions.sorted(by: { $0.key < $1.key }) {
            let text = try Self.output(words + ["--format", format])
            #expect(!text.isEmpty, "\(name) --format \(format) is empty")
            try Self.check(text, against: "\(name).\(ending)")
        }
    }

    @Test("A fleet's folder has the index that was recorded")
    func fleetIndex() throws {
        let scratch = try ScratchFolder()
        _ = try Self.output(Self.fleet + ["--out", scratch.url.appendingPathComponent("out").path, "-q"])
        let page = try scratch.text("out/index.html")
        // The style is the reports', and their tests' business; the policy holds its digest.
        let body = try #require(page.range(of: "<body>")).lowerBound
        #expect(page.contains("default-src 'none'") && !page.contains("<script"))
        try Self.check(String(page[body...]), against: "fleet.html")
    }

    /// Compares a text with what was recorded, or records it.
    private static func check(_ text: String, against name: String) throws {
        let file = goldens.appendingPathComponent(name)
        if isRecording {
            try FileManager.default.createDirectory(at: goldens, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let wanted = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        guard text != wanted else { return }
        let pairs = zip(text.components(separatedBy: "\n"), wanted.components(separatedBy: "\n"))
        let first = pairs.first { $0 != $1 }
        Issue.record("\(name): \(first?.0 ?? "longer") instead of \(first?.1 ?? "less")")
    }

    @Test("Tables fit the width they are told", arguments: [40, 60, 100], commands.map(\.name))
    func width(columns: Int, name: String) throws {
        let words = try #require(Self.commands.first { $0.name == name }).words
        let text = try Self.output(words + ["--width", "\(columns)"])
        for line in text.split(separator: "\n") where line.count > columns {
            // A diff, a strip and a line of a compiler's kind stay whole: they are copied and compared.
            if ["emit", "lint", "test"].contains(name) || line.allSatisfy({ "0X-.A? ".contains($0) }) {
                continue
            }
            Issue.record("\(line.count) columns: \(line)")
        }
    }
}
