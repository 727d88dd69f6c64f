/// Reads filter patterns.
struct FilterPatternParser {
    /// The longest pattern that CloudWatch Logs takes, in bytes.
    static let lengthLimit = 1024
    /// Parentheses within one another.
    static let depthLimit = 50
    /// Regular expressions of one pattern.
    static let regexLimit = 2
    /// Selectors with a wildcard of one pattern.
    static let wildcardLimit = 3

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private var regexes = 0
    private var wildcards = 0

    init(_ text: String) throws(PatternError) {
        bytes = Array(text.utf8)
        guard bytes.count <= Self.lengthLimit else { throw PatternError(.tooLong(limit: Self.lengthLimit)) }
    }

    mutating func parse() throws(PatternError) -> FilterPattern.Kind {
        skipBlanks()
        let kind: FilterPattern.Kind
        switch current {
        case UInt8(ascii: "{"):
            position += 1
            kind = .json(
                try condition { (parser) throws(PatternError) in try parser.jsonTest() })
            try require("}")
        case UInt8(ascii: "["):
            position += 1
            kind = .fields(try fields())
        default: return .terms(try terms())
        }
        skipBlanks()
        guard current == nil else { throw unexpected("the end") }
        return kind
    }

    // MARK: - Characters

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func skipBlanks() {
        while let byte = current, Self.isBlank(byte) { position += 1 }
    }

    private mutating func accept(_ text: String) -> Bool {
        skipBlanks()
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func require(_ text: String) throws(PatternError) {
        guard accept(text) else { throw unexpected(text) }
    }

    private func unexpected(_ expected: String) -> PatternError {
        guard current != nil else {
            return PatternError(.unexpected(found: "the end", expected: expected), position: position)
        }
        var end = position + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let found = String(decoding: bytes[position..<end], as: UTF8.self).debugDescription
        return PatternError(.unexpected(found: found, expected: expected), position: position)
    }

    /// A keyword that is not the beginning of a longer word; its case does not matter.
    private mutating func acceptWord(_ word: String) -> Bool {
        skipBlanks()
        let end = position + word.utf8.count
        guard end <= bytes.count,
            String(decoding: bytes[position..<end], as: UTF8.self).uppercased() == word,
            end == bytes.count || !Self.isNameByte(bytes[end])
        else { return false }
        position = end
        return true
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F || byte == 0x2D || byte >= 0x80
    }

    // MARK: - Values

    /// A text in double quotes; a backslash takes the next character as it is.
    private mutating func quoted() throws(PatternError) -> [UInt8] {
        let start = position
        position += 1
        var result: [UInt8] = []
        while let byte = current {
            position += 1
            if byte == UInt8(ascii: "\"") { return result }
            if byte == UInt8(ascii: "\\"), let next = current,
                next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
            {
                result.append(next)
                position += 1
            } else {
                result.append(byte)
            }
        }
        throw PatternError(.unterminated("the quoted text"), position: start)
    }

    /// A regular expression between percent signs.
    private mutating func regex() throws(PatternError) -> FilterRegex {
        let start = position
        position += 1
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "%") {
            text.append(byte)
            position += 1
            if byte == UInt8(ascii: "\\"), let next = current {
                text.append(next)
                position += 1
            }
        }
        guard current != nil else {
            throw PatternError(.unterminated("the regular expression"), position: start)
        }
        position += 1
        regexes += 1
        guard regexes <= Self.regexLimit else {
            throw PatternError(.tooMany("regular expressions", limit: Self.regexLimit), position: start)
        }
        do throws(PatternError.Reason) {
            return try FilterRegexParser.parse(text)
        } catch {
            throw PatternError(error, position: start)
        }
    }

