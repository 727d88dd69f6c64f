import CloudWatch
import LeafStack

/// Reads typed values out of nodes and notes everything that is wrong instead of stopping at the first.
struct RuleTestReader {
    let limits: RuleTestLimits
    private(set) var issues: [RuleTestIssue] = []
    private var names: Set<String> = []

    init(limits: RuleTestLimits) { self.limits = limits }

    mutating func note(_ reason: RuleTestIssue.Reason, _ place: FilePlace) {
        issues.append(RuleTestIssue(place: place, reason: reason))
    }

    mutating func wrong(_ node: RuleTestNode, _ what: String, expected: String) {
        note(.wrongKind(of: what, expected: expected, found: node.kindName), node.place)
    }

    /// The entries of a mapping by key; notes unknown keys.
    mutating func fields(
        _ node: RuleTestNode, _ what: String, known: [String]
    ) -> [String: RuleTestNode] {
        guard let entries = node.entries else {
            wrong(node, what, expected: "a mapping")
            return [:]
        }
        var fields: [String: RuleTestNode] = [:]
        for entry in entries {
            if known.contains(entry.key) {
                fields[entry.key] = entry.value
            } else {
                note(.unknownKey(String(entry.key.prefix(60)), known: known), entry.place)
            }
        }
        return fields
    }

    mutating func required(
        _ key: String, _ fields: [String: RuleTestNode], in parent: RuleTestNode
    ) -> RuleTestNode? {
        if let node = fields[key] { return node }
        if parent.entries != nil { note(.missingKey(key), parent.place) }
        return nil
    }

    /// The name of a test, unique in the file.
    mutating func name(_ fields: [String: RuleTestNode], in parent: RuleTestNode) -> String {
        guard let node = required("name", fields, in: parent) else { return "" }
        guard let name = node.text, !name.isEmpty else {
            wrong(node, "name", expected: "text")
            return ""
        }
        if !names.insert(name).inserted { note(.duplicateName(String(name.prefix(60))), node.place) }
        return name
    }

    mutating func number(_ node: RuleTestNode?, _ what: String) -> Double? {
        guard let node, !node.isNull else { return nil }
        if node.number == nil { wrong(node, what, expected: "a decimal number") }
        return node.number
    }

    mutating func integer(_ node: RuleTestNode?, _ what: String) -> Int? {
        guard let node, !node.isNull else { return nil }
        if node.integer == nil { wrong(node, what, expected: "a whole number") }
        return node.integer
    }

    /// One of an enumeration's values by its raw text.
    mutating func word<Value: RawRepresentable & CaseIterable>(
        _ node: RuleTestNode?, _ what: String
    ) -> Value? where Value.RawValue == String {
        guard let node, !node.isNull else { return nil }
        if let value = node.text.flatMap(Value.init(rawValue:)) { return value }
        wrong(node, what, expected: Value.allCases.map(\.rawValue).joined(separator: " or "))
        return nil
    }

    /// `OK` or `{not: ALARM}`.
    mutating func expectedState(_ node: RuleTestNode?, _ what: String) -> ExpectedState? {
        guard let node else { return nil }
        guard node.entries != nil else {
            if node.isNull { wrong(node, what, expected: "a state, or {not: STATE}") }
            let state: AlarmState? = word(node, what)
            return state.map(ExpectedState.state)
        }
        let fields = fields(node, what, known: ["not"])
        guard let inner = required("not", fields, in: node) else { return nil }
        if inner.isNull { wrong(inner, "not", expected: "a state") }
        let state: AlarmState? = word(inner, "not")
        return state.map(ExpectedState.not)
    }

    /// A list of numbers and gaps, or a compact series.
    mutating func column(_ node: RuleTestNode, _ what: String) -> [Double] {
        guard let items = node.list else {
            guard let text = node.text else {
                wrong(node, what, expected: "a list, or a series such as \"900x5 _ 120\"")
                return []
            }
            do throws(RuleTestIssue.Reason) {
                return try CompactSeries.column(text, limit: limits.points)
            } catch {
                note(error, node.place)
                return []
            }
        }
        guard items.count <= limits.points else {
            note(.tooLong(of: what, limit: limits.points), node.place)
            return []
        }
        return items.map { item in
            if item.isNull { return .nan }
            if item.number == nil { wrong(item, "a point of \(what)", expected: "a number or null") }
            return item.number ?? .nan
        }
    }
}

/// What a test expects of a state.
enum ExpectedState: Hashable, Sendable {
    /// Exactly this one.
    case state(AlarmState)
    /// Any other one.
    case not(AlarmState)

    /// Whether a state is as expected.
    func accepts(_ state: AlarmState) -> Bool {
        switch self {
        case .state(let expected): state == expected
        case .not(let unwanted): state != unwanted
        }
    }
}

extension ExpectedState: CustomStringConvertible {
    /// `ALARM` or `not ALARM`.
    var description: String {
        switch self {
        case .state(let state): state.rawValue
        case .not(let state): "not \(state.rawValue)"
        }
    }
}
