import LeafStack

extension TuningEvidence {
    /// What an owner should know before acting.
    func warnings(applied: WatchdogSettings, present: WatchdogSettings) -> [String] {
        var lines: [String] = []
        if let drift, drift.lastWeek > drift.before * 1.15 || drift.lastWeek < drift.before / 1.15 {
            let change = Int(((drift.lastWeek / drift.before - 1) * 100).rounded())
            lines.append(
                "idle traffic drifts: its median was \(TuningText.rate(drift.before)) and is "
                    + "\(TuningText.rate(drift.lastWeek)) in the last week (\(change > 0 ? "+" : "")\(change) %); "
                    + "look again in a few weeks")
        }
        if let bursts {
            lines.append(
                "something makes traffic above the threshold every \(bursts.everyMinutes) minutes with nobody "
                    + "connected (\(bursts.sampleSize) times)")
            if applied.minutesWithoutConnections >= bursts.everyMinutes {
                lines.append(
                    "MinutesWithoutConnections \(applied.minutesWithoutConnections) is not shorter than that: the "
                        + "server would never stop")
            }
        }
        if let longestQuietRun, longestQuietRun > 0, longestQuietRun < applied.minutesWithoutConnections,
            bursts == nil
        {
            lines.append(
                "no idle stretch was quiet for \(applied.minutesWithoutConnections) minutes at this threshold, the longest "
                    + "for \(longestQuietRun): while the traffic is like that the server never stops")
        }
        if let worst = sensitivity.map(\.changedStops).max(), worst > 0 {
            lines.append(
                "\(TuningText.count(worst, "stop")) would fall into another minute if CloudWatch's evaluation range "
                    + "is not N + 5, which it does not publish")
        }
        return lines
    }
}
