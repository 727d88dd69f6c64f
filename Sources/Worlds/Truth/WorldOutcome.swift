/// What one run of a world came to, over some of its minutes, as an owner weighs it.
public struct WorldOutcome: Hashable, Sendable {
    /// Minutes up.
    public var minutesUp = 0
    /// Minutes with somebody connected.
    public var connectedMinutes = 0
    /// Minutes up, ready, and nobody connected.
    public var idleMinutes = 0
    /// Launches.
    public var coldStarts = 0
    /// Stops while somebody was connected, crashes left out.
    public var falseStops = 0
    /// Player stays that such stops cut.
    public var cutStays = 0

    /// Counts the minutes of a range; launches and stops count where they happen.
    public init(_ run: WorldRun, minutes: Range<Int>? = nil) {
        let range = (minutes ?? 0..<run.minutes).clamped(to: 0..<run.minutes)
        for life in run.lives {
            for minute in life.minutes.clamped(to: range) {
                minutesUp += 1
                if run.connected[minute] > 0 {
                    connectedMinutes += 1
                } else if minute >= life.readyMinute {
                    idleMinutes += 1
                }
            }
        }
        for launch in run.launches {
            if range.contains(launch.second / 60) { coldStarts += 1 }
            guard let stop = launch.stopSecond, range.contains(stop / 60), launch.cutPlayers > 0,
                launch.stopRule != .breakCrashLoop
            else { continue }
            falseStops += 1
            cutStays += launch.cutPlayers
        }
    }

    /// Idle minutes plus weights times cold starts and false stops.
    ///
    /// - Parameters:
    ///   - coldStart: cost of a cold start in idle minutes, B.
    ///   - falseStop: cost of a false stop in idle minutes, F.
    public func objective(coldStart: Double = 20, falseStop: Double = 120) -> Double {
        Double(idleMinutes) + coldStart * Double(coldStarts) + falseStop * Double(falseStops)
    }
}

extension World {
    /// The least that somebody pays who knows every visit and query in advance, in idle minutes.
    ///
    /// Between two needs such a person waits when the gap is shorter than a cold start is worth, and stops at once
    /// otherwise; nobody is ever cut. The first need costs one cold start.
    ///
    /// - Parameters:
    ///   - coldStart: cost of a cold start in idle minutes, B.
    ///   - minutes: the needs counted; all by default.
    public func clairvoyantOptimum(coldStart: Double = 20, minutes: Range<Int>? = nil) -> Double {
        let range = minutes ?? 0..<parameters.minutes
        var needs = exogenous.visits.map { ($0.second, $0.second + $0.duration) }
        needs += exogenous.strays.map { ($0.second, $0.second) }
        needs.removeAll { !range.contains($0.0 / 60) }
        needs.sort { $0 < $1 }
        guard var end = needs.first?.1 else { return 0 }
        var cost = coldStart
        for need in needs.dropFirst() {
            if need.0 > end { cost += min(Double(need.0 - end) / 60, coldStart) }
            end = max(end, need.1)
        }
        return cost
    }
}
