public import TimeSeries

/// One run of an action.
public struct ActionRun: Codable, Hashable, Sendable {
    /// Why it ran.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// The state changed.
        case transition
        /// A scaling action goes on while the state lasts.
        case repetition
        /// A mute window ended that had held it.
        case unmuted
    }

    /// When.
    public var time: Instant
    /// The state whose action it is.
    public var state: AlarmState
    /// What ran.
    public var action: AlarmAction
    /// Why.
    public var reason: Reason

    /// Makes a run.
    public init(time: Instant, state: AlarmState, action: AlarmAction, reason: Reason) {
        self.time = time
        self.state = state
        self.action = action
        self.reason = reason
    }
}

/// Which actions run as an alarm's state goes on in time.
///
/// Mail and most other actions are edges: they run once, when the state changes. Auto Scaling actions are levels: they
/// run every minute while the state lasts, so a group that is started again during ALARM is scaled in again a minute
/// later. `ActionsEnabled` and mute rules hold actions back; the state moves on all the same, and so do its events.
///
/// Source: CloudWatch User Guide, "Alarm actions" and "Alarm mute rules".
public struct ActionRunner: Sendable {
    /// The alarm's actions of each state.
    public let actions: [AlarmState: [AlarmAction]]
    /// `ActionsEnabled`.
    public let isEnabled: Bool
    /// What is open about repeated and held actions.
    public let settings: ActionSettings

    private let mutes: [Range<Instant>]
    private let evaluationInterval: Int
    private var state: AlarmState
    private var heldStates: Set<AlarmState> = []
    private var wasMuted = false
    private var lastRepetition: Instant?

    /// Makes the runner of a metric alarm.
    ///
    /// - Parameters:
    ///   - alarm: the alarm.
    ///   - mutes: when its actions are muted, see ``MuteRule/windows(from:to:)``; in any order.
    ///   - settings: the rules that no source decides.
    ///   - state: the state before the first step.
    public init(
        alarm: MetricAlarm, mutes: [Range<Instant>] = [], settings: EvaluationSettings = EvaluationSettings(),
        state: AlarmState = .insufficientData
    ) {
        self.init(
            actions: Dictionary(
                uniqueKeysWithValues: AlarmState.allCases.map { ($0, alarm.actions(of: $0)) }),
            isEnabled: alarm.actionsEnabled, mutes: mutes, settings: settings.actions,
            evaluationInterval: EvaluationSchedule(alarm: alarm, settings: settings).interval, state: state)
    }

    /// Makes a runner from its parts; `actions` are ARNs.
    public init(
        actions: [AlarmState: [String]], isEnabled: Bool = true, mutes: [Range<Instant>] = [],
        settings: ActionSettings = ActionSettings(), evaluationInterval: Int = 60,
        state: AlarmState = .insufficientData
    ) {
        self.actions = actions.mapValues { $0.map { AlarmAction(arn: $0) } }
        self.isEnabled = isEnabled
        self.mutes = mutes.sorted { $0.lowerBound < $1.lowerBound }
        self.settings = settings
        self.evaluationInterval = evaluationInterval
        self.state = state
    }

    /// Moves on to an instant at which the alarm has a state; call it at each evaluation, at least once a minute.
    ///
    /// - Returns: the actions that run now.
    public mutating func step(to newState: AlarmState, at instant: Instant) -> [ActionRun] {
        let changed = newState != state
        let previous = state
        state = newState
        let isMuted = mutes.contains { $0.contains(instant) }
        defer { wasMuted = isMuted }
        guard isEnabled else { return [] }
        if isMuted {
            if changed { heldStates.insert(newState) }
            return []
        }
        var runs: [ActionRun] = []
        if changed {
            runs = all(of: newState, from: previous, at: instant, .transition)
        } else if wasMuted, settings.runsHeldActions, heldStates.contains(newState) {
            runs = all(of: newState, from: nil, at: instant, .unmuted)
        } else if repeats(at: instant) {
            runs = (actions[newState] ?? []).filter(\.repeats).map {
                ActionRun(time: instant, state: newState, action: $0, reason: .repetition)
            }
        }
        heldStates = []
        if runs.contains(where: \.action.repeats) { lastRepetition = instant }
        return runs
    }

    /// Whether a minute, or an evaluation, has passed since the scaling actions ran.
    private func repeats(at instant: Instant) -> Bool {
        guard let lastRepetition else { return true }
        let pause = settings.repetition == .everyMinute ? 60 : max(60, evaluationInterval)
        return instant >= lastRepetition.advanced(bySeconds: pause)
    }

    private func all(
        of state: AlarmState, from previous: AlarmState?, at instant: Instant, _ reason: ActionRun.Reason
    ) -> [ActionRun] {
        (actions[state] ?? []).filter { $0.kind != .systemsManager || state == .alarm }.map {
            ActionRun(time: instant, state: state, action: $0, reason: reason)
        }
    }
}
