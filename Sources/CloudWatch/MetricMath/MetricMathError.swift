/// Why a metric-math expression, or a list of entries, cannot be used.
///
/// A rejected expression names the entry and the byte at which the cause starts, so that a message can point at it.
public struct MetricMathError: Error, Hashable, Sendable {
    /// `Id` of the entry, when the error belongs to one.
    public var id: String?
    /// Offset in UTF-8 bytes of the cause within the entry's expression, counted from 0.
    public var position: Int?
    /// What is wrong.
    public var reason: Reason

    /// Makes an error.
    public init(_ reason: Reason, id: String? = nil, position: Int? = nil) {
        self.reason = reason
        self.id = id
        self.position = position
    }

    /// What is wrong, with the values that make the difference.
    public enum Reason: Error, Hashable, Sendable {
        // MARK: Text
        /// The expression has more characters than CloudWatch takes.
        case expressionTooLong(characters: Int, limit: Int)
        /// Parentheses, calls, lists and signs are nested more deeply than the limit.
        case nestedTooDeeply(limit: Int)
        /// A character that starts no token.
        case unexpectedCharacter(String)
        /// A string without its closing quote.
        case unterminatedString
        /// Digits that are no decimal number, such as `1.` or `1e3`.
        case malformedNumber(String)
        /// Something else was expected here.
        case unexpected(found: String, expected: String)

        // MARK: Entries
        /// An `Id` that is not `[a-z][A-Za-z0-9_]*` of at most 255 characters.
        case invalidID(String)
        /// Two entries with one `Id`.
        case duplicateID(String)
        /// An entry needs exactly one of `MetricStat` and `Expression`.
        case notOneOfMetricAndExpression
        /// No entry has this `Id`.
        case unknownID(String)
        /// Entries that refer to one another in a circle, in the order of reference.
        case cycle([String])
        /// More entries than the limit.
        case tooManyEntries(count: Int, limit: Int)

        // MARK: Types and functions
        /// A name in front of `(` that is no function.
        case unknownFunction(String)
        /// A function that needs a live service or a trained model.
        case needsLiveService(function: String)
        /// The wrong number of arguments.
        case argumentCount(function: String, found: Int, expected: ClosedRange<Int>)
        /// A value of a type that does not fit here.
        case typeMismatch(of: String, found: String, expected: String)
        /// One of a function's bare words is missing or unknown.
        case unknownWord(found: String, expected: [String])
        /// A number that must be whole and not negative.
        case notAnIndex(function: String)
        /// `PERIOD` of something other than a metric.
        case periodNeedsMetric
        /// A scalar entry, while ``MetricMathSettings/acceptsScalarEntries`` is off.
        case scalarEntry

        // MARK: Evaluation
        /// A SLICE that reaches outside the array.
        case sliceOutside(from: Int, to: Int, count: Int)
        /// FIRST or LAST of an array without series.
        case emptyArray(function: String)
        /// `0^0` has no value.
        case zeroToThePowerOfZero
        /// Two arrays of different lengths, combined member by member.
        case arraysDiffer(left: Int, right: Int)
        /// An array with more series than the limit.
        case tooManySeries(limit: Int)
        /// The intermediate results hold more points than the limit.
        case tooManyPoints(limit: Int)
        /// One time series was asked for, and the result is something else.
        case resultIsNotOneSeries(found: String)

        // MARK: Alarms
        /// An alarm needs exactly one entry with `ReturnData`.
        case notOneReturnedEntry(ids: [String])
        /// An alarm has too many entries of one kind.
        case tooManyAlarmEntries(kind: String, count: Int, limit: Int)
        /// The metrics of an alarm have different periods, in seconds.
        case periodsDiffer([Int])
    }
}

extension MetricMathError: CustomStringConvertible {
    /// The entry, the place and the reason, in one line.
    public var description: String {
        let place = position.map { "at byte \($0): " } ?? ""
        return (id.map { "\($0): " } ?? "") + place + "\(reason)"
    }
}

extension MetricMathError.Reason: CustomStringConvertible {
    /// The reason as half a sentence.
    public var description: String {
        switch self {
        case .expressionTooLong(let characters, let limit):
            "the expression has \(characters) characters, CloudWatch takes \(limit)"
        case .nestedTooDeeply(let limit): "nested more than \(limit) deep"
        case .unexpectedCharacter(let text): "unexpected character \(text)"
        case .unterminatedString: "the string has no closing quote"
        case .malformedNumber(let text): "\(text) is not a decimal number"
        case .unexpected(let found, let expected): "found \(found), expected \(expected)"
        case .invalidID(let id): "\(id) is not an Id: a lower-case letter, then letters, digits, underscores"
        case .duplicateID(let id): "two entries have the Id \(id)"
        case .notOneOfMetricAndExpression: "an entry needs either MetricStat or Expression"
        case .unknownID(let id): "no entry has the Id \(id)"
        case .cycle(let ids): "entries refer to one another in a circle: \(ids.joined(separator: " -> "))"
        case .tooManyEntries(let count, let limit): "\(count) entries, the limit is \(limit)"
        case .unknownFunction(let name): "\(name) is not a function"
        case .needsLiveService(let name): "\(name) needs a live service, so it has no value off-line"
        case .argumentCount(let function, let found, let expected):
            "\(function) takes \(Self.count(expected)), found \(found)"
        case .typeMismatch(let what, let found, let expected): "\(what) takes \(expected), found \(found)"
        case .unknownWord(let found, let expected):
            "found \(found), expected \(expected.joined(separator: " or "))"
        case .notAnIndex(let function): "\(function) takes whole numbers from 0 up"
        case .periodNeedsMetric: "PERIOD takes the Id of a metric, not an expression"
        case .scalarEntry: "the entry is a number, not a time series"
        case .sliceOutside(let from, let to, let count):
            "SLICE from \(from) to \(to) reaches outside an array of \(count) series"
        case .emptyArray(let function): "\(function) of an array without series"
        case .zeroToThePowerOfZero: "0^0 has no value"
        case .arraysDiffer(let left, let right): "arrays of \(left) and \(right) series do not pair"
        case .tooManySeries(let limit): "an array of more than \(limit) series"
        case .tooManyPoints(let limit): "the expression needs more than \(limit) points at once"
        case .resultIsNotOneSeries(let found): "the result is \(found), not one time series"
        case .notOneReturnedEntry(let ids):
            ids.isEmpty
                ? "no entry returns data; an alarm needs exactly one"
                : "\(ids.count) entries return data (\(ids.joined(separator: ", "))); an alarm needs exactly one"
        case .tooManyAlarmEntries(let kind, let count, let limit):
            "\(count) \(kind) entries, an alarm may have \(limit)"
        case .periodsDiffer(let periods):
            "the metrics have different periods: \(periods.map { "\($0) s" }.joined(separator: ", "))"
        }
    }

    private static func count(_ range: ClosedRange<Int>) -> String {
        if range.count == 1 { return range.lowerBound == 1 ? "1 argument" : "\(range.lowerBound) arguments" }
        return "\(range.lowerBound) to \(range.upperBound) arguments"
    }
}
