import LeafStack
import TimeSeries

/// Left-up incidents that an owner would call one: between them lies nothing but a query and the wait after it.
struct LeftUpStretch {
    /// All of them: from the first to the last, the pattern that of the longest, the first changes that would have ended
    /// one.
    var incident: LeftUpIncident
    /// Minutes of the queries that began the wait anew.
    var queries: [Int] = []

    /// Puts the incidents of one life together; they are given by time.
    static func stretches(_ incidents: [LeftUpIncident], in observation: Observation) -> [LeftUpStretch] {
        var result: [LeftUpStretch] = []
        var longest = 0
        for incident in incidents {
            guard let last = result.last,
                let between = last.incident.wait(before: incident, in: observation)
            else {
                result.append(LeftUpStretch(incident: incident))
                longest = incident.minutes.count
                continue
            }
            var joined = last
            joined.queries += between.filter { observation.columns.hasHit[$0] }
            joined.incident.to = incident.to
            joined.incident.minutes = last.incident.minutes.lowerBound..<incident.minutes.upperBound
            joined.incident.endedBy = incident.endedBy
            if joined.incident.endings.isEmpty { joined.incident.endings = incident.endings }
            if incident.minutes.count > longest {
                longest = incident.minutes.count
                joined.incident.pattern = incident.pattern
            }
            result[result.count - 1] = joined
        }
        return result
    }

    /// What kept it up, what would have ended it, and what began the wait anew.
    func sentence(_ observation: Observation, timeZone: String) -> String {
        let clock = ClockText(timeZone: timeZone)
        let text = incident.sentence(settings: observation.replay.watchdog, timeZone: timeZone) + "."
        guard let last = queries.last else { return text }
        let at = clock.clock(observation.history.networkIn.time(at: last), after: incident.from)
        return text
            + (queries.count == 1
                ? " A DNS query at \(at) began the wait anew."
                : " DNS queries began the wait anew \(queries.count) times, the last at \(at).")
    }
}

extension LeftUpIncident {
    /// The idle minutes between this incident, which a query ended, and the next of its kind; `nil` for another pair.
    fileprivate func wait(before next: LeftUpIncident, in observation: Observation) -> Range<Int>? {
        guard cause == next.cause, pattern.shape == next.pattern.shape, endedBy == .query,
            minutes.upperBound <= next.minutes.lowerBound
        else { return nil }
        let between = minutes.upperBound..<next.minutes.lowerBound
        return observation.labels[between].allSatisfy { $0 == .idle } ? between : nil
    }
}
