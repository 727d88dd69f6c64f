/// One thing to read: a file, or standard input.
public struct InputObject: Hashable, Sendable {
    /// Where the bytes are.
    public enum Location: Hashable, Sendable {
        /// A file.
        case file(path: String)
        /// Standard input.
        case standardInput
        /// Bytes in memory.
        case bytes([UInt8])
    }

    /// The name as the user gave it, or made from the folder's.
    public var name: String
    /// Where the bytes are.
    public var location: Location
    /// Bytes as stored, where they are known; large inputs are begun first.
    public var size: Int?
    /// What the Ids of a metric export stand for.
    public var queries: QueryCatalog
    /// Whether it was met in a folder and not named by the user.
    public var isFromFolder: Bool

    /// Makes an object.
    public init(
        name: String, location: Location, size: Int? = nil, queries: QueryCatalog = .empty,
        isFromFolder: Bool = false
    ) {
        self.name = name
        self.location = location
        self.size = size
        self.queries = queries
        self.isFromFolder = isFromFolder
    }

    /// Makes an object of bytes in memory.
    public init(name: String, bytes: some Sequence<UInt8>, queries: QueryCatalog = .empty) {
        let bytes = Array(bytes)
        self.init(name: name, location: .bytes(bytes), size: bytes.count, queries: queries)
    }
}

/// An input that cannot be opened at all.
public enum InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing of that name.
    case notFound(path: String)
    /// It may not be read.
    case notPermitted(path: String)
    /// It is an archive of files; the hint says what to do.
    case archive(path: String, hint: String)
    /// The file given with `--queries` holds no metric queries.
    case noQueries(path: String)
    /// The system could not read it.
    case unreadable(path: String, reason: String)

    /// One sentence that names the input.
    public var description: String {
        switch self {
        case .notFound(let path): "\(path): no such file or folder"
        case .notPermitted(let path): "\(path): no permission to read it"
        case .archive(let path, let hint): "\(path) \(hint)"
        case .noQueries(let path): "\(path): no JSON array of metric queries with an Id each"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        }
    }
}
