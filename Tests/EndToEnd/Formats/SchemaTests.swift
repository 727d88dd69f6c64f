import Foundation
import Testing

/// What `leafwatch report --schema` promises holds for what the commands print.
@Suite struct SchemaTests {
    /// Whether a validator is there. Where CI is set the answer is yes, so that a missing tool fails instead of skipping.
    private static let hasValidator =
        ProcessInfo.processInfo.environment["CI"] != nil
        || (try? BuiltProgram.run(tool: "python3", ["-c", "import jsonschema"]).status) == 0

    @Test("The schema is the one that the sources make")
    func upToDate() throws {
        let root = Sample.root.deletingLastPathComponent()
        let made = try BuiltProgram.run(tool: "scripts/make-schema", [], directory: root)
        let file = root.appendingPathComponent("Sources/Reporting/Schema/ResultSchema.swift")
        #expect(made.status == 0, "\(made.messages)")
        #expect(
            made.output == String(decoding: try Data(contentsOf: file), as: UTF8.self),
            "run: scripts/make-schema > Sources/Reporting/Schema/ResultSchema.swift")
    }

    @Test(
        "Every command's JSON has the keys and types of the schema, and no others",
        .enabled(if: hasValidator, "needs the tools of `make deps`"))
    func valid() throws {
        let scratch = try ScratchFolder()
        let root = Sample.root.deletingLastPathComponent()
        let schema = try BuiltProgram.run(["report", "--schema"])
        #expect(schema.status == 0)
        try scratch.write(Array(schema.output.utf8), to: "schema.json")
        var results: [String] = []
        func add(_ name: String, _ words: [String]) throws {
            let outcome = try BuiltProgram.run(words + ["--format", "json", "-q"], directory: root)
            #expect(
                outcome.signal == nil && [0, 1].contains(outcome.status), "\(words): \(outcome.messages)")
            let file = "\(results.count).json"
            try scratch.write(Array(outcome.output.utf8), to: file)
            results.append("\(name)=\(scratch.url.appendingPathComponent(file).path)")
        }
        for command in FormatTests.commands { try add(command.name, command.words) }
        if let recommend = FormatTests.commands.first(where: { $0.name == "recommend" }) {
            try add("recommend", recommend.words + ["--sensitivity"])
        }
        for sample in Sample.all where sample.name != "terraria" {
            let leaf = try sample.leafFile().path
            let data = [sample.folder.path, "--leaf", leaf]
            for name in ["analyze", "explain", "verify"] { try add(name, [name] + data + ["--verbose"]) }
            if sample.name == "palworld" {
                try add("emit", ["emit"] + data + ["--out", scratch.url.appendingPathComponent("out").path])
                try add("recommend", ["recommend"] + data)
                try add("audit", ["audit"] + data + ["--diff"])
                try add("replay", ["replay"] + data + ["--candidate", "6500:7"])
                try add("verify", ["verify"] + data + ["--sensitivity"])
            }
            try add("lint", ["lint", leaf, "--data", sample.folder.path, "--fail-on", "error"])
        }
        let fleet = try Sample.all.prefix(2).map { try $0.leafFile().path }
        try add(
            "audit",
            ["audit", "samples/minecraft", "samples/palworld", "--leaf", fleet[0], "--leaf", fleet[1]])
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Support/check_schema.py").path
        let checked = try BuiltProgram.run(
            tool: "python3", [script, scratch.url.appendingPathComponent("schema.json").path] + results)
        #expect(checked.status == 0, "\(checked.output.prefix(3000))\(checked.messages.suffix(1500))")
    }

    @Test("The stamp tells version, settings, digests and seed; other traffic has another digest")
    func stamp() throws {
        func tool(_ sample: Sample, _ more: [String]) throws -> [String: Any] {
            let outcome = try BuiltProgram.run(
                ["recommend", sample.folder.path, "--leaf", try sample.leafFile().path, "--format", "json"]
                    + more)
            let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return value?["tool"] as? [String: Any] ?? [:]
        }
        func digests(_ tool: [String: Any]) -> [String] {
            (tool["inputs"] as? [[String: Any]] ?? []).compactMap { $0["sha256"] as? String }
        }
        let words = ["--seed", "7", "--profile", "thrifty", "--rounds", "10"]
        let one = try tool(Sample(name: "terraria"), words)
        #expect(one["command"] as? String == "recommend")
        #expect(one["seed"] as? Int == 7)
        #expect((one["settings"] as? [String: Any])?["profile"] as? String == "thrifty")
        #expect(one["version"] is String)
        #expect(digests(one).count == 2)
        #expect(digests(one).allSatisfy { $0.count == 64 })
        let shorter = try tool(Sample(name: "terraria"), words + ["--to", "2026-09-08T00:00:00Z"])
        #expect(Set(digests(one)).intersection(digests(shorter)).count == 1, "the leaf file's alone")
        #expect(digests(try tool(Sample(name: "terraria"), words)) == digests(one))
    }

    @Test("What tells of input objects carries one digest of them all, whatever their order")
    func objects() throws {
        func inputs(_ words: [String]) throws -> [[String: String]] {
            let outcome = try BuiltProgram.run(words + ["--format", "json"], directory: Sample.root)
            let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return (value?["tool"] as? [String: Any])?["inputs"] as? [[String: String]] ?? []
        }
        let folders = ["terraria/metrics", "terraria/events", "terraria/alarms"]
        let read = try inputs(["ingest", "--dry-run"] + folders)
        #expect(read.count == 1 && read.first?["kind"] == "objects")
        #expect(read.first?["sha256"]?.count == 64)
        #expect(try inputs(["ingest", "--dry-run"] + folders.reversed()) == read)
        #expect(try inputs(["status"] + folders) == read)
        #expect(try inputs(["status"] + folders.dropLast()) != read)
    }
}
