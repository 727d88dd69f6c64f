public import CloudWatch
public import LeafStack
public import TimeSeries

/// What replaying one choice of settings came to.
public struct ReplayResult: Codable, Hashable, Sendable {
    /// The leaf's container id.
    public var leaf: String
    /// The settings that were replayed.
    public var settings: WatchdogSettings
    /// The rules of CloudWatch that no source decides, as they were taken.
    public var evaluation: EvaluationSettings
    /// Start of the history.
    public var from: Instant
    /// End of the history.
    public var to: Instant
    /// Minutes in the history.
    public var minutes: Int
    /// Minutes up.
    public var minutesUp: Int
    /// Every change of state, by time.
    public var transitions: [StateTransition]
    /// What each rule did.
    public var rules: [RuleFirings]
    /// Runs of scale-down actions.
    public var scaleDowns: [ScaleDownRun]

    /// Summarises a replay.
    public init(_ replay: WatchdogReplay, history: LeafHistory) {
        leaf = history.leaf.containerID
        settings = replay.watchdog
        evaluation = replay.containerActivity.settings
        from = history.start
        to = history.networkIn.end
        minutes = history.minutes
        minutesUp = history.networkIn.values.count { !$0.isNaN }
        transitions = replay.transitions
        rules = WatchdogRule.allCases.map { RuleFirings(replay[$0], days: Double(history.minutes) / 1440) }
        scaleDowns = ScaleDownRun.runs(replay, history: history)
    }
}

/// What one rule did over a history.
public struct RuleFirings: Codable, Hashable, Sendable {
    /// The rule.
    public var rule: WatchdogRule
    /// Times it went into ALARM.
    public var firings: Int
    /// Minutes in ALARM.
    public var minutesInAlarm: Int
    /// When it first went into ALARM.
    public var first: Instant?
    /// When it last went into ALARM.
    public var last: Instant?
    /// Longest time in ALARM, minutes.
    public var longest: Int?
    /// Shortest time in ALARM, minutes.
    public var shortest: Int?
    /// Mails sent; the container-activity alarm sends none.
    public var mails: Int
    /// Mails in 30 days at that rate; `nil` below seven days of history.
    public var mailsPerMonth: Double?

    /// Counts what a track shows over `days` days.
    public init(_ track: AlarmTrack, days: Double) {
        let runs = track.alarmRuns
        rule = track.rule
        firings = runs.count
        minutesInAlarm = runs.reduce(0) { $0 + $1.count }
        first = runs.first.map { track.series.time(at: $0.lowerBound) }
        last = runs.last.map { track.series.time(at: $0.lowerBound) }
        longest = runs.map(\.count).max()
        shortest = runs.map(\.count).min()
        // The crash alarm tells two topics, the left-up alarm one, the activity alarm only the Auto Scaling group.
        mails = runs.count * track.rule.mailsPerFiring
        mailsPerMonth = days >= 7 ? Double(mails) * 30 / days : nil
    }
}

extension WatchdogRule {
    /// SNS topics that the rule's alarm tells when it goes into ALARM.
    public var mailsPerFiring: Int {
        switch self {
        case .containerActivity: 0
        case .instanceLeftUp: 1
        case .breakCrashLoop: 2
        }
    }
}

/// A run of minutes in each of which a rule scales the group to zero; the action repeats while the alarm lasts.
public struct ScaleDownRun: Codable, Hashable, Sendable {
    /// The rule.
    public var rule: WatchdogRule
    /// Minute of the first action.
    public var from: Instant
    /// Number of actions, one a minute.
    public var actions: Int
    /// How many of them met an instance that was up.
    public var actionsWhileUp: Int

    /// Makes a run.
    public init(rule: WatchdogRule, from: Instant, actions: Int, actionsWhileUp: Int) {
        self.rule = rule
        self.from = from
        self.actions = actions
        self.actionsWhileUp = actionsWhileUp
    }

    /// Finds the runs of a replay.
    public static func runs(_ replay: WatchdogReplay, history: LeafHistory) -> [ScaleDownRun] {
        var result: [ScaleDownRun] = []
        var previous: WatchdogRule?
        for minute in 0...history.minutes {
            let rule = replay.scaleDown(at: minute)
            if let rule {
                let isUp = history.networkIn[minute] != nil
                if rule == previous, let last = result.indices.last {
                    result[last].actions += 1
                    if isUp { result[last].actionsWhileUp += 1 }
                } else {
                    result.append(
                        ScaleDownRun(
                            rule: rule, from: history.networkIn.time(at: minute), actions: 1,
                            actionsWhileUp: isUp ? 1 : 0))
                }
            }
            previous = rule
        }
        return result
    }
}
