/// Limits that keep a hostile or broken input from taking all memory or time. Each one has a flag of its own.
public struct ReadBounds: Hashable, Sendable {
    /// Compressed or encoded layers that are peeled off one input (`--max-layers`).
    public var layers: Int
    /// How many times its stored size an input may expand to (`--max-expansion`).
    public var expansion: Int
    /// Bytes that an input may expand to whatever its size.
    public var freeExpansion: Int
    /// Bytes that one gzip member may expand to (`--max-member-size`).
    public var memberSize: Int
    /// Bytes of one JSON document that cannot be read in parts (`--max-document-size`).
    public var documentSize: Int
    /// Nesting of a JSON document (`--max-json-depth`).
    public var jsonDepth: Int
    /// Bytes of one line of text (`--max-line-length`).
    public var lineLength: Int

    /// Makes bounds.
    ///
    /// The defaults fit anything that AWS writes: deflate reaches 1,032 times its size at most, a log event 1 MB.
    public init(
        layers: Int = 5, expansion: Int = 1_100, freeExpansion: Int = 64 << 20, memberSize: Int = 64 << 30,
        documentSize: Int = 32 << 20,
        jsonDepth: Int = 96, lineLength: Int = 8 << 20
    ) {
        self.layers = layers
        self.expansion = expansion
        self.freeExpansion = freeExpansion
        self.memberSize = memberSize
        self.documentSize = documentSize
        self.jsonDepth = jsonDepth
        self.lineLength = lineLength
    }
}

/// A bound that an input went beyond, with the words for it.
enum ExceededBound: Error, Hashable {
    case layers(Int)
    case expansion(Int)
    case memberSize(Int)
    case documentSize(Int)
    case jsonDepth(Int)
    case lineLength(Int)

    /// One sentence that names the bound, its value and its flag.
    var sentence: String {
        switch self {
        case .layers(let limit): "has more than \(limit) compressed or encoded layers (--max-layers)"
        case .expansion(let limit): "expands to more than \(limit) times its size (--max-expansion)"
        case .memberSize(let limit): "a gzip member expands to more than \(limit) bytes (--max-member-size)"
        case .documentSize(let limit): "a JSON document is longer than \(limit) bytes (--max-document-size)"
        case .jsonDepth(let limit): "a JSON document is nested deeper than \(limit) (--max-json-depth)"
        case .lineLength(let limit): "a line is longer than \(limit) bytes (--max-line-length)"
        }
    }
}
