/// Composite alarms that watch one another: in which order to evaluate them, and which cannot be evaluated.
public struct CompositeGraph: Sendable {
    /// The names of alarms that can be evaluated, children before parents.
    public let order: [String]
    /// The names of alarms on a cycle, or above one: CloudWatch stops evaluating them.
    public let stopped: Set<String>

    private let rules: [String: AlarmRule]

    /// Orders alarms by their rules.
    ///
    /// - Throws: ``AlarmRuleError`` for the first rule, by the alarms' names, that cannot be read.
    public init(_ alarms: [CompositeAlarm]) throws(AlarmRuleError) {
        var rules: [String: AlarmRule] = [:]
        for alarm in alarms.sorted(by: { $0.alarmName < $1.alarmName }) {
            rules[alarm.alarmName] = try AlarmRule(alarm.alarmRule)
        }
        let children = rules.mapValues { rule in
            Set(rule.children.map(AlarmRule.name(ofAlarm:))).filter { rules[$0] != nil }
        }
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
        self.order = order
        stopped = Set(rules.keys).subtracting(placed)
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
