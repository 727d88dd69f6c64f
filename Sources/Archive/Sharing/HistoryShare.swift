import Ingest
import TimeSeries

/// A part of a history in the archive's own terms, small enough for memory: one leaf's, or one leaf's on one day.
///
/// Shares of the same history can be merged in any order and any grouping, and as often as anybody likes: everything has
/// an identity, so ``merge(_:)`` is associative, commutative and idempotent. Equal histories have equal ``encoded()`` bytes.
public struct HistoryShare: Sendable {
    /// Log records of one source and kind.
    struct LogKey: Hashable, Sendable {
        var source: LogSource
        var kind: LogRecord.Kind
    }

    /// Where a record without an id stood: the input object and the place in it.
    struct Place: Hashable, Sendable {
        var object: String
        var ordinal: Int
    }

    /// Primary key of a function's run.
    struct RunKey: Hashable, Sendable {
        var logGroup: String
        var logStream: String
        var requestID: String
        var time: Int64
    }

    /// What is known of a run beside its key.
    struct Run: Hashable, Sendable {
        var duration: Double?
        var failed: Bool?
    }

    /// An event as stored.
    struct EventContent: Hashable, Sendable {
        var time: Int64
        var content: String
    }

    /// Records of log events with an id; one event may have brought several.
    var identified: [LogKey: [Delivery.EventID: [LogRecord]]] = [:]
    /// Records of log events without.
    var untracked: [LogKey: [Place: LogRecord]] = [:]
    /// Days of series, encoded, by days since 1970-01-01.
    var series: [MetricKey: [Int64: [UInt8]]] = [:]
    /// Events with an identity of their own.
    var events: [EventIdentity: EventContent] = [:]
    /// Runs of functions.
    var runs: [RunKey: Run] = [:]
    /// Ids of log events, understood or not; only where events are counted and not read.
    var eventIDs: [LogSource: Set<Delivery.EventID>] = [:]
    /// Log events without ids by input object, likewise.
    var eventCounts: [LogSource: [String: Int]] = [:]

    /// Makes an empty share.
    public init() {}

    /// Whether there is nothing in it.
    public var isEmpty: Bool {
        identified.isEmpty && untracked.isEmpty && series.isEmpty && events.isEmpty && runs.isEmpty
            && eventIDs.isEmpty && eventCounts.isEmpty
    }

    /// Log events that are only counted, each once.
    public var countedLogEvents: Int {
        eventIDs.reduce(0) { sum, entry in sum + entry.value.subtracting(owned(besides: entry.key)).count }
            + eventCounts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    }

    /// Records of log events, metric points and other events.
    public var counts: (logRecords: Int, datapoints: Int, events: Int) {
        (
            identified.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } }
                + untracked.values.reduce(0) { $0 + $1.count } + runs.count,
            series.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + DayOfPoints.count(of: $1) } },
            events.count
        )
    }

    /// Ids that owners of a nameless source's stream brought: an input that names no account brings the same events.
    private func owned(besides source: LogSource) -> Set<Delivery.EventID> {
        guard source.owner.isEmpty else { return [] }
        return eventIDs.reduce(into: []) { result, entry in
            if !entry.key.owner.isEmpty, entry.key.isSameStream(as: source) { result.formUnion(entry.value) }
        }
    }
}

extension LogSource {
    /// Whether group and stream agree.
    func isSameStream(as other: LogSource) -> Bool {
        logGroup == other.logGroup && logStream == other.logStream
    }
}

extension DayOfPoints {
    /// Number of points in a block, without reading it.
    static func count(of block: [UInt8]) -> Int {
        var reader = ByteReader(block, what: "a day of a series")
        return Int(clamping: (try? reader.unsigned()) ?? 0)
    }
}
