/// Why a text is no rule of a composite alarm, and where.
public struct AlarmRuleError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// Something else was expected.
        case expected(String, found: String)
        /// A quotation mark is not closed.
        case openQuote
        /// `AT_LEAST` with a number that is not positive, or above the number of alarms, or beyond 100 %.
        case badCount(String)
        /// Brackets and NOTs are nested deeper than this many levels.
        case tooDeep(limit: Int)
        /// More characters than CloudWatch takes.
        case tooLong(characters: Int, limit: Int)
        /// More states and constants than CloudWatch takes.
        case tooManyElements(count: Int, limit: Int)
        /// More children than CloudWatch takes.
        case tooManyChildren(count: Int, limit: Int)
    }

    /// What is wrong.
    public var reason: Reason
    /// Characters before it.
    public var position: Int

    /// Makes an error.
    public init(_ reason: Reason, at position: Int) {
        self.reason = reason
        self.position = position
    }
}

extension AlarmRuleError: CustomStringConvertible {
    /// One sentence; positions count from 1.
    public var description: String {
        switch reason {
        case .expected(let expected, let found):
            "expected \(expected) at character \(position + 1), found \(found)"
        case .openQuote: "the quotation mark at character \(position + 1) is not closed"
        case .badCount(let text): "AT_LEAST cannot ask for \(text) at character \(position + 1)"
        case .tooDeep(let limit): "nested deeper than \(limit) levels at character \(position + 1)"
        case .tooLong(let characters, let limit): "\(characters) characters, at most \(limit)"
        case .tooManyElements(let count, let limit): "\(count) elements, at most \(limit)"
        case .tooManyChildren(let count, let limit): "\(count) alarms, at most \(limit)"
        }
    }
}
