import LeafStack
import Replay
import TimeSeries

/// What each alarm did under several settings, side by side: a table an alarm, a row for each choice that it knows of.
struct FiringTables {
    let comparison: ReplayComparison
    let clock: ZoneClock

    /// One table an alarm.
    var tables: [Table] { WatchdogRule.allCases.map(table) }

    private var results: [ReplayResult] { [comparison.present] + comparison.candidates }

    private func table(_ rule: WatchdogRule) -> Table {
        let sendsMail = rule.mailsPerFiring > 0
        var seen: Set<String> = []
        let rows = results.enumerated().compactMap { index, result -> [StyledText]? in
            guard let firings = result.rules.first(where: { $0.rule == rule }) else { return nil }
            let name = Self.settings(result.settings, of: rule)
            // A rule that a candidate leaves as it is did the same.
            guard seen.insert(name).inserted else { return nil }
            let cells: [StyledText] = [
                StyledText(index == 0 ? "\(name) (present)" : name),
                StyledText(NumberText.integer(firings.firings)),
                StyledText(NumberText.integer(firings.minutesInAlarm)),
                StyledText(firings.first.map(clock.minuteText) ?? "–"),
                StyledText(firings.last.map(clock.minuteText) ?? "–"),
                StyledText(firings.longest.map { NumberText.duration(minutes: $0) } ?? "–"),
                StyledText(firings.shortest.map { NumberText.duration(minutes: $0) } ?? "–"),
            ]
            return sendsMail ? cells + [StyledText(Self.mails(firings))] : cells
        }
        return Table(
            title: rule.title,
            columns: [
                .init("settings", isFlexible: true), .init("fired", .right),
                .init("minutes", .right), .init("first", isFlexible: true), .init("last", isFlexible: true),
                .init("longest", .right), .init("shortest", .right),
            ] + (sendsMail ? [.init("mails", .right)] : []), rows: rows,
            footnotes: rule == .containerActivity && !comparison.candidates.isEmpty ? [Self.asRecorded] : [])
    }

    private static let asRecorded =
        "judged on the recorded traffic, as if nothing had been stopped earlier; `recommend` and `audit --diff` play what "
        + "would have followed"

    /// What of the settings a rule knows of.
    private static func settings(_ settings: WatchdogSettings, of rule: WatchdogRule) -> String {
        switch rule {
        case .containerActivity: "\(settings.threshold) B/s, \(settings.minutesWithoutConnections) min"
        case .instanceLeftUp: "\(settings.durationHours) h, \(settings.shouldStop ? "stops" : "only mails")"
        case .breakCrashLoop: "any"
        }
    }

    private static func mails(_ firings: RuleFirings) -> String {
        let count = NumberText.integer(firings.mails)
        guard firings.mails > 0, let month = firings.mailsPerMonth else { return count }
        return "\(count) (\(NumberText.decimal(month, digits: 1)) a month)"
    }

    /// Every rule under every choice, one row each, for a program to read.
    var spreadsheet: Table {
        Table(
            title: "firings",
            columns: [
                .init("threshold", .right), .init("minutes", .right), .init("hours", .right),
                .init("should stop"), .init("rule"), .init("times in alarm", .right),
                .init("minutes in alarm", .right), .init("first"), .init("last"), .init("longest", .right),
                .init("shortest", .right), .init("mails", .right), .init("mails a month", .right),
            ],
            rows: results.flatMap { result in
                let settings = result.settings
                return result.rules.map { rule in
                    let cells: [String] = [
                        "\(settings.threshold)", "\(settings.minutesWithoutConnections)",
                        "\(settings.durationHours)", "\(settings.shouldStop)", rule.rule.rawValue,
                        "\(rule.firings)", "\(rule.minutesInAlarm)", rule.first?.iso8601 ?? "",
                        rule.last?.iso8601 ?? "", rule.longest.map { "\($0)" } ?? "",
                        rule.shortest.map { "\($0)" } ?? "", "\(rule.mails)",
                        rule.mailsPerMonth.map { NumberText.decimal($0, digits: 1) } ?? "",
                    ]
                    return cells.map { StyledText($0) }
                }
            })
    }
}

extension WatchdogRule {
    /// The alarm's name as its console shows it, without the leaf.
    var title: String {
        switch self {
        case .containerActivity: "Container Activity"
        case .instanceLeftUp: "Instance Left Up"
        case .breakCrashLoop: "Break Crash Loop"
        }
    }
}
