import Foundation
import Templates
import Tuning

/// A recommendation as `emit` uses it: computed, or read from a file that `recommend` or `analyze` wrote.
struct EmitRecommendation: Decodable {
    /// The settings that are recommended; a refused one is absent.
    var recommended: RecommendedSettings
    /// What is advised for each setting, and why.
    var settings: [SettingAdvice]
    /// The settings that are refused.
    var refused: [Refused]

    /// A refused setting, as far as `emit` tells of it.
    struct Refused: Decodable {
        /// The setting's key.
        var setting: String
        /// The reason.
        var reason: String
        /// What would help.
        var needs: String?
    }

    private enum CodingKeys: String, CodingKey {
        case recommended
        case settings
        case refused
    }

    /// Nothing recommended, for values given by hand.
    init() {
        recommended = RecommendedSettings()
        settings = []
        refused = []
    }

    /// Takes over what was computed.
    init(_ recommendation: Recommendation) {
        recommended = recommendation.recommended
        settings = recommendation.settings
        refused = recommendation.refused.map {
            Refused(setting: $0.setting.rawValue, reason: $0.reason, needs: $0.needs)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        recommended = try container.decode(RecommendedSettings.self, forKey: .recommended)
        // Evidence is welcome, not needed: an older file may word it otherwise.
        settings = (try? container.decode([SettingAdvice].self, forKey: .settings)) ?? []
        refused = try container.decodeIfPresent([Refused].self, forKey: .refused) ?? []
    }

    /// Reads a file that `recommend --format json` or `analyze` wrote.
    ///
    /// - Throws: ``CommandFailure``.
    init(file path: String) throws {
        let data = try CommandFile.contents(of: path, limit: 64 << 20)
        RunRecord.current.note("report", path: path, bytes: data)
        let decoder = JSONDecoder()
        if let own = try? decoder.decode(EmitRecommendation.self, from: data) {
            self = own
            return
        }
        do {
            self = try decoder.decode(Report.self, from: data).recommendation
        } catch {
            throw CommandFailure(
                .data, "\(path): no recommendation in it",
                hint: "give the report.json of `analyze`, or what `recommend --format json` prints")
        }
    }

    /// A report that holds a recommendation.
    private struct Report: Decodable {
        var recommendation: EmitRecommendation
    }

    /// The settings to write.
    var wanted: WantedSettings {
        var wanted = WantedSettings(threshold: recommended.threshold)
        if let minutes = recommended.minutesWithoutConnections {
            wanted.minutesWithoutConnections = .set(minutes)
        }
        if let hours = recommended.durationHours { wanted.durationHours = .set(hours) }
        if let shouldStop = recommended.shouldStop { wanted.shouldStop = .set(shouldStop) }
        return wanted
    }

    /// One line of evidence a setting: sample size, interval, tested days.
    var evidence: [WatchdogSetting: String] {
        var evidence: [WatchdogSetting: String] = [:]
        for advice in settings {
            guard let setting = WatchdogSetting(rawValue: advice.setting.rawValue) else { continue }
            var parts = ["n=\(advice.sampleSize) \(advice.sampleUnit)"]
            if let interval = advice.interval {
                let share = Int((interval.confidence * 100).rounded())
                parts.append("\(share) % \(Self.number(interval.low))..\(Self.number(interval.high))")
            }
            let days = advice.tested
            parts.append("\(Self.date(days.from)) to \(Self.date(days.to))")
            evidence[setting] = parts.joined(separator: ", ")
        }
        return evidence
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value.rounded()).map { String($0) } ?? "\(value)"
    }

    private static func date(_ instant: some CustomStringConvertible) -> String {
        String("\(instant)".prefix(10))
    }
}
