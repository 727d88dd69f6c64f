/// Where a result comes from: which leafwatch made it, told what, from what. Every JSON result carries it as `tool`.
public struct ResultStamp: Encodable, Hashable, Sendable {
    /// Something that the result rests on.
    public struct Input: Encodable, Hashable, Sendable {
        /// What it is: `leaf` (a leaf file), `leaves` (all of a fleet's), `history` (what was recorded of a leaf), `objects`
        /// (the files and pages that were read, where a result tells of them and not of a leaf), `prices`, `ruleTests` or
        /// `report`.
        public var kind: String
        /// The leaf's id, the file's name without its folder, or how many there are.
        public var name: String
        /// SHA-256 in hexadecimal: of the bytes of a file; of a history as it was put together, so that it is the same
        /// however the input was cut into files; of the sorted digests of objects, so that their order does not matter.
        public var sha256: String

        /// Makes an input.
        public init(kind: String, name: String, sha256: String) {
            self.kind = kind
            self.name = name
            self.sha256 = sha256
        }
    }

    /// The value of an option.
    public enum Setting: Encodable, Hashable, Sendable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case list([String])

        /// Writes a plain JSON string, number, boolean or list.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .list(let list): try container.encode(list)
            }
        }
    }

    /// `leafwatch`.
    public var name = "leafwatch"
    /// Its version.
    public var version: String
    /// Version of the layout; rises when a key changes its meaning.
    public var schema = 1
    /// The command that made it, `audit` for example.
    public var command: String
    /// Options that bear on the result, by their long names; paths are left out.
    public var settings: [String: Setting]
    /// Seed of everything that is drawn at random; absent when nothing is.
    public var seed: UInt64?
    /// What the result rests on, sorted; files that only hold a leaf's history are not listed one by one.
    public var inputs: [Input]

    /// Makes a stamp.
    public init(
        version: String, command: String, settings: [String: Setting] = [:], seed: UInt64? = nil,
        inputs: [Input] = []
    ) {
        self.version = version
        self.command = command
        self.settings = settings
        self.seed = seed
        self.inputs = inputs
    }
}

/// A result with its stamp: the result's own keys, and `tool` beside them.
struct StampedResult<Result: Encodable>: Encodable {
    var result: Result
    var stamp: ResultStamp

    private enum CodingKeys: String, CodingKey { case tool }

    func encode(to encoder: any Encoder) throws {
        try result.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(stamp, forKey: .tool)
    }
}
