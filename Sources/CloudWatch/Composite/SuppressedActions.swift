public import TimeSeries

/// Which actions of a composite alarm run, its suppressor being what it is.
///
/// | happens | then |
/// | --- | --- |
/// | the composite changes while the suppressor is in ALARM | its actions are held back |
/// | the composite changes otherwise | a wait begins; a second change begins it anew |
/// | the suppressor goes into ALARM during the wait | the wait is dropped, actions are held back |
/// | the wait ends | the actions of the state then current run |
/// | the suppressor leaves ALARM | an extension begins |
/// | the composite changes during the extension | the extension is dropped, a wait begins |
/// | the extension ends | the actions of the state then current run, if it changed under suppression |
/// | another suppressor takes its place | a wait or an extension is dropped |
///
/// Source: CloudWatch User Guide, "Composite alarm actions suppression".
public struct SuppressedActions: Sendable {
    /// Why actions do not run at the moment.
    public enum Phase: Hashable, Sendable {
        /// Nothing holds them back.
        case free
        /// A wait, up to a time.
        case waiting(until: Instant)
        /// The suppressor is in ALARM.
        case suppressed
        /// An extension, up to a time.
        case extended(until: Instant)
    }

    /// What holds actions back after the last step.
    public private(set) var phase: Phase = .free

    private var alarm: CompositeAlarm
    private let settings: ActionSettings
    private let mutes: [Range<Instant>]
    private var state: AlarmState
    private var suppressorIsInAlarm = false
    private var changedUnderSuppression = false
    private var heldByMute = false
    private var wasMuted = false

    /// Makes the actions of a composite alarm; mute windows take precedence over the suppressor.
    public init(
        alarm: CompositeAlarm, mutes: [Range<Instant>] = [], settings: ActionSettings = ActionSettings(),
        state: AlarmState = .insufficientData
    ) {
        self.alarm = alarm
        self.mutes = mutes
        self.settings = settings
        self.state = state
    }

    /// Moves on to an instant; call it at every change of either alarm and at least once a minute.
    ///
    /// - Parameters:
    ///   - newState: the composite alarm's state.
    ///   - suppressor: the suppressor's state, `nil` without one.
    ///   - instant: when.
    /// - Returns: the actions that run now, stamped with the end of the wait or extension that let them go.
    public mutating func step(
        to newState: AlarmState, suppressor: AlarmState?, at instant: Instant
    ) -> [ActionRun] {
        var runs = expire(before: instant)
        let changed = newState != state
        state = newState
        let wasInAlarm = suppressorIsInAlarm
        suppressorIsInAlarm = suppressor == .alarm
        if suppressorIsInAlarm {
            if changed || isWaiting { changedUnderSuppression = true }
            phase = .suppressed
        } else if changed {
            changedUnderSuppression = false
            let wait = alarm.actionsSuppressor == nil ? 0 : max(0, alarm.actionsSuppressorWaitPeriod ?? 0)
            phase = .waiting(until: instant.advanced(bySeconds: wait))
        } else if wasInAlarm {
            let time = max(0, alarm.actionsSuppressorExtensionPeriod ?? 0)
            phase = .extended(until: instant.advanced(bySeconds: time))
        }
        runs += expire(before: Instant(milliseconds: instant.milliseconds &+ 1))
        runs += unmute(at: instant)
        return runs
    }

    /// Goes on with the alarm as it was updated; another suppressor drops a wait or an extension and what it held.
    public mutating func update(to alarm: CompositeAlarm) {
        if alarm.actionsSuppressor != self.alarm.actionsSuppressor {
            phase = .free
            suppressorIsInAlarm = false
            changedUnderSuppression = false
        }
        self.alarm = alarm
    }

    private var isWaiting: Bool { if case .waiting = phase { true } else { false } }

    /// Lets actions go whose wait or extension ends before an instant.
    private mutating func expire(before instant: Instant) -> [ActionRun] {
        switch phase {
        case .waiting(let end) where end < instant:
            phase = .free
            return run(at: end, .transition)
        case .extended(let end) where end < instant:
            phase = .free
            let runs = changedUnderSuppression || settings.extensionEndRunsUnchanged
            changedUnderSuppression = false
            return runs ? run(at: end, .transition) : []
        default: return []
        }
    }

    private mutating func unmute(at instant: Instant) -> [ActionRun] {
        let isMuted = mutes.contains { $0.contains(instant) }
        defer { wasMuted = isMuted }
        guard wasMuted, !isMuted, heldByMute else { return [] }
        heldByMute = false
        return settings.runsHeldActions ? run(at: instant, .unmuted) : []
    }

    private mutating func run(at instant: Instant, _ reason: ActionRun.Reason) -> [ActionRun] {
        guard alarm.actionsEnabled else { return [] }
        if mutes.contains(where: { $0.contains(instant) }) {
            heldByMute = true
            wasMuted = true
            return []
        }
        return alarm.actions(of: state).map { AlarmAction(arn: $0) }
            .filter { $0.kind != .systemsManager || state == .alarm }
            .map { ActionRun(time: instant, state: state, action: $0, reason: reason) }
    }
}
