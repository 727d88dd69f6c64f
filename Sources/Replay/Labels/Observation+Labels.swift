import LeafStack
public import TimeSeries

extension Observation {
    /// Labels the minutes of given windows in which the server was up and ready, whatever else says.
    ///
    /// - Parameters:
    ///   - idle: times in which nobody was connected.
    ///   - connected: times in which somebody was; they win where both are given.
    public mutating func label(idle: [Range<Instant>], connected: [Range<Instant>]) {
        guard !idle.isEmpty || !connected.isEmpty else { return }
        for (windows, label) in [(idle, MinuteLabel.idle), (connected, .connected)] {
            for window in windows {
                for minute in ready(in: window) { labels[minute] = label }
            }
        }
        labelSource = .windows
        judgeUse()
    }

    /// The minutes of a window in which the server was up and ready: those that ``label(idle:connected:)`` labels.
    public func ready(in window: Range<Instant>) -> [Int] {
        labels.indices.filter { minute in
            window.contains(history.networkIn.time(at: minute)) && labels[minute] != .down
                && labels[minute] != .boot
        }
    }

    /// Labels unknown minutes from traffic, if that is possible.
    mutating func labelByTraffic() {
        let found = TrafficLabels(
            labels: labels, activity: columns.clientTraffic.values, queries: columns.hasHit,
            lives: lives.map(\.life))
        trafficSeparation = found.separation
        guard found.isSeparated else { return }
        labels = found.labels
        labelSource = .traffic
        for (index, minute) in found.readyMinutes.enumerated() { lives[index].life.readyMinute = minute }
        judgeUse()
    }

    /// Says of each life whether anybody was connected, from the labels: unused when none of its minutes is unknown.
    private mutating func judgeUse() {
        for index in lives.indices {
            let own = labels[lives[index].life.minutes.clamped(to: labels.indices)]
            lives[index].isUsed =
                own.contains(.connected) ? true : own.contains(.unknown) || own.isEmpty ? nil : false
        }
    }
}
