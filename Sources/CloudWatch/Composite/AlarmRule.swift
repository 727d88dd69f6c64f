/// The rule of a composite alarm (`AlarmRule`): a condition on the states of other alarms.
///
/// Source: CloudWatch API Reference, PutCompositeAlarm.
public indirect enum AlarmRule: Hashable, Sendable {
    /// `TRUE` or `FALSE`.
    case constant(Bool)
    /// `ALARM(x)`, `OK(x)`, `INSUFFICIENT_DATA(x)`; `x` is a name or an ARN.
    case state(AlarmState, of: String)
    /// `NOT x`.
    case not(AlarmRule)
    /// `x AND y AND …`.
    case and([AlarmRule])
    /// `x OR y OR …`.
    case or([AlarmRule])
    /// `AT_LEAST(m, STATE, (a, b, …))`.
    case atLeast(AtLeast)

    /// At least so many of a list of alarms are, or are not, in a state.
    public struct AtLeast: Hashable, Sendable {
        /// How many.
        public enum Count: Hashable, Sendable {
            /// So many alarms.
            case alarms(Int)
            /// So many percent of them.
            case percent(Double)
        }

        /// How many.
        public var count: Count
        /// The state.
        public var state: AlarmState
        /// Whether those count that are not in the state.
        public var isNegated: Bool
        /// Names or ARNs.
        public var alarms: [String]

        /// Makes a condition.
        public init(count: Count, state: AlarmState, isNegated: Bool, alarms: [String]) {
            self.count = count
            self.state = state
            self.isNegated = isNegated
            self.alarms = alarms
        }
    }

    /// Names or ARNs of the children, each once, in the order of the text.
    public var children: [String] {
        var seen: Set<String> = []
        return references.filter { seen.insert($0).inserted }
    }

    /// States and constants, which CloudWatch limits to 500.
    public var elementCount: Int {
        switch self {
        case .constant, .state: 1
        case .not(let rule): rule.elementCount
        case .and(let rules), .or(let rules): rules.reduce(0) { $0 + $1.elementCount }
        case .atLeast(let condition): condition.alarms.count
        }
    }

    private var references: [String] {
        switch self {
        case .constant: []
        case .state(_, let name): [name]
        case .not(let rule): rule.references
        case .and(let rules), .or(let rules): rules.flatMap(\.references)
        case .atLeast(let condition): condition.alarms
        }
    }

    /// Whether the rule holds.
    ///
    /// - Parameter states: the children's states by name; an ARN is looked up by the name in it. A child that is not
    ///   there is in no state.
    public func holds(_ states: [String: AlarmState]) -> Bool {
        func state(_ child: String) -> AlarmState? { states[child] ?? states[AlarmRule.name(ofAlarm: child)] }
        switch self {
        case .constant(let value): return value
        case .state(let wanted, let child): return state(child) == wanted
        case .not(let rule): return !rule.holds(states)
        case .and(let rules): return rules.allSatisfy { $0.holds(states) }
        case .or(let rules): return rules.contains { $0.holds(states) }
        case .atLeast(let condition):
            let count = condition.alarms.count { child in
                guard let state = state(child) else { return false }
                return (state == condition.state) != condition.isNegated
            }
            switch condition.count {
            case .alarms(let least): return count >= least
            case .percent(let least): return Double(count) * 100 >= least * Double(condition.alarms.count)
            }
        }
    }

    /// The name in an alarm's ARN, or the text itself.
    public static func name(ofAlarm text: String) -> String {
        let parts = text.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[2] == "cloudwatch", parts[5] == "alarm" else {
            return text
        }
        return String(parts[6])
    }
}