    /// A decimal number, with or without fraction and exponent.
    static func number(_ text: String) -> Double? {
        var rest = Substring(text)
        func digits() -> Bool {
            let count = rest.prefix { $0.isASCII && $0.isNumber }.count
            rest = rest.dropFirst(count)
            return count > 0
        }
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        var hasDigits = digits()
        if rest.first == "." {
            rest = rest.dropFirst()
            hasDigits = digits() || hasDigits
        }
        guard hasDigits else { return nil }
        if rest.first == "e" || rest.first == "E" {
            rest = rest.dropFirst()
            if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
            guard digits() else { return nil }
        }
        guard rest.isEmpty else { return nil }
        return Double(text.first == "+" ? String(text.dropFirst()) : text)
    }

    /// What stands after a comparison.
    private mutating func operand() throws(PatternError) -> FilterTest.Operand {
        skipBlanks()
        switch current {
        case UInt8(ascii: "\""): return .text(Wildcard(String(decoding: try quoted(), as: UTF8.self)))
        case UInt8(ascii: "%"): return .regex(try regex())
        default:
            let start = position
            let stops = Set("\"%{}()[],&|=<>!".utf8)
            while let byte = current, !Self.isBlank(byte), !stops.contains(byte) { position += 1 }
            guard position > start else { throw unexpected("a value") }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            return Self.number(text).map { .number($0, text: Wildcard(text)) } ?? .text(Wildcard(text))
        }
    }

    private mutating func comparison() -> FilterTest.Comparison? {
        for symbol in ["!=", "<=", ">=", "=", "<", ">"] where accept(symbol) {
            return FilterTest.Comparison(rawValue: symbol)
        }
        return nil
    }

    // MARK: - Terms

    private mutating func terms() throws(PatternError) -> FilterTerms {
        var terms = FilterTerms()
        while true {
            skipBlanks()
            guard let byte = current else { return terms }
            let mark = byte == UInt8(ascii: "?") || byte == UInt8(ascii: "-") ? byte : nil
            if mark != nil { position += 1 }
            let term = try term()
            switch mark {
            case UInt8(ascii: "?"): terms.optional.append(term)
            case UInt8(ascii: "-"): terms.excluded.append(term)
            default: terms.required.append(term)
            }
        }
    }

    private mutating func term() throws(PatternError) -> FilterTerms.Term {
        switch current {
        case UInt8(ascii: "\""): return .text(try quoted())
        case UInt8(ascii: "%"): return .regex(try regex())
        default:
            let start = position
            while let byte = current, !Self.isBlank(byte), byte != UInt8(ascii: "\"") { position += 1 }
            guard position > start else { throw unexpected("a term") }
            return .text(Array(bytes[start..<position]))
        }
    }

    // MARK: - Conditions

