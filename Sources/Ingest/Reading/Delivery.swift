/// What one payload, page or document brought.
public struct Delivery: Sendable {
    /// One log event's identity within its source, made of its id.
    ///
    /// The order of identities decides between records of one moment, and sets of rising identities are stored fastest and
    /// smallest. An id of 56 decimal digits is the event's milliseconds times 2^144, plus a number that rises by one within a
    /// batch (seen in ids that AWS publishes and others quote): `high` is the milliseconds, `low` rises with the number. Of any
    /// other id the identity is a digest.
    public struct EventID: Hashable, Sendable {
        /// Upper half.
        public var high: UInt64
        /// Lower half.
        public var low: UInt64

        /// Makes an identity.
        public init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }
    }

    /// Where log events came from; `nil` when the delivery holds none.
    public var source: LogSource?
    /// Number of log events, understood or not.
    public var logEventCount: Int
    /// Identities of the log events that have one, in order; empty where the input carries no ids.
    public var eventIDs: [EventID]
    /// What was understood.
    public var records: [Record]
    /// For each record the index in ``eventIDs`` of the event it came from, or -1: a repeated event's records are dropped.
    public var recordEvents: [Int32]

    /// Makes a delivery.
    public init(
        source: LogSource? = nil, logEventCount: Int = 0, eventIDs: [EventID] = [], records: [Record] = [],
        recordEvents: [Int32] = []
    ) {
        self.source = source
        self.logEventCount = logEventCount
        self.eventIDs = eventIDs
        self.records = records
        self.recordEvents = recordEvents
    }
}

/// Something that could not be read, and what was lost with it.
public struct Quarantined: Codable, Hashable, Sendable {
    /// The input's name as the user gave it.
    public var file: String
    /// Byte offset in the file as stored, where it is known.
    public var offset: Int?
    /// What is wrong, one sentence.
    public var reason: String
    /// Bytes of the stored file that were skipped.
    public var lostBytes: Int

    /// Makes an entry.
    public init(file: String, offset: Int?, reason: String, lostBytes: Int) {
        self.file = file
        self.offset = offset
        self.reason = reason
        self.lostBytes = lostBytes
    }
}

/// What reading one input object came to.
public struct ObjectReport: Codable, Hashable, Sendable {
    /// The input's name as the user gave it.
    public var file: String
    /// Hexadecimal digest (128 bits, not cryptographic) of the stored bytes; the identity of inputs without event ids.
    public var digest: String
    /// Stored bytes.
    public var storedBytes: Int
    /// Bytes after decompression.
    public var expandedBytes: Int
    /// Log events met, duplicates included, control messages excluded.
    public var logEvents: Int
    /// Control messages skipped.
    public var controlMessages: Int
    /// Metric points met, duplicates included.
    public var datapoints: Int
    /// Events met other than log events (EventBridge, alarm history, …).
    public var events: Int
    /// What could not be read.
    public var quarantined: [Quarantined]
    /// Why the object was passed over as no data (a leaf file, a query file, an empty file), or `nil`.
    public var passedOver: String?
    /// What the reader wants to say (a partial export, a replaced byte), one sentence each.
    public var warnings: [String]

    /// Makes an empty report.
    public init(file: String) {
        self.file = file
        digest = ""
        storedBytes = 0
        expandedBytes = 0
        logEvents = 0
        controlMessages = 0
        datapoints = 0
        events = 0
        quarantined = []
        warnings = []
    }
}

/// Takes what a reader understands of its input objects.
///
/// For one object the calls come in order and never at the same time; different objects may be read in parallel, each
/// with a sink of its own made by ``DeliverySinkFactory``.
public protocol DeliverySink {
    /// Takes one delivery.
    mutating func receive(_ delivery: consuming Delivery) throws
    /// Takes the end of the object; nothing of it counts before this call.
    mutating func finish(_ report: ObjectReport) throws
}

/// Makes one sink for each input object.
public protocol DeliverySinkFactory: Sendable {
    /// The sink's type.
    associatedtype Sink: DeliverySink
    /// Makes the sink of the object named `file`.
    func makeSink(file: String) throws -> Sink
    /// Whether sinks wait for one another at the end of an object, so that one more thread keeps the processor busy.
    var writesOneAtATime: Bool { get }
}

extension DeliverySinkFactory {
    /// No.
    public var writesOneAtATime: Bool { false }
}
