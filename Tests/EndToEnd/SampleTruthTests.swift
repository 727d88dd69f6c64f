import Foundation
import Testing
import Worlds

/// `leafwatch analyze` on each sample, compared with what is true of it.
@Suite struct SampleTruthTests {
    /// One run on a sample, which every test looks at.
    private struct Analysis: Sendable {
        var output: String
        var report: Data
    }

    private static let analyses = Dictionary(
        uniqueKeysWithValues: Sample.all.map { sample in (sample.name, Result { try analyze(sample) }) })

    private static func analyze(_ sample: Sample) throws -> Analysis {
        let scratch = try ScratchFolder()
        let outcome = try BuiltProgram.run([
            "analyze", sample.folder.path, "--leaf", try sample.leafFile().path, "--out", scratch.url.path,
            "--no-color",
        ])
        #expect(outcome.signal == nil && outcome.status == 0, "\(outcome.messages.prefix(2000))")
        return Analysis(
            output: outcome.output, report: Data(try scratch.text("report.json").utf8))
    }

    private static func report(_ sample: Sample) throws -> [String: Any] {
        let analysis = try #require(try analyses[sample.name]?.get())
        return try JSONSerialization.jsonObject(with: analysis.report) as? [String: Any] ?? [:]
    }

    @Test("The report says what is true", arguments: Sample.all)
    func truth(sample: Sample) throws {
        let report = try Self.report(sample)
        let truth = try sample.truth()
        let summary = try #require(report["summary"] as? [String: Any])
        for key in [
            "minutesUp", "lives", "wakes", "falseWakes", "crashEpisodes", "leftUpMinutes", "leftUpIncidents",
            "sessions", "playerSessions", "connectedMinutes",
        ] {
            #expect(summary[key] as? Int == truth[key] as? Int, "\(key)")
        }
        let found = summary["minutesByClass"] as? [String: Int] ?? [:]
        for (kind, minutes) in truth["minutesByClass"] as? [String: Int] ?? [:] {
            #expect(found[kind] == minutes, "\(kind)")
        }
        #expect(found["unknown"] == 0)
        #expect(alarms(report["replay"]) == alarms(truth), "times at which an alarm went off")
    }

    /// Rule and time of each change into ALARM.
    private func alarms(_ value: Any?) -> [String] {
        let transitions = (value as? [String: Any])?["transitions"] as? [[String: Any]] ?? []
        return transitions.filter { $0["to"] as? String == "ALARM" }
            .map { "\($0["rule"] ?? "") \($0["time"] ?? "")" }.sorted()
    }

    @Test("What is recommended does well in the true world", arguments: Sample.all)
    func recommendation(sample: Sample) throws {
        let report = try Self.report(sample)
        let world = try #require(sample.world)
        let advice = try #require(report["recommendation"] as? [String: Any])
        let recommended = advice["recommended"] as? [String: Any] ?? [:]
        let refused = (advice["refused"] as? [[String: Any]] ?? []).compactMap { $0["setting"] as? String }
        guard sample.name != "terraria" else {
            #expect(recommended["Threshold"] == nil)
            #expect(refused.contains("Threshold"))
            return
        }
        var settings = world.parameters.settings
        settings.threshold = try #require(recommended["Threshold"] as? Int, "refused: \(refused)")
        settings.minutesWithoutConnections = try #require(recommended["MinutesWithoutConnections"] as? Int)
        settings.durationHours = recommended["DurationHours"] as? Int ?? settings.durationHours
        settings.shouldStop = recommended["ShouldStop"] as? Bool ?? settings.shouldStop
        let before = WorldOutcome(world.run)
        let run = world.simulate(settings: settings)
        let after = WorldOutcome(run)
        #expect(after.objective() <= before.objective() * 1.02, "\(settings)")
        #expect(after.falseStops <= before.falseStops)
        if sample.name == "palworld" {
            #expect(after.falseStops == 0)
            #expect(after.minutesUp < before.minutesUp / 2)
        }
        if sample.name == "factorio" { #expect(after.falseStops * 3 <= before.falseStops) }
    }

    @Test("The terminal report fits 100 columns", arguments: Sample.all)
    func width(sample: Sample) throws {
        let output = try #require(try Self.analyses[sample.name]?.get()).output
        #expect(!output.isEmpty)
        for line in output.split(separator: "\n") where line.count > 100 {
            Issue.record("\(line.count) columns: \(line)")
        }
    }
}
