/// Where it is known from who was connected.
public enum LabelSource: String, Codable, Hashable, Sendable {
    /// Joins and leaves in the container's log.
    case players
    /// Traffic alone: two groups, found by separators.
    case traffic
    /// Times that the user gave.
    case windows
}
