/// Composite alarms over time: each is evaluated when a child changes its state or its own rule is new, and else left
/// alone.
///
/// A composite alarm is in INSUFFICIENT_DATA from its creation to its first evaluation only. A state that somebody set
/// lasts until a child changes or the rule is updated, which may be long; that of a metric alarm lasts until its next
/// evaluation.
///
/// Source: CloudWatch User Guide, "Combining alarms"; API Reference, SetAlarmState.
public struct CompositeRun: Sendable {
    /// A change of a composite alarm's state.
    public struct Change: Hashable, Sendable {
        /// `AlarmName`.
        public var name: String
        /// The state before.
        public var from: AlarmState
        /// The state after.
        public var to: AlarmState

        /// Makes a change.
        public init(name: String, from: AlarmState, to: AlarmState) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    /// The states of all alarms by name, metric alarms and composite ones.
    public private(set) var states: [String: AlarmState] = [:]

    private var alarms: [String: CompositeAlarm]
    private var graph: CompositeGraph
    /// Composite alarms whose rule has not been evaluated since it was written.
    private var pending: Set<String>

    /// Makes composite alarms that have just been created.
    ///
    /// - Throws: ``AlarmRuleError`` for the first rule, by the alarms' names, that cannot be read.
    public init(_ alarms: [CompositeAlarm]) throws(AlarmRuleError) {
        graph = try CompositeGraph(alarms)
        self.alarms = Dictionary(alarms.map { ($0.alarmName, $0) }, uniquingKeysWith: { $1 })
        pending = Set(self.alarms.keys)
        for name in self.alarms.keys { states[name] = .insufficientData }
    }

    /// Tells the states of metric alarms, and evaluates what hangs on those that changed.
    ///
    /// - Parameter metricAlarms: states by name; alarms that are not named stay as they are.
    /// - Returns: the changes of composite alarms, children before parents.
    public mutating func update(_ metricAlarms: [String: AlarmState]) -> [Change] {
        var changed: Set<String> = []
        for (name, state) in metricAlarms where alarms[name] == nil && states[name] != state {
            states[name] = state
            changed.insert(name)
        }
        return evaluate(after: changed)
    }

    /// Puts an alarm into a state, as `SetAlarmState` does.
    ///
    /// - Returns: the change itself, and those of the composite alarms above it.
    public mutating func force(_ name: String, to state: AlarmState) -> [Change] {
        guard let before = states[name], before != state else { return [] }
        states[name] = state
        let own = alarms[name] == nil ? [] : [Change(name: name, from: before, to: state)]
        return own + evaluate(after: [name], except: name)
    }

    /// Puts an updated alarm in the place of the one with its name; it keeps its state until it is evaluated.
    ///
    /// - Returns: the changes that the new rule brings.
    /// - Throws: ``AlarmRuleError`` when a rule cannot be read; nothing has changed then.
    public mutating func replace(_ alarm: CompositeAlarm) throws(AlarmRuleError) -> [Change] {
        var updated = alarms
        updated[alarm.alarmName] = alarm
        graph = try CompositeGraph(Array(updated.values))
        alarms = updated
        pending.insert(alarm.alarmName)
        if states[alarm.alarmName] == nil { states[alarm.alarmName] = .insufficientData }
        return evaluate(after: [])
    }

    private mutating func evaluate(after changes: Set<String>, except forced: String? = nil) -> [Change] {
        var changed = changes
        var result: [Change] = []
        for name in graph.order where name != forced {
            let isDue = pending.contains(name) || !graph.children(of: name).isDisjoint(with: changed)
            guard isDue, let state = graph.state(of: name, states), let before = states[name] else {
                continue
            }
            pending.remove(name)
            guard state != before else { continue }
            states[name] = state
            changed.insert(name)
            result.append(Change(name: name, from: before, to: state))
        }
        return result
    }
}
