/// Whose a part of a fleet's history is.
public struct PartKey: Hashable, Comparable, Sendable {
    /// Kinds of owners.
    public enum Kind: String, Codable, Sendable {
        /// A leaf.
        case leaf
        /// A file system whose leaf is not known where the part was made; an alarm elsewhere may tell.
        case fileSystem
        /// Nobody: only counted.
        case unclaimed
    }

    /// The kind.
    public var kind: Kind
    /// The leaf's container id, the file system's id, or what belongs to nobody: `logGroup`, `metric`, ….
    public var owner: String
    /// The name of what belongs to nobody or to a file system; `""` for a leaf.
    public var name: String

    /// Makes a key.
    public init(kind: Kind, owner: String, name: String = "") {
        self.kind = kind
        self.owner = owner
        self.name = name
    }

    /// By kind, owner and name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.owner, left.name) < (right.kind.rawValue, right.owner, right.name)
    }
}
