/// How inputs are read.
public struct ReadOptions: Sendable {
    /// Limits.
    public var bounds: ReadBounds
    /// Objects that are read at the same time, at least one. From two on, another is read while sinks wait for one another;
    /// see ``DeliverySinkFactory/writesOneAtATime``.
    public var threads: Int
    /// The log group of exports that do not name theirs (`filter-log-events`, S3 export), or `""`.
    public var logGroup: String
    /// Account of metric exports, which do not name theirs, or `""`.
    public var account: String
    /// Region of metric exports, which do not name theirs, or `""`.
    public var region: String
    /// Patterns of the user for games without a grammar; container lines that match one are kept too.
    public var playerPatterns: PlayerPatterns?
    /// Whether every container line is kept, not only those a grammar may read.
    public var keepsAllContainerLines: Bool

    /// Makes options.
    public init(
        bounds: ReadBounds = ReadBounds(), threads: Int = 2, logGroup: String = "", account: String = "",
        region: String = "", playerPatterns: PlayerPatterns? = nil, keepsAllContainerLines: Bool = false
    ) {
        self.bounds = bounds
        self.threads = max(1, threads)
        self.logGroup = logGroup
        self.account = account
        self.region = region
        self.playerPatterns = playerPatterns
        self.keepsAllContainerLines = keepsAllContainerLines
    }
}
