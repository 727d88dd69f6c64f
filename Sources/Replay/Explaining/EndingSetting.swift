public import LeafStack
public import TimeSeries

/// One change of one setting that would have ended a life earlier, and when.
public struct EndingSetting: Codable, Hashable, Sendable {
    /// Which setting.
    public enum Name: String, Codable, Hashable, Sendable {
        case threshold = "Threshold"
        case minutesWithoutConnections = "MinutesWithoutConnections"
        case durationHours = "DurationHours"
        case shouldStop = "ShouldStop"
    }

    /// The setting.
    public var name: Name
    /// Its value: bytes per second, minutes or hours; 1 for ``Name/shouldStop``.
    public var value: Int
    /// The minute in which the alarm would have stopped the instance.
    public var stop: Instant
    /// Up minutes that would not have been.
    public var minutesSaved: Int

    /// Makes a finding.
    public init(name: Name, value: Int, stop: Instant, minutesSaved: Int) {
        self.name = name
        self.value = value
        self.stop = stop
        self.minutesSaved = minutesSaved
    }

    /// The settings with this change.
    public func applied(to settings: WatchdogSettings) -> WatchdogSettings {
        var result = settings
        switch name {
        case .threshold: result.threshold = value
        case .minutesWithoutConnections: result.minutesWithoutConnections = value
        case .durationHours: result.durationHours = value
        case .shouldStop: result.shouldStop = true
        }
        return result
    }
}

/// Tries settings on one life with the evaluator that judges everything else.
struct LifeTrial {
    let observation: Observation

    init(_ observation: Observation) { self.observation = observation }

    /// The minutes in which settings would have begun to stop a life, before it ended.
    ///
    /// The trial sees the life's recorded minutes and a range of minutes before them, as the alarm did. After a first
    /// stop it goes on as if somebody had started the server anew.
    func stops(of life: InstanceLife, settings: WatchdogSettings) -> [Int] {
        let history = observation.history
        let columns = observation.columns
        let context = max(
            settings.minutesWithoutConnections, settings.shouldStop ? settings.durationHours * 60 : 0)
        let from = max(0, life.firstMinute - min(context, 1500) - 10)
        let part = history.slice(from..<min(life.endMinute, history.minutes))
        let own = ActivityColumns(
            clientTraffic: columns.clientTraffic.slice(from..<min(life.endMinute, history.minutes)),
            hasHit: Array(columns.hasHit[from..<min(life.endMinute, history.minutes)]))
        let replay = WatchdogReplay(
            part, columns: own, watchdog: settings, settings: observation.replay.containerActivity.settings)
        return (life.firstMinute + 1..<max(life.firstMinute + 1, life.endMinute)).filter {
            replay.scaleDown(at: $0 - from) != nil
                && ($0 == life.firstMinute + 1 || replay.scaleDown(at: $0 - 1 - from) == nil)
        }
    }

    /// Whether stopping a life in a minute would have cut somebody, or somebody who waits for the server to be ready.
    func cuts(_ life: InstanceLife, at minute: Int) -> Bool {
        let labels = observation.labels
        guard labels.indices.contains(minute) else { return false }
        if labels[minute] == .connected || minute < life.readyMinute { return true }
        let patience = WhatIfTimeline.Assumptions().joinPatience
        let soon = (life.readyMinute..<life.readyMinute + patience).clamped(to: labels.indices)
        return soon.first { labels[$0] == .connected }.map { minute < $0 } ?? false
    }
}

extension GridSeries {
    /// A part of the series, clamped to its ends.
    func slice(_ range: Range<Int>) -> GridSeries {
        let inside = range.clamped(to: 0..<count)
        return GridSeries(start: time(at: inside.lowerBound), period: period, values: Array(values[inside]))
    }
}

extension LeafHistory {
    /// The metrics of a part of the history; events and queries are left out.
    func slice(_ range: Range<Int>) -> LeafHistory {
        let inside = range.clamped(to: 0..<minutes)
        var result = LeafHistory(
            leaf: leaf, region: region, start: networkIn.time(at: inside.lowerBound), minutes: inside.count)
        result.networkIn = networkIn.slice(inside)
        result.crashInvocations = crashInvocations.slice(inside)
        return result
    }
}
