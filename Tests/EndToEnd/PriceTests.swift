import Foundation
import Testing

/// Where prices come from, and what is said when there is none.
@Suite struct PriceTests {
    private static let palworld = Sample(name: "palworld")

    private func audit(_ words: [String], environment: [String: String] = [:], leaf: String? = nil) throws
        -> BuiltProgram.Outcome
    {
        let sample = Self.palworld
        return try BuiltProgram.run(
            [
                "audit", sample.folder.path, "--leaf", try leaf ?? sample.leafFile().path, "--format", "json",
                "--quiet",
            ] + words, environment: environment)
    }

    private func instanceLine(_ outcome: BuiltProgram.Outcome) throws -> [String: Any] {
        #expect(outcome.status == 0, "\(outcome.messages)")
        let audit = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let lines = try #require(audit?["lines"] as? [[String: Any]])
        return try #require(lines.first { $0["item"] as? String == "instance" }?["price"] as? [String: Any])
    }

    @Test func aPriceGivenWinsOverAFileAndThatOverTheLocalOneAndThatOverTheTable() throws {
        let data = try ScratchFolder()
        let local =
            #"{"source":"AWS Price List","snapshot":"2026-11-25","instances":["#
            + #"{"instanceType":"m5.xlarge","region":"eu-central-1","usdPerHour":0.231}]}"#
        try data.write(local.utf8, to: "leafwatch/prices.json")
        try data.write("instance_type,region,usd_per_hour\nm5.xlarge,eu-central-1,0.2\n".utf8, to: "own.csv")
        let environment = ["XDG_DATA_HOME": data.url.path]
        let own = ["--price-file", data.url.appendingPathComponent("own.csv").path]

        let embedded = try instanceLine(try audit(["--embedded-prices"], environment: environment))
        #expect(embedded["usd"] as? Double == 0.23 && embedded["snapshot"] as? String == "about 2025-12")
        let fetched = try instanceLine(try audit([], environment: environment))
        #expect(fetched["usd"] as? Double == 0.231 && fetched["snapshot"] as? String == "2026-11-25")
        #expect(fetched["source"] as? String == "AWS Price List")
        let file = try instanceLine(try audit(own, environment: environment))
        #expect(file["usd"] as? Double == 0.2)
        let given = try instanceLine(try audit(own + ["--price", "m5.xlarge=0.1"], environment: environment))
        #expect(given["usd"] as? Double == 0.1)
        let other = try instanceLine(try audit(own + ["--price", "m5.large=0.1"], environment: environment))
        #expect(other["usd"] as? Double == 0.2)

        let list = try BuiltProgram.run(["prices", "--type", "m5.xlarge"], environment: environment)
        #expect(list.output.contains("AWS Price List") && list.output.contains("2026-11-25"))
        #expect(list.output.contains("0.231"))
    }

    @Test func aLocalFileThatCannotBeUsedIsNamed() throws {
        let data = try ScratchFolder()
        try data.write("{\"source\":1}".utf8, to: "leafwatch/prices.json")
        let outcome = try audit([], environment: ["XDG_DATA_HOME": data.url.path])
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        #expect(outcome.messages.contains("leafwatch/prices.json:1") && outcome.messages.contains("'source'"))
        #expect(outcome.messages.contains("--embedded-prices"))
    }

    @Test func theListIsAPriceFile() throws {
        let scratch = try ScratchFolder()
        let list = try BuiltProgram.run(["prices", "--format", "csv"])
        try scratch.write(list.output.utf8, to: "all.csv")
        let line = try instanceLine(
            try audit(["--price-file", scratch.url.appendingPathComponent("all.csv").path]))
        #expect(line["usd"] as? Double == 0.23 && line["snapshot"] as? String == "about 2025-12")
    }

    @Test func anUnknownTypeAndARegionWithoutPricesAreErrorsThatNameThePriceOption() throws {
        let scratch = try ScratchFolder()
        let text = try String(contentsOf: Self.palworld.leafFile(), encoding: .utf8)
        #expect(text.contains("m5.xlarge"))
        let leaf = scratch.url.appendingPathComponent(try Self.palworld.leafFile().lastPathComponent).path
        try Data(text.split(separator: "m5.xlarge").joined(separator: "m5.gigantic").utf8)
            .write(to: URL(fileURLWithPath: leaf))
        let type = try audit([], leaf: leaf)
        #expect(type.status == 65 && type.output.isEmpty)
        #expect(type.messages.contains("m5.gigantic") && type.messages.contains("--price"))
        #expect(type.messages.contains("m5.2xlarge"), "its family is listed")
        #expect(try audit(["--price", "0.5"], leaf: leaf).status == 0)
        let region = try audit(["--region", "sa-east-1"])
        #expect(region.status == 65)
        #expect(region.messages.contains("sa-east-1") && region.messages.contains("--price"))
        #expect(try audit(["--region", "sa-east-1", "--price", "0.5"]).status == 0)
    }
}
