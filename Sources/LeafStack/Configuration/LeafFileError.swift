/// A leaf file that cannot be read at all.
public struct LeafFileError: Error, Hashable, Sendable {
    /// Why.
    public enum Reason: Hashable, Sendable {
        case notUTF8
        case empty
        case tooLarge(limit: Int)
        case tooDeep(limit: Int)
        case tooManyNodes(limit: Int)
        case tooManyAliases(limit: Int)
        case duplicateKeys([String])
        case notAMapping(found: String)
        /// The parser's own words.
        case syntax(String)
        /// A setting that is needed has no usable value; the issue says which and why.
        case setting(path: String, LeafConfigurationIssue.Kind)
    }

    /// Where.
    public var place: FilePlace
    /// Why.
    public var reason: Reason

    /// Makes an error.
    public init(place: FilePlace, reason: Reason) {
        self.place = place
        self.reason = reason
    }
}

extension LeafFileError: CustomStringConvertible {
    /// `palworld.yaml:3:1: ` and the reason.
    public var description: String { "\(place): \(message)" }

    /// The reason, one sentence without the place.
    public var message: String {
        switch reason {
        case .notUTF8: "the file is not UTF-8 text"
        case .empty: "the file holds no YAML document"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .tooDeep(let limit): "the file nests deeper than \(limit) levels"
        case .tooManyNodes(let limit): "the file expands to more than \(limit) values"
        case .tooManyAliases(let limit): "the file uses more than \(limit) aliases"
        case .duplicateKeys(let names): "keys stand more than once: \(names.joined(separator: ", "))"
        case .notAMapping(let found): "a leaf configuration must be a mapping, but this is \(found)"
        case .syntax(let message): "not valid YAML: \(message)"
        case .setting(let path, let kind): kind.message(path: path)
        }
    }
}
