import CloudWatch

/// When Instance Left Up stops the server in a what-if, without looking at each minute.
///
/// The alarm is in ALARM while at least N of the minutes of its evaluation range have a point, and an instance has a point
/// in every minute from its first report to its stop: a stop shorter than the part of the range beyond N is bridged.
struct LeftUpClock {
    private let periods: Int
    private let range: Int
    /// Reporting minutes of earlier lives that may still lie in the range, oldest first.
    private var earlier: [ClosedRange<Int>] = []
    /// Last minute with a report.
    private var lastReport = -2
    /// First minute with a report of the life that goes on.
    private var firstReport = 0
    /// Whether an alarm, not a crash, ended the life before.
    private var followsAlarm = false

    /// Whether a stop was met of which this arithmetic cannot tell if an alarm was on all the time before it: the first
    /// report of the life, in its first minute, raised the alarm.
    private(set) var isUncertain = false

    /// Makes the clock of `DurationHours`.
    init(hours: Int, evaluationRange: EvaluationRange) {
        periods = min(max(1, hours), 1 << 20) * 60
        range = evaluationRange.periods(evaluationPeriods: periods, period: 60)
    }

    /// Begins a life.
    ///
    /// - Returns: first minute after the start at whose beginning the alarm is in ALARM if nothing else stops the server.
    mutating func start(_ wake: Int, in timeline: WhatIfTimeline) -> Int {
        // The group launches no instance before the one before is gone.
        firstReport = timeline.appearances[wake] ?? max(wake + timeline.launchMinutes, lastReport + 2)
        earlier.removeAll { $0.upperBound < wake + 1 - range }
        if points(at: wake + 1) >= periods { return wake + 1 }
        // Until the first report points only leave the range; from then on they never become fewer.
        var low = max(wake + 2, firstReport + 1)
        var high = max(low, firstReport + periods)
        while low < high {
            let middle = low + (high - low) / 2
            if points(at: middle) >= periods { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Ends the life.
    ///
    /// - Returns: the life as ``WhatIfTimeline/run(_:)`` tells it.
    mutating func stop(_ wake: Int, at end: Int, by stop: InstanceLife.Stop) -> WhatIfRun.Life {
        // Still in ALARM one minute after the start: in ALARM all the time since the stop before.
        let isAborted = stop == .instanceLeftUp && end == wake + 1 && followsAlarm
        if isAborted, points(at: wake) < periods { isUncertain = true }
        let hasReported = end >= firstReport
        if hasReported {
            let first = max(firstReport, lastReport + 1)
            if first <= end { earlier.append(first...end) }
            lastReport = end
        }
        followsAlarm = stop != .crashLoop
        return .init(
            wake: wake, end: end, stop: stop, isAborted: isAborted, hasInstance: !isAborted || hasReported)
    }

    /// Minutes with a point among the `range` minutes before `minute`.
    private func points(at minute: Int) -> Int {
        let start = minute - range
        return earlier.reduce(max(0, minute - max(start, firstReport, lastReport + 1))) { sum, life in
            sum + max(0, min(minute - 1, life.upperBound) - max(life.lowerBound, start) + 1)
        }
    }
}
