public import CloudWatch

/// The watchdog's three alarms.
public enum WorldRule: String, Codable, Hashable, Sendable, CaseIterable {
    /// Scales to zero in each minute in ALARM.
    case containerActivity = "ContainerActivity"
    /// Mails, and scales to zero in each minute in ALARM if `ShouldStop`.
    case instanceLeftUp = "InstanceLeftUp"
    /// Mails; the function that it watches scales to zero.
    case breakCrashLoop = "BreakCrashLoop"
}

/// One change of an alarm's state.
public struct WorldTransition: Hashable, Sendable {
    /// The alarm.
    public var rule: WorldRule
    /// The minute whose evaluation, on the minutes before it, changed the state.
    public var minute: Int
    /// The state before.
    public var from: AlarmState
    /// The state after.
    public var to: AlarmState

    /// Makes a change.
    public init(rule: WorldRule, minute: Int, from: AlarmState, to: AlarmState) {
        self.rule = rule
        self.minute = minute
        self.from = from
        self.to = to
    }
}

/// One alarm that is evaluated at the start of each minute by ``DecisionProcedure``.
struct RunningAlarm {
    let rule: WorldRule
    let procedure: DecisionProcedure
    /// E.
    let range: Int
    private(set) var state: AlarmState = .insufficientData
    private(set) var transitions: [WorldTransition] = []
    /// Points of all minutes so far, after E missing ones.
    private var slots: [Slot]
    /// Real points in the newest E slots, and whether one of them is within the threshold.
    private var real = 0
    private var within = 0
    /// Decisions of ranges without a point within the threshold, by number of real points, where only that number counts.
    private var byCount: [Int: Decision] = [:]

    init(rule: WorldRule, evaluationPeriods: Int, datapointsToAlarm: Int?, treatMissingData: TreatMissingData)
    {
        self.rule = rule
        procedure = DecisionProcedure(
            evaluationPeriods: evaluationPeriods, datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
            treatMissingData: treatMissingData)
        range = EvaluationRange.inferred.periods(evaluationPeriods: evaluationPeriods, period: 60)
        slots = Array(repeating: .missing, count: range)
    }

    /// Adds the newest minute's point.
    mutating func append(_ slot: Slot) {
        let leaving = slots[slots.count - range]
        if leaving != .missing { real -= 1 }
        if leaving == .withinThreshold { within -= 1 }
        if slot != .missing { real += 1 }
        if slot == .withinThreshold { within += 1 }
        slots.append(slot)
    }

    /// Evaluates on the newest E minutes.
    mutating func evaluate(minute: Int) {
        let decision: Decision
        // Under notBreaching, and with nothing real, positions do not matter: the decision is looked up, not repeated.
        let isCounted = within == 0 && (procedure.treatMissingData == .notBreaching || real == 0)
        if isCounted, let known = byCount[real] {
            decision = known
        } else {
            decision = procedure.decide(Array(slots[(slots.count - range)...]), previous: state)
            if isCounted { byCount[real] = decision }
        }
        guard decision.state != state else { return }
        transitions.append(WorldTransition(rule: rule, minute: minute, from: state, to: decision.state))
        state = decision.state
    }
}
