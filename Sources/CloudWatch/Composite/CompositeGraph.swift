/// Composite alarms that watch one another: in which order to evaluate them, and which cannot be evaluated.
public struct CompositeGraph: Sendable {
    /// The names of alarms that can be evaluated, children before parents.
    public let order: [String]
    /// The names of alarms on a cycle, or above one: CloudWatch stops evaluating them.
    public let stopped: Set<String>

    private let rules: [String: AlarmRule]
    private let namesBelow: [String: Set<String>]

    /// Orders alarms by their rules.
    ///
    /// - Throws: ``AlarmRuleError`` for the first rule, by the alarms' names, that cannot be read.
    public init(_ alarms: [CompositeAlarm]) throws(AlarmRuleError) {
        var rules: [String: AlarmRule] = [:]
        for alarm in alarms.sorted(by: { $0.alarmName < $1.alarmName }) {
            rules[alarm.alarmName] = try AlarmRule(alarm.alarmRule)
        }
        let names = rules.mapValues { Set($0.children.map(AlarmRule.name(ofAlarm:))) }
        let children = names.mapValues { $0.filter { rules[$0] != nil } }
        // Takes away, again and again, what only waits for what was taken away before; a cycle is never free.
        var order: [String] = []
        var placed: Set<String> = []
        while true {
            let free = children.keys.filter { name in
                !placed.contains(name) && children[name].map { $0.isSubset(of: placed) } ?? true
            }
            if free.isEmpty { break }
            order += free.sorted()
            placed.formUnion(free)
        }
        self.rules = rules
        namesBelow = names
        self.order = order
        stopped = Set(rules.keys).subtracting(placed)
    }

    /// The names of the alarms that a composite alarm's rule names.
    public func children(of name: String) -> Set<String> { namesBelow[name] ?? [] }

    /// The state that a composite alarm's rule gives; `nil` when there is no such alarm, or it is stopped.
    public func state(of name: String, _ states: [String: AlarmState]) -> AlarmState? {
        guard !stopped.contains(name) else { return nil }
        return rules[name].map { $0.holds(states) ? .alarm : .ok }
    }

    /// The states of all composite alarms that follow from those of the metric alarms.
    ///
    /// A composite alarm is in ALARM when its rule holds, else in OK; stopped ones keep the state they have.
    ///
    /// - Parameter states: states by name, of metric alarms and, where known, composite ones.
    /// - Returns: the same with every composite alarm's new state.
    public func evaluate(_ states: [String: AlarmState]) -> [String: AlarmState] {
        var states = states
        for name in order {
            if let rule = rules[name] { states[name] = rule.holds(states) ? .alarm : .ok }
        }
        for name in stopped where states[name] == nil { states[name] = .insufficientData }
        return states
    }
}
