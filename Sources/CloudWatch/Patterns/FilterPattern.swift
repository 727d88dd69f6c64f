/// A filter pattern of CloudWatch Logs, as subscription and metric filters have them.
///
/// Three kinds, told apart by the first character: `{ $.status = 500 }` looks at JSON, `[ip, user, status=5*]` at fields
/// separated by blanks, anything else at terms in the text. Everything is case sensitive.
///
/// ```swift
/// let filter = try FilterPattern(parsing: "\" play.example.com A \"")
/// filter.matches("1.0 2026-01-01T00:00:00Z Z123 play.example.com A NOERROR UDP")  // true
/// ```
public struct FilterPattern: Hashable, Sendable {
    /// What a pattern looks at.
    enum Kind: Hashable, Sendable {
        case terms(FilterTerms)
        case json(FilterCondition<JSONSelector>)
        case fields(FilterFields)
    }

    /// The pattern as it was given.
    public let text: String
    let kind: Kind

    /// Parses a pattern; an empty one matches everything.
    ///
    /// - Throws: ``PatternError`` with the byte at which the text stops making sense.
    public init(parsing text: String) throws(PatternError) {
        var parser = try FilterPatternParser(text)
        kind = try parser.parse()
        self.text = text
    }

    /// Makes the pattern that looks for one text, blanks and punctuation included.
    ///
    /// - Throws: ``PatternError`` when the text is too long for a pattern.
    public init(phrase: String) throws(PatternError) {
        let escaped = phrase.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        try self.init(parsing: "\"\(escaped)\"")
    }

    /// Whether a log event's message matches.
    public func matches(_ message: String) -> Bool {
        var message = message
        return message.withUTF8 { matches(utf8: $0.span) }
    }

    /// Whether a log event's message matches, given as UTF-8; terms are found without making a string.
    public func matches(utf8 message: Span<UInt8>) -> Bool {
        switch kind {
        case .terms(let terms): return terms.matches(message)
        case .json(let condition):
            var bytes: [UInt8] = []
            bytes.reserveCapacity(message.count)
            for index in 0..<message.count { bytes.append(message[index]) }
            // A message that is no JSON object has no fields to look at.
            guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
                let value = try? JSONValue(parsing: bytes)
            else { return false }
            return condition.holds { $0.values(in: value) }
        case .fields(let fields): return fields.matches(message)
        }
    }
}

/// Terms of a text: all required ones, or else any of the optional ones, and none of the excluded ones.
struct FilterTerms: Hashable, Sendable {
    enum Term: Hashable, Sendable {
        case text([UInt8])
        case regex(FilterRegex)

        func isFound(in message: Span<UInt8>) -> Bool {
            switch self {
            case .text(let bytes):
                Wildcard.find(bytes, in: message, from: 0, to: message.count) != nil
            case .regex(let regex): regex.matches(message)
            }
        }
    }

    var required: [Term] = []
    /// Marked with `?`; they count only where nothing is required or excluded.
    var optional: [Term] = []
    var excluded: [Term] = []

    func matches(_ message: Span<UInt8>) -> Bool {
        for term in excluded where term.isFound(in: message) { return false }
        for term in required where !term.isFound(in: message) { return false }
        guard required.isEmpty, excluded.isEmpty, !optional.isEmpty else { return true }
        for term in optional where term.isFound(in: message) { return true }
        return false
    }
}

/// Conditions joined by `&&` and `||`; what they look at is the subject.
indirect enum FilterCondition<Subject: Hashable & Sendable>: Hashable, Sendable {
    case test(Subject, FilterTest)
    case all([FilterCondition])
    case any([FilterCondition])

    /// Whether it holds, given the values that a subject stands for.
    func holds(_ values: (Subject) -> [JSONValue]) -> Bool {
        switch self {
        case .test(let subject, let test): test.holds(for: values(subject))
        case .all(let conditions): conditions.allSatisfy { $0.holds(values) }
        case .any(let conditions): conditions.contains { $0.holds(values) }
        }
    }
}

/// What is asked of a value.
enum FilterTest: Hashable, Sendable {
    enum Comparison: String, Hashable, Sendable {
        case equal = "="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    /// What a value is compared with.
    enum Operand: Hashable, Sendable {
        /// Written without quotes and readable as a number: compared as one where the value is one too.
        case number(Double, text: Wildcard)
        case text(Wildcard)
        case regex(FilterRegex)
    }

    case compare(Comparison, Operand)
    case isNull
    case isTrue
    case isFalse
    case exists
    case notExists

    /// Whether any of the values that a selector finds passes; a selector that finds none passes `NOT EXISTS` only.
    func holds(for values: [JSONValue]) -> Bool {
        switch self {
        case .exists: !values.isEmpty
        case .notExists: values.isEmpty
        default: values.contains { holds(for: $0) }
        }
    }

    private func holds(for value: JSONValue) -> Bool {
        switch self {
        case .isNull: return value == .null
        case .isTrue: return value == .boolean(true)
        case .isFalse: return value == .boolean(false)
        case .exists, .notExists: return self == .exists
        case .compare(let comparison, let operand):
            // Objects, lists, booleans and null are never compared.
            guard let text = value.text else { return false }
            return Self.compare(value, text, comparison, operand)
        }
    }

    private static func compare(
        _ value: JSONValue, _ text: String, _ comparison: Comparison, _ operand: Operand
    ) -> Bool {
        let isEqual: Bool
        switch operand {
        case .number(let number, let pattern):
            if let found = numeric(value, text) {
                switch comparison {
                case .equal: return found == number
                case .notEqual: return found != number
                case .less: return found < number
                case .lessOrEqual: return found <= number
                case .greater: return found > number
                case .greaterOrEqual: return found >= number
                }
            }
            isEqual = pattern.matches(text)
        case .text(let pattern): isEqual = pattern.matches(text)
        case .regex(let regex): isEqual = regex.matches(text)
        }
        switch comparison {
        case .equal: return isEqual
        case .notEqual: return !isEqual
        default: return false
        }
    }

    private static func numeric(_ value: JSONValue, _ text: String) -> Double? {
        if case .number(let number) = value { return number }
        return FilterPatternParser.number(text)
    }
}
