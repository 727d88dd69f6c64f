import CloudWatch
import Foundation
import LeafStack
import Replay

/// DurationHours from the longest times up that were meant, ShouldStop from what left-up incidents were.
struct LeftUpChoice {
    /// Minutes from start to stop of each life in which somebody played, under the settings to be used.
    private let used: OrderStatistics
    private let days: Double
    private let input: TuningInput
    private let options: TuningOptions
    private let incidents: [Range<Int>]

    /// Most hours that deploy: N x period may not exceed a day.
    static let maximumHours = 24
    /// The fewest used lives that say anything about the longest.
    static let requiredLives = 10
    /// A left-up incident worth counting: idle minutes beyond N.
    static let incidentMinutes = 60

    init(_ input: TuningInput, columns: WhatIfColumns, applied: WatchdogSettings, options: TuningOptions) {
        self.input = input
        self.options = options
        days = Double(input.count) / 1440
        let run = columns.run(
            WhatIfSettings(
                threshold: Double(applied.threshold),
                minutesWithoutConnections: applied.minutesWithoutConnections, evaluation: options.evaluation))
        let roles = columns.timeline.roles
        used = OrderStatistics(
            run.lives.compactMap { life in
                // Only up to the last connected minute: an endless idle tail is what the rule is to catch.
                let last = (life.wake..<life.end).last { roles[$0].contains(.connected) }
                return last.map { Double($0 + 1 - life.wake + applied.minutesWithoutConnections) }
            })
        incidents = Self.incidents(input)
    }

    /// Idle stretches that outlast N by an hour or more.
    private static func incidents(_ input: TuningInput) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var first: Int?
        let patience = input.present.minutesWithoutConnections
        func close(at minute: Int) {
            if let start = first, minute - start >= patience + incidentMinutes {
                result.append((start + patience)..<minute)
            }
            first = nil
        }
        for minute in 0..<input.count {
            if input.labels[minute] == .idle, !input.queries[minute] {
                if first == nil { first = minute }
            } else {
                close(at: minute)
            }
        }
        close(at: input.count)
        return result
    }

    func advise(_ result: inout Recommendation) {
        let hours = adviseHours(&result)
        var applied = result.applied
        applied.durationHours = hours ?? input.present.durationHours
        adviseStop(applied, &result)
    }

    private var hasEnough: Bool { used.count >= Self.requiredLives && days >= options.needs.days }

    private var lacking: (reason: String, needs: String) {
        let missing = max(1, Self.requiredLives - used.count)
        let more = used.count > 0 ? Double(missing) * days / Double(used.count) : days
        let wait = max(options.needs.days - days, used.count < Self.requiredLives ? more : 0)
        return (
            "\(TuningText.count(used.count, "life", plural: "lives")) with a player in \(TuningText.decimal(days)) days say little about the longest",
            "about \(TuningText.count(Int(max(1, wait.rounded(.up))), "more day")) of data"
        )
    }

    private func adviseHours(_ result: inout Recommendation) -> Int? {
        let present = input.present.durationHours
        guard hasEnough, let longest = used.values.last, let upper = used.quantile(0.75) else {
            let longest = used.values.last.map { Int(($0 / 60).rounded(.up)) }
            result.refused.append(
                Refusal(
                    setting: .durationHours, cause: .tooLittleData, reason: lacking.reason,
                    needs: lacking.needs,
                    lowerBound: longest, upperBound: Self.maximumHours))
            return nil
        }
        // An exponential tail on the upper quarter: the length that about one life a year exceeds.
        let tail = used.values.filter { $0 > upper }
        let excess = tail.reduce(0) { $0 + $1 - upper } / Double(max(1, tail.count))
        let perYear = Double(tail.count) / days * 365
        let yearly = upper + excess * max(0, log(max(perYear, 1)))
        let needed = Int((max(yearly, longest) / 60).rounded(.up))
        let facts =
            "the longest of \(TuningText.count(used.count, "life", plural: "lives")) with a player needed \(TuningText.decimal(longest / 60)) h up, "
            + "and about one a year would need more than \(TuningText.decimal(yearly / 60)) h"
        guard needed <= Self.maximumHours else {
            result.refused.append(
                Refusal(
                    setting: .durationHours, cause: .outOfRange,
                    reason: "\(facts); the alarm cannot look back more than \(Self.maximumHours) h",
                    needs: "shorter sessions, or the warning taken as a daily reminder at 24 h",
                    lowerBound: min(Self.maximumHours, Int((longest / 60).rounded(.up))),
                    upperBound: Self.maximumHours))
            return nil
        }
        let isFine =
            present >= needed && present <= max(needed + 2, needed * 3 / 2) && present <= Self.maximumHours
        let value = isFine ? present : max(2, needed)
        let verdict =
            isFine
            ? "kept: \(facts)"
            : present < needed
                ? "\(facts): \(present) h would mail, or stop, in the middle of a session"
                : "\(facts): \(present) h only lets a forgotten server run longer"
        result.recommended.durationHours = value
        result.settings.append(
            SettingAdvice(
                setting: .durationHours, present: .number(present), recommended: .number(value),
                reason: verdict,
                sampleSize: used.count, sampleUnit: "lives with a player",
                interval: ConfidenceInterval(
                    low: (longest / 60), high: max(longest, yearly) / 60, confidence: 0.95),
                tested: result.tested))
        return value
    }

    /// Judged under the settings to be used: a rule that stops a server which nothing else stops cuts sessions that it
    /// would never see otherwise.
    private func adviseStop(_ applied: WatchdogSettings, _ result: inout Recommendation) {
        let present = input.present.shouldStop
        let hours = applied.durationHours
        guard hasEnough else {
            result.refused.append(
                Refusal(
                    setting: .shouldStop, cause: .tooLittleData, reason: lacking.reason, needs: lacking.needs)
            )
            return
        }
        let timeline = input.timeline(assumptions: options.assumptions)
        var settings = WhatIfSettings(applied, evaluation: options.evaluation)
        settings.stopAfterHours = hours
        let columns = WhatIfColumns(timeline)
        let stops = timeline.run(settings).lives.filter {
            $0.stop == .instanceLeftUp && columns.isFalseStop($0)
        }
        let cut = TrafficSample(input).sessions.count { session in
            stops.contains { session.contains($0.end) || session.contains($0.end - 1) }
        }
        let idle = incidents.reduce(0) { $0 + $1.count }
        let value: Bool
        let reason: String
        if cut > 0 {
            value = false
            reason = "stopping after \(hours) h would have cut \(TuningText.count(cut, "session")) off"
        } else if !incidents.isEmpty {
            value = true
            reason =
                "\(TuningText.count(incidents.count, "left-up incident")) of \(TuningText.decimal(Double(idle) / 60)) h together had "
                + "nobody connected, and a stop after \(hours) h would have cut nobody in \(TuningText.count(used.count, "life", plural: "lives"))"
        } else {
            value = present
            reason =
                "kept: no left-up incident in \(TuningText.count(used.count, "life", plural: "lives")) with a player"
        }
        result.recommended.shouldStop = value
        result.settings.append(
            SettingAdvice(
                setting: .shouldStop, present: .flag(present), recommended: .flag(value),
                reason: value == present && !reason.hasPrefix("kept") ? "kept: \(reason)" : reason,
                sampleSize: incidents.isEmpty ? used.count : incidents.count,
                sampleUnit: incidents.isEmpty ? "lives with a player" : "left-up incidents",
                tested: result.tested))
    }
}
