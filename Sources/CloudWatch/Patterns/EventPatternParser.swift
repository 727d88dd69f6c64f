/// Turns the JSON of an event pattern into what it asks for.
enum EventPatternParser {
    private static let comparisons: Set<String> = [
        "prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists", "cidr", "wildcard",
    ]
    /// EventBridge compares numbers within these bounds.
    private static let numbers = -5.0e9...5.0e9

    /// An object of fields.
    static func fields(_ value: JSONValue, path: String) throws(PatternError) -> EventPattern.Fields {
        guard case .object(let members) = value else {
            throw PatternError(.unexpected(found: kind(of: value), expected: "an object"), path: path)
        }
        guard !members.isEmpty else { throw PatternError(.empty("an object"), path: path) }
        var fields = EventPattern.Fields()
        for key in members.keys.sorted() {
            guard let member = members[key] else { continue }
            let inner = path.isEmpty ? key : "\(path).\(key)"
            if key == "$or", let alternatives = alternatives(member) {
                var group: [EventPattern.Fields] = []
                for alternative in alternatives { group.append(try self.fields(alternative, path: inner)) }
                fields.choices.append(group)
                continue
            }
            switch member {
            case .object: fields.members[key] = .object(try self.fields(member, path: inner))
            case .array(let items):
                guard !items.isEmpty else { throw PatternError(.empty("the list"), path: inner) }
                var matchers: [EventMatcher] = []
                for item in items { matchers.append(try matcher(item, path: inner)) }
                fields.members[key] = .values(matchers)
            default:
                throw PatternError(
                    .unexpected(found: kind(of: member), expected: "an object or a list"), path: inner)
            }
        }
        return fields
    }

    /// The alternatives of `$or`; `nil` when it is a field of that name: one with fewer than two objects in its list, or
    /// with a comparison's name among their fields.
    private static func alternatives(_ value: JSONValue) -> [JSONValue]? {
        guard case .array(let items) = value, items.count >= 2 else { return nil }
        for item in items {
            guard case .object(let members) = item, !members.isEmpty,
                comparisons.isDisjoint(with: members.keys)
            else { return nil }
        }
        return items
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }

    private static func matcher(_ value: JSONValue, path: String) throws(PatternError) -> EventMatcher {
        switch value {
        case .null: return .null
        case .boolean(let flag): return .boolean(flag)
        case .number(let number): return .number(number)
        case .string(let text): return .text(.equal(text))
        case .array: throw PatternError(.unexpected(found: "a list", expected: "a value"), path: path)
        case .object(let members):
            guard members.count == 1, let (name, operand) = members.first else {
                throw PatternError(
                    .unexpected(found: "\(members.count) keys", expected: "one comparison"), path: path)
            }
            do throws(PatternError.Reason) {
                return try comparison(name, operand)
            } catch {
                throw PatternError(error, path: path)
            }
        }
    }

    private static func comparison(
        _ name: String, _ operand: JSONValue
    ) throws(PatternError.Reason) -> EventMatcher {
        switch name {
        case "prefix", "suffix", "equals-ignore-case", "wildcard": return .text(try text(name, operand))
        case "exists":
            guard case .boolean(let flag) = operand else {
                throw .wrongValue(comparison: name, expected: "true or false")
            }
            return .exists(flag)
        case "cidr":
            guard case .string(let text) = operand else {
                throw .wrongValue(comparison: name, expected: "a string")
            }
            guard let block = AddressBlock(text) else { throw .notABlock(text) }
            return .block(block)
        case "numeric": return .numeric(try range(operand))
        case "anything-but": return try anythingBut(operand)
        default: throw .unknownComparison(name)
        }
    }

    /// A comparison of texts; prefix and suffix may nest `equals-ignore-case`.
    private static func text(
        _ name: String, _ operand: JSONValue, nests: Bool = true
    ) throws(PatternError.Reason) -> EventMatcher.Text {
        if nests, case .object(let members) = operand, members.count == 1,
            case .string(let text)? = members["equals-ignore-case"]
        {
            if name == "prefix" { return .prefixIgnoringCase(text) }
            if name == "suffix" { return .suffixIgnoringCase(text) }
        }
        guard case .string(let text) = operand else {
            throw .wrongValue(comparison: name, expected: "a string")
        }
        switch name {
        case "prefix": return .prefix(text)
        case "suffix": return .suffix(text)
        case "equals-ignore-case": return .equalIgnoringCase(text)
        default: return .wildcard(try wildcard(text))
        }
    }

