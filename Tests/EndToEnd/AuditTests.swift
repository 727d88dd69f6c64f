import Foundation
import Testing

/// `leafwatch audit` on the samples: sums, golden tables, exports.
@Suite struct AuditTests {
    private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    private func audit(_ samples: [Sample], _ words: [String], input: URL? = nil) throws
        -> BuiltProgram.Outcome
    {
        var arguments = ["audit", (input ?? samples[0].folder).path]
        for sample in samples { arguments += ["--leaf", try sample.leafFile().path] }
        return try BuiltProgram.run(arguments + ["--no-color", "--quiet", "--embedded-prices"] + words)
    }

    private func expectGolden(_ outcome: BuiltProgram.Outcome, _ name: String) throws {
        #expect(outcome.status == 0, "\(outcome.messages)")
        for line in outcome.output.split(separator: "\n") where line.count > 100 {
            Issue.record("\(name): \(line.count) columns: \(line)")
        }
        let file = Self.golden.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: Self.golden, withIntermediateDirectories: true)
            try Data(outcome.output.utf8).write(to: file)
        }
        let wanted = try String(contentsOf: file, encoding: .utf8)
        #expect(outcome.output == wanted, "run: RECORD_GOLDEN=1 swift test --filter EndToEnd.AuditTests")
    }

    @Test("The tables are those last read", arguments: Sample.all)
    func tables(sample: Sample) throws {
        try expectGolden(audit([sample], []), "audit-\(sample.name).txt")
    }

    @Test func beforeAndAfterIsWhatWasLastRead() throws {
        let palworld = Sample(name: "palworld")
        try expectGolden(audit([palworld], ["--diff"]), "audit-diff-palworld.txt")
        try expectGolden(
            audit([palworld], ["--diff", "--minutes", "12"]), "audit-diff-given.txt")
        try expectGolden(audit([Sample(name: "minecraft")], ["--diff"]), "audit-diff-minecraft.txt")
    }

    @Test func severalLeavesShareOneFolderOfDataAndStandInOneTable() throws {
        let samples = ["palworld", "minecraft", "valheim", "factorio", "terraria"].map { Sample(name: $0) }
        let outcome = try audit(samples, [], input: Sample.root)
        try expectGolden(outcome, "audit-several.txt")
        let some = samples.filter { $0.name != "minecraft" && $0.name != "factorio" }
        let json = try audit(some, ["--format", "json"], input: Sample.root)
        let fleet = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let leaves = try #require(fleet?["leaves"] as? [[String: Any]])
        #expect(leaves.count == some.count)
        for leaf in leaves {
            let file = try #require(leaf["file"] as? String)
            let sample = try #require(samples.first { file.contains("/\($0.name)/") })
            let up = (leaf["audit"] as? [String: Any])?["minutesUp"] as? Int
            #expect(try up == sample.truth()["minutesUp"] as? Int, "\(sample)")
        }
    }

    @Test("Minutes and cents add up", arguments: Sample.all)
    func sums(sample: Sample) throws {
        let outcome = try audit([sample], ["--format", "json"])
        let audit = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        func sum(_ list: String, _ key: String) -> Int {
            (audit[list] as? [[String: Any]] ?? []).reduce(0) { $0 + ($1[key] as? Int ?? 0) }
        }
        let cents = try #require(audit["cents"] as? [String: Int])
        let up = try #require(audit["minutesUp"] as? Int)
        #expect(try up == sample.truth()["minutesUp"] as? Int)
        #expect(sum("classes", "minutes") == up && sum("byDay", "minutesUp") == up)
        #expect(sum("byMonth", "minutesUp") == up)
        for list in ["classes", "byDay", "byMonth"] {
            #expect(sum(list, "cents") == cents["running"], "\(list)")
        }
        #expect(sum("lines", "cents") == cents["total"])
        #expect(cents["total"] == (cents["running"] ?? 0) + (cents["standing"] ?? 0))
    }

    @Test("The rows with FOCUS columns add up to the bill", arguments: Sample.all)
    func focus(sample: Sample) throws {
        let rows = try audit([sample], ["--focus"]).output.split(whereSeparator: \.isNewline).map(Self.cells)
        let header = try #require(rows.first { $0.contains("ListCost") })
        let cost = try #require(header.firstIndex(of: "ListCost"))
        let service = try #require(header.firstIndex(of: "ServiceName"))
        var sum = Decimal()
        for row in rows where row.count == header.count && row != header {
            sum += Decimal(string: row[cost]) ?? 0
            #expect(!row[service].isEmpty)
        }
        let json = try audit([sample], ["--format", "json"]).output
        let audit = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let known = try #require(audit?["runningCost"] as? Double) + (audit?["standingCost"] as? Double ?? 0)
        #expect(abs(NSDecimalNumber(decimal: sum).doubleValue - known) < 0.0001)
    }

    /// The cells of a line of CSV.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test func theUsageFileHoldsTheHoursOfAMonth() throws {
        let scratch = try ScratchFolder()
        let file = scratch.url.appendingPathComponent("usage.yml").path
        let outcome = try audit([Sample(name: "palworld")], ["--usage-file", file])
        #expect(outcome.status == 0, "\(outcome.messages)")
        let lines = try scratch.text("usage.yml").split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.prefix(2) == ["version: 0.1", "resource_usage:"])
        #expect(lines.contains("  aws_autoscaling_group.leaf:") && lines.contains("    instances: 1"))
        #expect(lines.contains { $0.hasPrefix("    monthly_hrs: 1") })
        let short = try audit([Sample(name: "terraria")], ["--usage-file", file])
        #expect(short.status == 65 && short.messages.contains("seven complete days"))
    }
}
