/// Why a filter pattern or an event pattern cannot be used.
public struct PatternError: Error, Hashable, Sendable {
    /// What is wrong, with the values that make the difference.
    public enum Reason: Error, Hashable, Sendable {
        /// Larger than the limit, in bytes.
        case tooLong(limit: Int)
        /// Parentheses, or JSON, nested more deeply than the limit.
        case nestedTooDeeply(limit: Int)
        /// Something else was expected.
        case unexpected(found: String, expected: String)
        /// A quoted text, regular expression or list without its end.
        case unterminated(String)
        /// A regular expression that CloudWatch Logs does not take.
        case regularExpression(String)
        /// More of something than one pattern may hold.
        case tooMany(String, limit: Int)
        /// A field of a space-delimited pattern that is named twice, or a second ellipsis.
        case repeated(String)
        /// Not JSON.
        case notJSON
        /// An empty object or list where something must stand.
        case empty(String)
        /// A comparison that EventBridge does not know.
        case unknownComparison(String)
        /// A comparison's value that does not fit it.
        case wrongValue(comparison: String, expected: String)
        /// Not an address block such as `10.0.0.0/8`.
        case notABlock(String)
    }

    /// What is wrong.
    public var reason: Reason
    /// Offset in UTF-8 bytes within a filter pattern, counted from 0.
    public var position: Int?
    /// Path of the field within an event pattern, such as `detail.state`.
    public var path: String?

    /// Makes an error.
    public init(_ reason: Reason, position: Int? = nil, path: String? = nil) {
        self.reason = reason
        self.position = position
        self.path = path
    }
}

extension PatternError: CustomStringConvertible {
    /// The place and the reason, in one line.
    public var description: String {
        let place = position.map { "at byte \($0): " } ?? path.map { $0.isEmpty ? "" : "\($0): " } ?? ""
        return place + "\(reason)"
    }
}

extension PatternError.Reason: CustomStringConvertible {
    /// The reason as half a sentence.
    public var description: String {
        switch self {
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .nestedTooDeeply(let limit): "nested more than \(limit) deep"
        case .unexpected(let found, let expected): "found \(found), expected \(expected)"
        case .unterminated(let what): "\(what) has no end"
        case .regularExpression(let why): "the regular expression cannot be used: \(why)"
        case .tooMany(let what, let limit): "more than \(limit) \(what)"
        case .repeated(let what): "\(what) stands twice"
        case .notJSON: "not JSON"
        case .empty(let what): "\(what) is empty"
        case .unknownComparison(let name): "\(name.debugDescription) is not a comparison"
        case .wrongValue(let comparison, let expected): "\(comparison) takes \(expected)"
        case .notABlock(let text): "\(text.debugDescription) is not an address block such as 10.0.0.0/8"
        }
    }
}