    /// `*` stands for anything, `\*` and `\\` for themselves.
    private static func wildcard(_ text: String) throws(PatternError.Reason) -> Wildcard {
        var parts: [[UInt8]] = [[]]
        var isEscaped = false
        var wasWildcard = false
        for byte in text.utf8 {
            if isEscaped {
                guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\") else {
                    throw .wrongValue(comparison: "wildcard", expected: "a backslash before * or \\ only")
                }
                parts[parts.count - 1].append(byte)
                isEscaped = false
                wasWildcard = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "*") {
                guard !wasWildcard else {
                    throw .wrongValue(comparison: "wildcard", expected: "no two wildcards in a row")
                }
                parts.append([])
                wasWildcard = true
            } else {
                parts[parts.count - 1].append(byte)
                wasWildcard = false
            }
        }
        guard !isEscaped else {
            throw .wrongValue(comparison: "wildcard", expected: "a backslash before * or \\ only")
        }
        return Wildcard(parts: parts)
    }

    /// `["=", 5]`, `[">", 0]` or `[">", 0, "<=", 5]`.
    private static func range(_ operand: JSONValue) throws(PatternError.Reason) -> EventMatcher.Range {
        let wrong = PatternError.Reason.wrongValue(
            comparison: "numeric", expected: "a list such as [\">\", 0, \"<=\", 5], numbers up to 5 billion")
        guard case .array(let items) = operand, items.count == 2 || items.count == 4 else { throw wrong }
        var range = EventMatcher.Range()
        for index in stride(from: 0, to: items.count, by: 2) {
            guard case .string(let symbol) = items[index], case .number(let number) = items[index + 1],
                numbers.contains(number)
            else { throw wrong }
            switch symbol {
            case "=" where items.count == 2: (range.low, range.high) = (number, number)
            case ">" where index == 0, ">=" where index == 0:
                (range.low, range.isLowOpen) = (number, symbol == ">")
            case "<" where index == items.count - 2, "<=" where index == items.count - 2:
                (range.high, range.isHighOpen) = (number, symbol == "<")
            default: throw wrong
            }
        }
        guard range.low <= range.high, items.count == 2 || range.low < range.high else {
            throw .wrongValue(comparison: "numeric", expected: "a lower bound below the upper one")
        }
        return range
    }

    /// A value, a list of values of one kind, or a comparison of texts with one text or several.
    private static func anythingBut(_ operand: JSONValue) throws(PatternError.Reason) -> EventMatcher {
        let wrong = PatternError.Reason.wrongValue(
            comparison: "anything-but", expected: "strings, or numbers, or one comparison of strings")
        switch operand {
        case .string(let text): return .anythingBut(numbers: [], texts: [.equal(text)])
        case .number(let number): return .anythingBut(numbers: [number], texts: [])
        case .array(let items):
            var numbers: Set<Double> = []
            var texts: [EventMatcher.Text] = []
            for item in items {
                switch item {
                case .string(let text): texts.append(.equal(text))
                case .number(let number): numbers.insert(number)
                default: throw wrong
                }
            }
            guard numbers.isEmpty != texts.isEmpty else { throw wrong }
            return .anythingBut(numbers: numbers, texts: texts)
        case .object(let members):
            guard members.count == 1, let (name, inner) = members.first,
                ["prefix", "suffix", "equals-ignore-case", "wildcard"].contains(name)
            else { throw wrong }
            guard case .array(let items) = inner else {
                return .anythingBut(numbers: [], texts: [try text(name, inner, nests: false)])
            }
            guard !items.isEmpty else { throw wrong }
            var texts: [EventMatcher.Text] = []
            for item in items { texts.append(try text(name, item, nests: false)) }
            return .anythingBut(numbers: [], texts: texts)
        case .null, .boolean: throw wrong
        }
    }
}
