extension AlarmRule {
    /// Characters that a rule may have.
    public static let characterLimit = 10_240
    /// States and constants that a rule may have.
    public static let elementLimit = 500
    /// Alarms that a rule may name.
    public static let childLimit = 100

    /// Reads a rule.
    ///
    /// ```
    /// rule  := all { "OR" all }          all := one { "AND" one }
    /// one   := "NOT" one | "(" rule ")" | "TRUE" | "FALSE" | STATE "(" alarm ")"
    ///        | "AT_LEAST" "(" (number | number "%") "," ["NOT"] STATE "," "(" alarm { "," alarm } ")" ")"
    /// alarm := a word without blanks, commas and brackets, or text in double quotes
    /// ```
    ///
    /// - Throws: ``AlarmRuleError`` with the place, also for a rule beyond CloudWatch's limits.
    public init(_ text: String) throws(AlarmRuleError) {
        let count = text.utf16.count
        guard count <= Self.characterLimit else {
            throw AlarmRuleError(.tooLong(characters: count, limit: Self.characterLimit), at: 0)
        }
        var parser = AlarmRuleParser(text)
        let rule = try parser.parse()
        guard rule.elementCount <= Self.elementLimit else {
            throw AlarmRuleError(.tooManyElements(count: rule.elementCount, limit: Self.elementLimit), at: 0)
        }
        guard rule.children.count <= Self.childLimit else {
            throw AlarmRuleError(.tooManyChildren(count: rule.children.count, limit: Self.childLimit), at: 0)
        }
        self = rule
    }
}

/// Recursive descent over the characters of a rule, with bounded depth.
private struct AlarmRuleParser {
    private static let depthLimit = 100

    private let characters: [Character]
    private var position = 0
    private var depth = 0

    init(_ text: String) { characters = Array(text) }

    mutating func parse() throws(AlarmRuleError) -> AlarmRule {
        let rule = try anyOf()
        skipBlanks()
        guard position == characters.count else { throw expected("AND, OR or the end") }
        return rule
    }

    private mutating func anyOf() throws(AlarmRuleError) -> AlarmRule {
        var rules = [try allOf()]
        while keyword("OR") { rules.append(try allOf()) }
        return rules.count == 1 ? rules[0] : .or(rules)
    }

    private mutating func allOf() throws(AlarmRuleError) -> AlarmRule {
        var rules = [try one()]
        while keyword("AND") { rules.append(try one()) }
        return rules.count == 1 ? rules[0] : .and(rules)
    }

    private mutating func one() throws(AlarmRuleError) -> AlarmRule {
        skipBlanks()
        guard depth < Self.depthLimit else {
            throw AlarmRuleError(.tooDeep(limit: Self.depthLimit), at: position)
        }
        depth += 1
        defer { depth -= 1 }
        if keyword("NOT") { return .not(try one()) }
        if take("(") {
            let rule = try anyOf()
            try require(")")
            return rule
        }
        if keyword("TRUE") { return .constant(true) }
        if keyword("FALSE") { return .constant(false) }
        if keyword("AT_LEAST") { return .atLeast(try atLeast()) }
        guard let state = state() else {
            throw expected("ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or (")
        }
        try require("(")
        let name = try alarm()
        try require(")")
        return .state(state, of: name)
    }

    private mutating func atLeast() throws(AlarmRuleError) -> AlarmRule.AtLeast {
        try require("(")
        skipBlanks()
        let start = position
        let digits = word { $0.isASCII && ($0.isNumber || $0 == ".") }
        let isPercent = take("%")
        guard let number = Double(digits), number.isFinite else {
            position = start
            throw expected("a number")
        }
        let text = digits + (isPercent ? "%" : "")
        try require(",")
        let isNegated = keyword("NOT")
        guard let state = state() else { throw expected("ALARM, OK or INSUFFICIENT_DATA") }
        try require(",")
        try require("(")
        var alarms = [try alarm()]
        while take(",") { alarms.append(try alarm()) }
        try require(")")
        try require(")")
        let bad = AlarmRuleError(.badCount(text), at: start)
        if isPercent {
            guard number > 0, number <= 100 else { throw bad }
            return AlarmRule.AtLeast(
                count: .percent(number), state: state, isNegated: isNegated, alarms: alarms)
        }
        guard let count = Int(digits), count > 0, count <= alarms.count else { throw bad }
        return AlarmRule.AtLeast(count: .alarms(count), state: state, isNegated: isNegated, alarms: alarms)
    }

