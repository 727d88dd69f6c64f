/// One setting as a leaf file holds it.
public enum FileSetting<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The key is not there: the app's default holds.
    case absent
    /// The key has this value.
    case value(Value, FilePlace)
    /// The key has something else; an issue says what.
    case unusable(LeafConfigurationIssue.Kind, FilePlace)

    /// The value, if the file holds one.
    public var value: Value? {
        guard case .value(let value, _) = self else { return nil }
        return value
    }

    /// Where the value stands, if the key is there.
    public var place: FilePlace? {
        switch self {
        case .absent: nil
        case .value(_, let place), .unusable(_, let place): place
        }
    }
}
