public import LeafStack
import TimeSeries

extension Observation {
    /// What the measured traffic says about the settings: whether the watchdog can ever stop this leaf.
    ///
    /// Needs 30 idle minutes to speak of idle traffic, and 30 connected ones to speak of players'.
    public var findings: [LintFinding] {
        let settings = replay.watchdog
        let series = replay.containerActivity.series
        let threshold = Double(settings.threshold)
        let hits = Set(history.hitMinutes)
        func rates(_ label: MinuteLabel) -> [Double] {
            labels.indices.filter { labels[$0] == label && !hits.contains($0) }.compactMap { series[$0] }
        }
        var result: [LintFinding] = []
        let idle = rates(.idle)
        if idle.count >= 30 {
            let level = BurstPattern.median(idle)
            let above = idle.count { $0 > threshold }
            if level > threshold {
                result.append(
                    finding(
                        .idleAboveThreshold, .error,
                        "Idle traffic lies above the threshold: the median of \(ClockText.grouped(Double(idle.count))) idle minutes is "
                            + "\(ClockText.grouped(level)) B/s, Threshold is \(ClockText.grouped(threshold)). Container Activity "
                            + "will not stop this leaf\(settings.shouldStop ? "; only Instance Left Up does, after \(settings.durationHours) h" : "")."
                    ))
            } else if let longest = longestQuietRun, longest < settings.minutesWithoutConnections {
                result.append(
                    finding(
                        .idleRunTooShort, .error,
                        "Idle traffic never stays at or below Threshold \(ClockText.grouped(threshold)) for "
                            + "\(settings.minutesWithoutConnections) minutes: the longest quiet run of \(ClockText.grouped(Double(idle.count))) idle "
                            + "minutes is \(longest), and \(ClockText.grouped(Double(above))) of them are above."
                    ))
            }
            if !settings.shouldStop, !result.isEmpty {
                result.append(
                    finding(
                        .nothingEndsIt, .error,
                        "Nothing stops this leaf: Container Activity cannot, and ShouldStop is False."))
            }
        }
        let connected = rates(.connected)
        if connected.count >= 30 {
            let below = connected.count { $0 <= threshold }
            if 20 * below > connected.count {
                result.append(
                    finding(
                        .connectedBelowThreshold, .warning,
                        "Players can be taken for nobody: \(ClockText.grouped(Double(below))) of \(ClockText.grouped(Double(connected.count))) "
                            + "connected minutes are at or below Threshold \(ClockText.grouped(threshold))."))
            }
        }
        return result
    }

    /// The most points in a row at or below the threshold among idle minutes of one life; `nil` without idle minutes.
    private var longestQuietRun: Int? {
        let series = replay.containerActivity.series
        let threshold = Double(replay.watchdog.threshold)
        var longest: Int?
        for life in lives {
            var current = 0
            for minute in life.life.minutes.clamped(to: 0..<labels.count) {
                guard labels[minute] == .idle else {
                    current = 0
                    continue
                }
                if let value = series[minute] { current = value <= threshold ? current + 1 : 0 }
                longest = max(longest ?? 0, current)
            }
        }
        return longest
    }

    private func finding(
        _ rule: LintFinding.Rule, _ severity: LintFinding.Severity, _ message: String
    ) -> LintFinding {
        LintFinding(
            rule: rule, severity: severity, place: nil, setting: "Watchdog.Threshold", message: message)
    }
}
