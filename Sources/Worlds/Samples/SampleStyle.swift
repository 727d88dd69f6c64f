/// How a sample's files are wrapped; every way that AWS and its tools have is met in one sample or another.
public struct SampleStyle: Codable, Hashable, Sendable {
    /// How metrics are exported.
    public enum Metrics: String, Codable, Hashable, Sendable {
        /// `get-metric-data` with ISO times, beside `queries.json`.
        case dataWithISO
        /// `get-metric-data` with numbers as times, beside `queries.json`.
        case dataWithNumbers
        /// `get-metric-statistics`, a document a day and metric.
        case statistics
    }

    /// How log payloads lie in an object.
    public enum Packing: String, Codable, Hashable, Sendable {
        /// gzip members end to end, as CloudWatch Logs and Firehose make them.
        case members
        /// The same compressed once more by Firehose.
        case compressedTwice
        /// Decompressed by Firehose: JSON objects end to end.
        case plain
        /// Decompressed by Firehose, then compressed as a whole.
        case compressedOnce
    }

    /// How ECS events come.
    public enum TaskEvents: String, Codable, Hashable, Sendable {
        /// A file of JSON lines.
        case lines
        /// A log group that a rule writes to.
        case logGroup
    }

    /// Metrics.
    public var metrics: Metrics
    /// Packing of the log objects, in turn.
    public var packings: [Packing]
    /// ECS events.
    public var taskEvents: TaskEvents
    /// Days in one log object.
    public var daysPerObject: Int
    /// Whether the start function's log is written; it is the bulkiest.
    public var withStartLog: Bool

    /// Makes a style.
    public init(
        metrics: Metrics = .dataWithISO, packings: [Packing] = [.members], taskEvents: TaskEvents = .lines,
        daysPerObject: Int = 7, withStartLog: Bool = true
    ) {
        self.metrics = metrics
        self.packings = packings.isEmpty ? [.members] : packings
        self.taskEvents = taskEvents
        self.daysPerObject = max(1, daysPerObject)
        self.withStartLog = withStartLog
    }
}
