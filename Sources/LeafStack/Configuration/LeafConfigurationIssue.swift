/// Something in a leaf file that the app refuses or that hides a value, found while reading it.
public struct LeafConfigurationIssue: Codable, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Codable, Hashable, Sendable {
        /// A required key is absent.
        case missing
        /// A key that the app does not know; it refuses the file.
        case unknownKey
        /// A value of the wrong kind; it refuses the file.
        case wrongKind(expected: String, found: String)
        /// A negative number where the app takes none.
        case negative(Int)
        /// The value comes from the environment (`!ENV`), so the file does not say it.
        case fromEnvironment(String)
        /// The same key again later in the mapping; the later one wins silently.
        case overridden

        /// The issue in one sentence about the setting at `path`.
        public func message(path: String) -> String {
            switch self {
            case .missing: "\(path) is missing"
            case .unknownKey: "\(path) is not a key of a leaf configuration"
            case .wrongKind(let expected, let found): "\(path) must be \(expected), but this is \(found)"
            case .negative(let value): "\(path) must not be negative, but is \(value)"
            case .fromEnvironment(let text):
                "\(path) comes from the environment (!ENV \(text)), so the file does not say its value"
            case .overridden: "\(path) is set again further down, and the last one wins"
            }
        }
    }

    /// Where.
    public var place: FilePlace
    /// The setting's path, for example `Watchdog.Threshold`.
    public var path: String
    /// What is wrong.
    public var kind: Kind

    /// Makes an issue.
    public init(place: FilePlace, path: String, kind: Kind) {
        self.place = place
        self.path = path
        self.kind = kind
    }

    /// Whether the app stops on it.
    public var isRefusedByApp: Bool {
        switch kind {
        case .missing, .unknownKey, .wrongKind, .negative: true
        case .fromEnvironment, .overridden: false
        }
    }

    /// The issue in one sentence.
    public var message: String { kind.message(path: path) }
}