    /// `a && b || c` with parentheses; `&&` binds tighter.
    private mutating func condition<Subject>(
        _ test: (inout Self) throws(PatternError) -> FilterCondition<Subject>
    ) throws(PatternError) -> FilterCondition<Subject> {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw PatternError(.nestedTooDeeply(limit: Self.depthLimit), position: position)
        }
        var any: [FilterCondition<Subject>] = []
        repeat {
            var all: [FilterCondition<Subject>] = []
            repeat {
                if accept("(") {
                    all.append(try condition(test))
                    try require(")")
                } else {
                    all.append(try test(&self))
                }
            } while accept("&&")
            any.append(all.count == 1 ? all[0] : .all(all))
        } while accept("||")
        return any.count == 1 ? any[0] : .any(any)
    }

    private mutating func jsonTest() throws(PatternError) -> FilterCondition<JSONSelector> {
        let selector = try selector()
        if acceptWord("NOT") {
            guard acceptWord("EXISTS") else { throw unexpected("EXISTS") }
            return .test(selector, .notExists)
        }
        if acceptWord("EXISTS") { return .test(selector, .exists) }
        if acceptWord("IS") {
            if acceptWord("NULL") { return .test(selector, .isNull) }
            if acceptWord("TRUE") { return .test(selector, .isTrue) }
            if acceptWord("FALSE") { return .test(selector, .isFalse) }
            throw unexpected("NULL, TRUE or FALSE")
        }
        guard let comparison = comparison() else {
            throw unexpected("a comparison, IS or NOT EXISTS")
        }
        return .test(selector, .compare(comparison, try operand()))
    }

    private mutating func selector() throws(PatternError) -> JSONSelector {
        try require("$")
        let start = position
        var steps: [JSONSelector.Step] = []
        while let byte = current {
            if byte == UInt8(ascii: ".") {
                position += 1
                // `$.['a.b']` goes on with the bracket.
                if current != UInt8(ascii: "[") { steps.append(try key()) }
            } else if byte == UInt8(ascii: "[") {
                position += 1
                steps.append(try bracket())
            } else {
                break
            }
        }
        guard !steps.isEmpty else { throw unexpected(". or [") }
        let count = steps.count { $0 == .any }
        wildcards += min(count, 1)
        guard count <= 1 else {
            throw PatternError(.tooMany("wildcard in a selector", limit: 1), position: start)
        }
        guard wildcards <= Self.wildcardLimit else {
            throw PatternError(
                .tooMany("selectors with a wildcard", limit: Self.wildcardLimit), position: start)
        }
        return JSONSelector(steps: steps)
    }

    private mutating func key() throws(PatternError) -> JSONSelector.Step {
        if current == UInt8(ascii: "*") {
            position += 1
            return .any
        }
        let start = position
        while let byte = current,
            Self.isNameByte(byte) || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "$")
        {
            position += 1
        }
        guard position > start else { throw unexpected("a property's name") }
        return .key(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func bracket() throws(PatternError) -> JSONSelector.Step {
        skipBlanks()
        let start = position
        guard let byte = current else { throw unexpected("an index, * or a quoted name") }
        var step = JSONSelector.Step.any
        if byte == UInt8(ascii: "*") {
            position += 1
        } else if byte == UInt8(ascii: "\"") {
            step = .key(String(decoding: try quoted(), as: UTF8.self))
        } else if byte == UInt8(ascii: "'") {
            guard let end = bytes[(position + 1)...].firstIndex(of: byte) else {
                throw PatternError(.unterminated("the quoted name"), position: start)
            }
            step = .key(String(decoding: bytes[position + 1..<end], as: UTF8.self))
            position = end + 1
        } else {
            while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
            guard let index = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
                position = start
                throw unexpected("an index, * or a quoted name")
            }
            step = .index(index)
        }
        try require("]")
        return step
    }

    // MARK: - Fields

    private mutating func fields() throws(PatternError) -> FilterFields {
        var fields = FilterFields(leading: [], trailing: nil)
        var names: Set<String> = []
        if accept("]") { return fields }
        repeat {
            skipBlanks()
            let start = position
            if accept("...") {
                guard fields.trailing == nil else { throw PatternError(.repeated("..."), position: start) }
                fields.trailing = []
                continue
            }
            let field = try field()
            if !field.name.isEmpty, !names.insert(field.name).inserted {
                throw PatternError(.repeated(field.name), position: start)
            }
            if fields.trailing == nil { fields.leading.append(field) } else { fields.trailing?.append(field) }
        } while accept(",")
        try require("]")
        return fields
    }

    /// A name with or without a condition; between two commas there may be nothing.
    private mutating func field() throws(PatternError) -> FilterFields.Field {
        let name = fieldName()
        let start = position
        guard !name.isEmpty, let comparison = comparison() else {
            return FilterFields.Field(name: name, condition: nil)
        }
        _ = comparison
        position = start
        var isFirst = true
        let condition: FilterCondition<Never?> = try condition { (parser) throws(PatternError) in
            let place = parser.position
            if !isFirst {
                guard parser.fieldName() == name else {
                    parser.position = place
                    throw parser.unexpected("the name \(name) again")
                }
            }
            isFirst = false
            guard let comparison = parser.comparison() else { throw parser.unexpected("a comparison") }
            return .test(nil, .compare(comparison, try parser.operand()))
        }
        return FilterFields.Field(name: name, condition: condition)
    }

    private mutating func fieldName() -> String {
        skipBlanks()
        let start = position
        while let byte = current, Self.isNameByte(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
