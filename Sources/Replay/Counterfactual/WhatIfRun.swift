import CloudWatch

/// What settings would have done on a timeline.
public struct WhatIfRun: Hashable, Sendable {
    /// One time up.
    public struct Life: Hashable, Sendable {
        /// Minute in which somebody or something wanted the server while it was down.
        public var wake: Int
        /// Minute at whose start it was stopped, the timeline's end if it never was.
        public var end: Int
        /// What stopped it; ``InstanceLife/Stop/afterHistory`` if nothing did.
        public var stop: InstanceLife.Stop
        /// Whether the alarm that had stopped the server before was in ALARM all the time since, so that it was stopped
        /// again at once: whoever asked waits on, which is not another false stop.
        public var isAborted: Bool
        /// Whether there was an instance in it; a launch may be taken back before.
        public var hasInstance: Bool

        /// Makes a life.
        public init(
            wake: Int, end: Int, stop: InstanceLife.Stop, isAborted: Bool = false, hasInstance: Bool = true
        ) {
            self.wake = wake
            self.end = end
            self.stop = stop
            self.isAborted = isAborted
            self.hasInstance = hasInstance
        }
    }

    /// Every time up, oldest first.
    public var lives: [Life]

    /// Makes a run.
    public init(lives: [Life]) { self.lives = lives }
}

extension WhatIfTimeline {
    /// Plays settings against the timeline, minute by minute, with the evaluator that judges everything else.
    ///
    /// The order inside a minute is that of the model: the evaluation on the minutes before it stops the server if an
    /// alarm is in ALARM, then the container may crash, then demand starts it. A start counts as active for that minute,
    /// at any threshold, because the query behind it publishes the threshold plus one; the instance itself reports
    /// nothing before ``launchMinutes`` are over.
    public func run(_ settings: WhatIfSettings) -> WhatIfRun {
        var activityAlarm = AlarmEvaluator(alarm: settings.activityAlarm, settings: settings.evaluation)
        var leftUpAlarm = settings.leftUpAlarm.map {
            AlarmEvaluator(alarm: $0, settings: settings.evaluation)
        }
        var lives: [WhatIfRun.Life] = []
        var wake: Int?
        var activeUntil = -1
        var isAsleep = false
        // Whether an alarm that stopped the server has been in ALARM ever since.
        var holdsStop = false
        // The group launches no instance before the one before is gone.
        var firstReport = 0
        var lastReport = -2
        for minute in 0..<count {
            let role = roles[minute]
            let rule: InstanceLife.Stop? =
                activityAlarm.state == .alarm
                ? .containerActivity : leftUpAlarm?.state == .alarm ? .instanceLeftUp : nil
            if rule == nil { holdsStop = false }
            if let first = wake, let stop = rule ?? (role.contains(.crash) ? .crashLoop : nil) {
                let isAborted = holdsStop && minute - first <= max(2, launchMinutes)
                lives.append(
                    .init(
                        wake: first, end: minute, stop: stop, isAborted: isAborted,
                        hasInstance: !isAborted || minute >= firstReport))
                // The instance reports in the minute of its stop too.
                if minute >= firstReport { lastReport = minute }
                wake = nil
                holdsStop = rule != nil
                isAsleep = rule != nil && role.contains(.stop)
            }
            let comesBack = isAsleep && role.contains(.comeback)
            if comesBack { isAsleep = false }
            if wake == nil, !isAsleep, !role.isDisjoint(with: .demand) {
                wake = minute
                firstReport = appearances[minute] ?? max(minute + launchMinutes, lastReport + 2)
                activeUntil = self.activeUntil(start: minute, comesBack: comesBack)
            }
            let isActive = role.contains(.query) || wake != nil && minute <= activeUntil
            activityAlarm.advance(
                point: isActive ? settings.threshold + 1 : wake == nil ? .nan : activity[minute])
            let isReporting = wake != nil && minute >= firstReport || lastReport == minute
            leftUpAlarm?.advance(point: isReporting ? 0 : .nan)
        }
        if let first = wake { lives.append(.init(wake: first, end: count, stop: .afterHistory)) }
        return WhatIfRun(lives: lives)
    }
}
