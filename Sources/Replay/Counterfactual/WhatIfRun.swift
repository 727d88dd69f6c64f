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

        /// Makes a life.
        public init(wake: Int, end: Int, stop: InstanceLife.Stop) {
            self.wake = wake
            self.end = end
            self.stop = stop
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
    /// The order inside a minute is that of the model: the evaluation on the minutes before it stops the server if the
    /// alarm is in ALARM, then demand starts it. A start counts as active for that minute, at any threshold, because the
    /// query behind it publishes the threshold plus one.
    public func run(_ settings: WhatIfSettings) -> WhatIfRun {
        var activityAlarm = AlarmEvaluator(alarm: settings.activityAlarm, settings: settings.evaluation)
        var leftUpAlarm = settings.leftUpAlarm.map {
            AlarmEvaluator(alarm: $0, settings: settings.evaluation)
        }
        var lives: [WhatIfRun.Life] = []
        var wake: Int?
        var activeUntil = -1
        for minute in 0..<count {
            if let first = wake {
                if activityAlarm.state == .alarm {
                    lives.append(.init(wake: first, end: minute, stop: .containerActivity))
                    wake = nil
                } else if leftUpAlarm?.state == .alarm {
                    lives.append(.init(wake: first, end: minute, stop: .instanceLeftUp))
                    wake = nil
                }
            }
            let role = roles[minute]
            if wake == nil, !role.isDisjoint(with: .demand) {
                wake = minute
                activeUntil = minute + (role.contains(.query) ? 0 : restartMinutes)
            }
            let isActive = role.contains(.query) || wake != nil && minute <= activeUntil
            activityAlarm.advance(
                point: isActive ? settings.threshold + 1 : wake == nil ? .nan : activity[minute])
            leftUpAlarm?.advance(point: wake == nil ? .nan : 0)
        }
        if let first = wake { lives.append(.init(wake: first, end: count, stop: .afterHistory)) }
        return WhatIfRun(lives: lives)
    }
}
