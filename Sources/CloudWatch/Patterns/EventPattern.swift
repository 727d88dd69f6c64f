/// An event pattern of EventBridge: which events a rule takes.
///
/// Every field named must match, any of the values given for it is enough, and fields that are not named do not matter.
/// A list in the event matches when one of its members does; fields of one list must match in one and the same member.
public struct EventPattern: Hashable, Sendable {
    /// What an object must look like.
    struct Fields: Hashable, Sendable {
        var members: [String: Node] = [:]
        /// `$or`: of each group at least one alternative must match.
        var choices: [[Fields]] = []
    }

    /// What is said of one field.
    indirect enum Node: Hashable, Sendable {
        case object(Fields)
        case values([EventMatcher])
    }

    let root: Fields

    /// Parses a pattern's JSON.
    ///
    /// - Throws: ``PatternError`` with the path of the field that EventBridge would refuse.
    public init(parsing text: String) throws(PatternError) { try self.init(JSONValue(parsing: text)) }

    /// Parses a pattern's JSON in UTF-8.
    ///
    /// - Throws: ``PatternError`` with the path of the field that EventBridge would refuse.
    public init(parsing bytes: some Collection<UInt8>) throws(PatternError) {
        try self.init(JSONValue(parsing: bytes))
    }

    /// Reads a pattern from a JSON value.
    ///
    /// - Throws: ``PatternError`` with the path of the field that EventBridge would refuse.
    public init(_ value: JSONValue) throws(PatternError) {
        root = try EventPatternParser.fields(value, path: "")
    }

    /// Whether an event matches.
    public func matches(_ event: JSONValue) -> Bool {
        Self.matches(root, event, path: [], root: event)
    }

    /// - Parameter root: the whole event; a field that must be absent must be absent everywhere in it.
    private static func matches(
        _ fields: Fields, _ value: JSONValue?, path: [String], root: JSONValue
    ) -> Bool {
        if case .array(let items)? = value, !items.isEmpty {
            return items.contains { matches(fields, $0, path: path, root: root) }
        }
        var members: [String: JSONValue] = [:]
        if case .object(let found)? = value { members = found }
        for (key, node) in fields.members {
            switch node {
            case .object(let inner):
                guard matches(inner, members[key], path: path + [key], root: root) else { return false }
            case .values(let matchers):
                guard matches(matchers, members[key], path: path + [key], root: root) else { return false }
            }
        }
        return fields.choices.allSatisfy { group in
            group.contains { matches($0, value, path: path, root: root) }
        }
    }

    private static func matches(
        _ matchers: [EventMatcher], _ value: JSONValue?, path: [String], root: JSONValue
    ) -> Bool {
        let leaves = value.map(leaves(of:)) ?? []
        return matchers.contains { matcher in
            if matcher == .exists(false) { return !exists(path[...], in: root) }
            return leaves.contains { matcher.matches($0) }
        }
    }

    /// The plain values of a field: itself, or what a list of lists holds.
    private static func leaves(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .array(let items): items.flatMap(leaves(of:))
        case .object: []
        default: [value]
        }
    }

    /// Whether a path leads to a plain value anywhere, through lists too.
    private static func exists(_ path: ArraySlice<String>, in value: JSONValue) -> Bool {
        if case .array(let items) = value { return items.contains { exists(path, in: $0) } }
        guard let key = path.first else { return !leaves(of: value).isEmpty }
        guard case .object(let members) = value, let member = members[key] else { return false }
        return exists(path.dropFirst(), in: member)
    }
}
