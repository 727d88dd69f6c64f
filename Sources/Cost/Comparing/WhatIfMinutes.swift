import CloudWatch
import LeafStack
import Replay
import TimeSeries

/// What every minute would have been with other settings: the demand of the recording played against them.
///
/// The classes are those of `MinuteClasses`. When an instance reports its first and last minute, how long it boots, and
/// when it crashes is taken from the recording.
struct WhatIfMinutes {
    /// The class of each minute of the grid; `nil` while the instance would have been down.
    private(set) var values: [MinuteClass?]
    /// Starts of the instance.
    private(set) var starts = 0
    /// Stops while somebody was connected or waited for the server.
    private(set) var falseStops = 0
    /// Lives that would have lasted long enough for Instance Left Up to fire.
    private(set) var leftUpAlarms = 0

    init(
        _ observation: Observation, classes: MinuteClasses, settings: WatchdogSettings,
        evaluation: EvaluationSettings
    ) {
        let history = observation.history
        let columns = observation.columns
        let timeline = WhatIfTimeline(
            start: history.start, activity: columns.clientTraffic.values, labels: observation.labels,
            queries: columns.hasHit, lives: observation.lives.map(\.life),
            recordedUnder: WhatIfSettings(observation.replay.watchdog, evaluation: evaluation))
        values = Array(repeating: nil, count: history.minutes)
        let counter = WhatIfColumns(timeline)
        let recorded = Dictionary(
            observation.lives.map { ($0.life.firstMinute, $0.life.readyMinute) }, uniquingKeysWith: { $1 })
        let trailing = Self.trailingMinutes(observation)
        // A stop that was recorded reports as long as it did.
        let ends = Dictionary(
            observation.lives.map { ([$0.life.firstMinute, $0.life.stopMinute], $0.life.endMinute) },
            uniquingKeysWith: { $1 })
        for life in timeline.run(WhatIfSettings(settings, evaluation: evaluation)).lives {
            if counter.isFalseStop(life) { falseStops += 1 }
            guard life.hasInstance else { continue }
            starts += 1
            let appearance = timeline.appearances[life.wake]
            let first = appearance ?? life.wake + timeline.launchMinutes
            let ready = appearance.flatMap { recorded[$0] } ?? life.wake + timeline.restartMinutes
            let end =
                ends[[first, life.end]] ?? life.end + (life.stop == .afterHistory ? 0 : trailing)
            let up = first..<max(first, min(end, history.minutes))
            if up.count >= settings.durationHours * 60 { leftUpAlarms += 1 }
            classify(
                up, ready: ready,
                isUsed: (life.wake..<life.end).contains { timeline.roles[$0].contains(.connected) },
                isOver: life.stop != .afterHistory, patience: settings.minutesWithoutConnections,
                timeline: timeline, classes: classes)
        }
    }

    /// Minutes that an instance reports from its stop on, as a rule.
    private static func trailingMinutes(_ observation: Observation) -> Int {
        var tails: [Int] = []
        for life in observation.lives.map(\.life)
        where life.stop == .containerActivity || life.stop == .instanceLeftUp {
            tails.append(life.endMinute - life.stopMinute)
        }
        tails.sort()
        return tails.isEmpty ? 1 : max(0, tails[tails.count / 2])
    }

    private mutating func classify(
        _ up: Range<Int>, ready: Int, isUsed: Bool, isOver: Bool, patience: Int, timeline: WhatIfTimeline,
        classes: MinuteClasses
    ) {
        var idle = 0
        for minute in up {
            let role = timeline.roles[minute]
            let isBoot = minute < ready
            let isConnected = role.contains(.connected) && !isBoot
            var isLeftUp = false
            if isConnected || isBoot || role.contains(.query) || role.contains(.unknown) {
                idle = 0
            } else {
                isLeftUp = idle > patience
                idle += 1
            }
            values[minute] =
                classes.values[minute] == .crashLoop
                ? .crashLoop
                : isConnected
                    ? .used
                    : isLeftUp
                        ? .leftUp
                        : isOver && !isUsed && !role.contains(.unknown)
                            ? .falseWake : isBoot ? .boot : role.contains(.unknown) ? .unknown : .idleWait
        }
    }

    /// Minutes of a class in a range of the grid.
    func minutes(of kind: MinuteClass? = nil, in range: Range<Int>? = nil) -> Int {
        let range = (range ?? values.indices).clamped(to: values.indices)
        return values[range].count { $0 != nil && (kind == nil || $0 == kind) }
    }
}
