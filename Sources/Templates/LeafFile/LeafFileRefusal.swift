/// Why a leaf file is not edited: what is wrong, and where.
///
/// The file is left as it is; nothing is guessed.
public struct LeafFileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The bytes are not UTF-8 text; the offset is that of the first bad byte.
        case notText(offset: Int)
        /// The file is larger than an edit accepts, in bytes.
        case tooLarge(bytes: Int, limit: Int)
        /// Aliases make the document larger than an edit accepts, in nodes.
        case tooManyNodes(limit: Int)
        /// The text is not YAML, in the parser's words.
        case notYAML(String)
        /// The file has no document, or its top level is no mapping.
        case noMapping
        /// A required key is missing.
        case missing(String)
        /// A key stands twice; the last would silently win.
        case duplicate(String)
        /// Container Manager knows no such key and would refuse the file.
        case unknownKey(String)
        /// The value comes from an environment variable, so the file has no value to change.
        case environment
        /// The value has an anchor, which other places may refer to.
        case anchor
        /// The value is an alias of another place.
        case alias
        /// The block takes keys from another by `<<`.
        case mergeKey
        /// The value carries a tag.
        case tag(String)
        /// The value has a type that Container Manager refuses here.
        case wrongType(found: String, wanted: String)
        /// A negative number where Container Manager refuses one.
        case negative(Int)
        /// A number that does not fit into 64 bits.
        case tooLargeNumber(String)
        /// The layout of the text is one that edits do not cover.
        case layout(String)
        /// The wanted value cannot be deployed.
        case unusable(UnusableSetting)
        /// The edited text did not read back as wanted; a defect of leafwatch, and nothing was written.
        case readBack
    }

    /// What is wrong.
    public var reason: Reason
    /// The path of keys it is about, for example `Watchdog.Threshold`; empty for the whole file.
    public var key: String
    /// Where, if a place can be named.
    public var place: TextPlace?

    /// Makes a refusal.
    public init(_ reason: Reason, key: String = "", place: TextPlace? = nil) {
        self.reason = reason
        self.key = key
        self.place = place
    }

    /// `line:column: key: what is wrong`, for people.
    public var description: String {
        let head = [place.map { "\($0)" }, key.isEmpty ? nil : key].compactMap { $0 }
        return (head + [reason.description]).joined(separator: ": ")
    }
}

extension LeafFileRefusal.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .notText(let offset): "not UTF-8 text (first bad byte at offset \(offset))"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than a leaf file may have (\(limit))"
        case .tooManyNodes(let limit): "with its aliases written out the file has more than \(limit) values"
        case .notYAML(let problem): "not YAML: \(problem)"
        case .noMapping: "there is no mapping of settings in the file"
        case .missing(let key): "the key \(key) is required and missing"
        case .duplicate(let key): "the key \(key) stands twice; keep one"
        case .unknownKey(let key): "Container Manager knows no key \(key) here and refuses the file"
        case .environment:
            "the value comes from the environment (!ENV), so there is no value in the file to change"
        case .anchor: "the value has an anchor (&), so other places may use it too"
        case .alias: "the value is an alias (*) of another place"
        case .mergeKey: "the block takes keys from another place (<<)"
        case .tag(let name): "the value carries the tag \(name)"
        case .wrongType(let found, let wanted): "\(found) stands where Container Manager wants \(wanted)"
        case .negative(let number): "\(number) is negative, which Container Manager refuses"
        case .tooLargeNumber(let text): "\(text) does not fit into 64 bits"
        case .layout(let problem): problem
        case .unusable(let problem): problem.description
        case .readBack:
            "the edited text did not read back as wanted; nothing was changed (please report this)"
        }
    }
}
