import Foundation
import Testing

/// `--idle`, `--connected` and the quantities of the bill: each command that judges minutes obeys them.
@Suite struct KnownTimesTests {
    private let sample = Sample(name: "palworld")

    private func run(_ words: [String]) throws -> BuiltProgram.Outcome {
        let leaf = try sample.leafFile().path
        return try BuiltProgram.run(
            [words[0], sample.folder.path, "--leaf", leaf, "-q", "--format", "json"] + words.dropFirst())
    }

    private func json(_ words: [String]) throws -> [String: Any] {
        let outcome = try run(words)
        #expect(outcome.status == 0, "\(words): \(outcome.messages)")
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
    }

    private func minutes(_ audit: [String: Any]?, of kind: String) -> Int {
        (audit?["classes"] as? [[String: Any]])?.first { $0["kind"] as? String == kind }?["minutes"] as? Int
            ?? -1
    }

    /// A time in which the sample has both a session and an idle stretch.
    private let day = "2026-09-07T00:00:00Z/2026-09-08T00:00:00Z"

    @Test("Nobody was there: used minutes become idle ones", arguments: ["analyze", "report", "audit"])
    func idle(command: String) throws {
        let plain = try json([command])
        let told = try json([command, "--idle", day])
        func audit(_ result: [String: Any]) -> [String: Any]? {
            command == "audit" ? result : result["audit"] as? [String: Any]
        }
        #expect(minutes(audit(plain), of: "used") - minutes(audit(told), of: "used") == 186)
        #expect(minutes(audit(told), of: "leftUp") > minutes(audit(plain), of: "leftUp"))
        let up = [plain, told].map { audit($0)?["minutesUp"] as? Int }
        #expect(up[0] == up[1])
        let settings = (told["tool"] as? [String: Any])?["settings"] as? [String: Any]
        #expect(settings?["idle"] as? [String] == [day])
        #expect(settings?["connected"] == nil)
    }

    @Test func recommendRestsOnTheTimesGiven() throws {
        func connected(_ words: [String]) throws -> (Int?, String?) {
            let labels = try json(["recommend", "--rounds", "10"] + words)["labels"] as? [String: Any]
            return (labels?["connectedMinutes"] as? Int, labels?["source"] as? String)
        }
        let plain = try connected([])
        let told = try connected(["--connected", day])
        #expect(plain.1 == "players" && told.1 == "windows")
        #expect(try #require(told.0) > (try #require(plain.0)))
    }

    @Test func explainTellsAFalseWakeWhereNobodyWasThere() throws {
        func wakes(_ words: [String]) throws -> Int {
            let lives = try json(["explain"] + words)["lives"] as? [[String: Any]] ?? []
            return lives.count { $0["isFalseWake"] as? Bool == true }
        }
        #expect(try wakes(["--idle", day]) == wakes([]) + 1)
    }

    @Test func emitAndLintJudgeByTheTimesGiven() throws {
        let leaf = try sample.leafFile().path
        func text(_ words: [String]) throws -> String {
            let outcome = try BuiltProgram.run(words + ["-q", "--no-color"])
            return outcome.output + outcome.messages
        }
        let emit = ["emit", sample.folder.path, "--leaf", leaf, "--rounds", "10"]
        // Somebody was always there: no idle minute is left to recommend from.
        let always = ["--connected", "2026-09-01/2026-10-01"]
        let told = try text(emit + always)
        #expect(try text(emit) != told)
        #expect(told.contains("--idle FROM/TO"), "\(told)")
        let lint = ["lint", leaf, "--data", sample.folder.path]
        #expect(try text(lint).contains("idleAboveThreshold"))
        #expect(try !text(lint + always).contains("idleAboveThreshold"))
    }

    @Test func aTimeThatMeetsNothingIsSaid() throws {
        let leaf = try sample.leafFile().path
        let outcome = try BuiltProgram.run([
            "explain", sample.folder.path, "--leaf", leaf, "--idle", "2020-01-01/2020-01-02",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("--idle 2020-01-01T00:00:00Z/2020-01-02T00:00:00Z changes nothing"))
    }

    @Test(
        "Times that cannot be meant are refused",
        arguments: [
            ["audit", "x", "--leaf", "a.yaml", "--leaf", "b.yaml", "--idle", "2026-01-01/2026-01-02"],
            ["emit", "--leaf", "a.yaml", "--threshold", "1", "--force", "--idle", "2026-01-01/2026-01-02"],
            ["lint", "a.yaml", "--connected", "2026-01-01/2026-01-02"],
            ["explain", "x", "--leaf", "a.yaml", "--idle", "2026-01-02/2026-01-01"],
            ["report", "x", "--leaf", "a.yaml", "--idle", "yesterday"],
        ])
    func refused(words: [String]) throws {
        let outcome = try BuiltProgram.run(words)
        #expect(outcome.status == 64, "\(outcome.messages)")
    }

    @Test("What nothing recorded tells is billed as given", arguments: ["analyze", "report"])
    func quantities(command: String) throws {
        func lines(_ words: [String]) throws -> [String: Double] {
            let audit = try json([command, "--embedded-prices"] + words)["audit"] as? [String: Any]
            return (audit?["lines"] as? [[String: Any]] ?? []).reduce(into: [:]) { sums, line in
                guard let item = line["item"] as? String else { return }
                sums[item] = line["quantity"] as? Double ?? -1
            }
        }
        let plain = try lines([])
        let told = try lines(["--efs-gb", "12.5", "--no-public-ipv4", "--root-volume-gb", "60"])
        #expect(plain["efsStorage"] == -1)
        #expect(try #require(told["efsStorage"]) > 0)
        #expect(plain["publicIPv4"] != nil && told["publicIPv4"] == nil)
        #expect(try #require(told["rootVolume"]) > 1.9 * (try #require(plain["rootVolume"])))
    }
}
