import CloudWatch
import LeafStack
import TimeSeries

/// Tries settings on one life with the evaluator that judges everything else.
struct LifeTrial {
    let observation: Observation
    /// What was tried before: incidents of one life ask for the same changes.
    private var known: [Question: [Int]] = [:]

    private struct Question: Hashable {
        var firstMinute: Int
        var settings: WatchdogSettings
    }

    init(_ observation: Observation) { self.observation = observation }

    /// The minutes in which settings would have begun to stop a life, before it ended.
    ///
    /// The trial sees the life's recorded minutes and a range of minutes before them, as the alarm did. After a first
    /// stop it goes on as if somebody had started the server anew.
    mutating func stops(of life: InstanceLife, settings: WatchdogSettings) -> [Int] {
        let question = Question(firstMinute: life.firstMinute, settings: settings)
        if let stops = known[question] { return stops }
        let stops = replayed(life, settings: settings)
        known[question] = stops
        return stops
    }

    private func replayed(_ life: InstanceLife, settings: WatchdogSettings) -> [Int] {
        let history = observation.history
        let context = max(
            settings.minutesWithoutConnections, settings.shouldStop ? settings.durationHours * 60 : 0)
        let from = max(0, life.firstMinute - min(context, 1500) - 10)
        let minutes = from..<max(from, min(life.endMinute, history.minutes))
        let alarms = WatchdogAlarms(
            settings: settings, volumes: history.leaf.volumes, names: LeafNames(leaf: history.leaf))
        let columns = ActivityColumns(
            clientTraffic: observation.columns.clientTraffic.slice(minutes),
            hasHit: Array(observation.columns.hasHit[minutes]))
        let evaluation = observation.replay.containerActivity.settings
        let activity = AlarmTrack(
            rule: .containerActivity, alarm: alarms.containerActivity,
            series: columns.series(threshold: settings.threshold), settings: evaluation)
        var isScaled = activity.states.map { $0 == .alarm }
        if settings.shouldStop {
            let leftUp = AlarmTrack(
                rule: .instanceLeftUp, alarm: alarms.instanceLeftUp,
                series: observation.replay.instanceLeftUp.series.slice(minutes), settings: evaluation)
            for (minute, state) in leftUp.states.enumerated() where state == .alarm {
                isScaled[minute] = true
            }
        }
        let first = life.firstMinute + 1 - from
        return isScaled.indices.filter { minute in
            minute >= first && isScaled[minute] && (minute == first || !isScaled[minute - 1])
                && minute + from < life.endMinute
        }.map { $0 + from }
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
