public import LeafStack

/// Why a file, or a part of it, cannot be read as rule tests.
public struct RuleTestIssue: Error, Hashable, Sendable {
    /// Why.
    public enum Reason: Error, Hashable, Sendable {
        case notUTF8
        case tooLarge(limit: Int)
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        case tooManyAliases(limit: Int)
        /// The YAML parser's own words.
        case syntax(String)
        /// The file holds no test at all.
        case noTests
        case unknownKey(String, known: [String])
        case missingKey(String)
        case wrongKind(of: String, expected: String, found: String)
        case duplicateName(String)
        /// A list of expectations that checks nothing.
        case nothingExpected
        /// An item of a compact series that is not `value`, `valuexCOUNT`, `_` or `_xCOUNT`.
        case seriesItem(String)
        case tooLong(of: String, limit: Int)
        /// Numeric points cannot be judged without this property.
        case neededToJudge(String)
        /// The leaf of a test cannot be used; the text names file and place.
        case leaf(String)
    }

    /// Where.
    public var place: FilePlace
    /// Why.
    public var reason: Reason

    /// Makes an issue.
    public init(place: FilePlace, reason: Reason) {
        self.place = place
        self.reason = reason
    }

    /// The reason, one sentence without the place.
    public var message: String {
        switch reason {
        case .notUTF8: "the file is not UTF-8 text"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .tooDeep(let limit): "the file nests deeper than \(limit) levels"
        case .tooManyValues(let limit): "the file expands to more than \(limit) values"
        case .tooManyAliases(let limit): "the file uses more than \(limit) aliases"
        case .syntax(let words): "not valid YAML: \(words)"
        case .noTests: "the file holds no tests; it has any of the lists alarms, math, leaves, limits"
        case .unknownKey(let key, let known):
            "unknown key \(key.debugDescription); here stand \(known.joined(separator: ", "))"
        case .missingKey(let key): "\(key) is missing"
        case .wrongKind(let what, let expected, let found): "\(what) must be \(expected), but is \(found)"
        case .duplicateName(let name): "another test has the name \(name.debugDescription)"
        case .nothingExpected: "expect is empty, so the test checks nothing"
        case .seriesItem(let text):
            "\(text.debugDescription) is no item of a series: write a decimal number or _, with xCOUNT to repeat"
        case .tooLong(let what, let limit): "\(what) is longer than \(limit)"
        case .neededToJudge(let property): "numbers in datapoints need \(property)"
        case .leaf(let words): "the leaf cannot be used: \(words)"
        }
    }
}

extension RuleTestIssue: CustomStringConvertible {
    /// `tests.yaml:3:1: ` and the reason.
    public var description: String { "\(place): \(message)" }
}

/// A file that cannot be read as rule tests, with everything that is wrong in it.
public struct RuleTestFileError: Error, Hashable, Sendable {
    /// What is wrong, in the file's order; at least one.
    public var issues: [RuleTestIssue]

    /// Makes an error.
    public init(_ issues: [RuleTestIssue]) { self.issues = issues }
}

/// How much a rule-test file may hold; hostile input meets these before it meets memory.
public struct RuleTestLimits: Hashable, Sendable {
    /// Size in bytes.
    public var bytes = 16 * 1024 * 1024
    /// Nesting of mappings and lists.
    public var depth = 32
    /// Values, those reached again through an alias counted again.
    public var values = 500_000
    /// Words that may be an alias (`*name`).
    public var aliases = 1000
    /// Points of a series, and minutes that `at` may reach; above two years of minutes.
    public var points = 1_100_000

    /// The defaults.
    public init() {}
}