    /// A name or an ARN, quoted or not.
    private mutating func alarm() throws(AlarmRuleError) -> String {
        skipBlanks()
        let start = position
        guard take("\"") else {
            let name = word { !$0.isWhitespace && !",()\"".contains($0) }
            guard !name.isEmpty else { throw expected("an alarm's name or ARN") }
            return name
        }
        var name = ""
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "\"" {
                guard !name.isEmpty else {
                    position = start
                    throw expected("an alarm's name or ARN")
                }
                return name
            }
            if character == "\\", position < characters.count, "\"\\".contains(characters[position]) {
                name.append(characters[position])
                position += 1
            } else {
                name.append(character)
            }
        }
        throw AlarmRuleError(.openQuote, at: start)
    }

    private mutating func state() -> AlarmState? {
        AlarmState.allCases.first { keyword($0.rawValue) }
    }

    /// Takes a word of capital letters if it stands here as a whole.
    private mutating func keyword(_ word: String) -> Bool {
        skipBlanks()
        let end = position + word.count
        guard end <= characters.count, String(characters[position..<end]) == word else { return false }
        if end < characters.count,
            characters[end].isLetter || characters[end].isNumber || characters[end] == "_"
        {
            return false
        }
        position = end
        return true
    }

    private mutating func word(_ belongs: (Character) -> Bool) -> String {
        let start = position
        while position < characters.count, belongs(characters[position]) { position += 1 }
        return String(characters[start..<position])
    }

    private mutating func take(_ character: Character) -> Bool {
        skipBlanks()
        guard position < characters.count, characters[position] == character else { return false }
        position += 1
        return true
    }

    private mutating func require(_ character: Character) throws(AlarmRuleError) {
        guard take(character) else { throw expected("\(character)") }
    }

    private mutating func skipBlanks() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    private func expected(_ what: String) -> AlarmRuleError {
        let found = position < characters.count ? String(characters[position]).debugDescription : "the end"
        return AlarmRuleError(.expected(what, found: found), at: position)
    }
}

extension AlarmRule: CustomStringConvertible {
    /// The rule as text, every name quoted and only the brackets that are needed.
    public var description: String { text(inside: 0) }

    /// - Parameter inside: how tightly what stands around binds: 0 OR, 1 AND, 2 NOT.
    private func text(inside: Int) -> String {
        switch self {
        case .constant(let value): return value ? "TRUE" : "FALSE"
        case .state(let state, let name): return "\(state.rawValue)(\(Self.quoted(name)))"
        case .not(let rule): return "NOT \(rule.text(inside: 2))"
        case .and(let rules):
            let text = rules.map { $0.text(inside: 2) }.joined(separator: " AND ")
            return inside > 1 ? "(\(text))" : text
        case .or(let rules):
            let text = rules.map { $0.text(inside: 1) }.joined(separator: " OR ")
            return inside > 0 ? "(\(text))" : text
        case .atLeast(let condition):
            let count =
                switch condition.count {
                case .alarms(let number): "\(number)"
                case .percent(let number): "\(number)%"
                }
            let names = condition.alarms.map(Self.quoted).joined(separator: ", ")
            return
                "AT_LEAST(\(count), \(condition.isNegated ? "NOT " : "")\(condition.state.rawValue), (\(names)))"
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
