import Ingest
import TimeSeries

/// Encodes the log records of one source and kind in a row.
///
/// A record is its id or ordinal and its time, as differences from the record before it, a mask of the fields that repeat that
/// record, and the other fields. The first record is compared with empty fields, except for those that the source gives.
struct LogRecordBlock {
    /// Records written.
    private(set) var count = 0
    /// Time of the earliest record.
    private(set) var firstTime = Instant(milliseconds: .max)
    /// Time of the latest record.
    private(set) var lastTime = Instant(milliseconds: .min)

    private let kind: LogRecord.Kind
    private var writer = ByteWriter()
    private var state: FieldState

    /// Starts a block.
    init(kind: LogRecord.Kind, source: LogSource) {
        self.kind = kind
        state = FieldState(kind: kind, source: source)
    }

    /// The block.
    var bytes: [UInt8] { writer.bytes }

    /// Adds a record; one of another kind is ignored.
    mutating func append(_ entry: LogRecord) {
        guard let (kind, time) = LogRecord.place(of: entry.record), kind == self.kind else { return }
        if let id = entry.id {
            writer.byte(1)
            writer.signed(Int64(bitPattern: id.high &- state.high))
            writer.signed(Int64(bitPattern: id.low &- state.low))
            (state.high, state.low) = (id.high, id.low)
        } else {
            writer.byte(0)
            writer.signed(Int64(entry.ordinal) &- state.ordinal)
            state.ordinal = Int64(entry.ordinal)
        }
        writer.signed(time.milliseconds &- state.time)
        state.time = time.milliseconds
        switch entry.record {
        case .dnsQuery(let query): state.write(query, to: &writer)
        case .containerLine(let line): state.write(line, to: &writer)
        default: break
        }
        count += 1
        firstTime = min(firstTime, time)
        lastTime = max(lastTime, time)
    }

    /// Reads a block of `count` records.
    static func decode(_ bytes: [UInt8], kind: LogRecord.Kind, source: LogSource) throws -> [LogRecord] {
        var reader = ByteReader(bytes, what: "a block of log records")
        var state = FieldState(kind: kind, source: source)
        var entries: [LogRecord] = []
        while !reader.isAtEnd {
            var id: Delivery.EventID?
            if try reader.byte() == 1 {
                state.high &+= UInt64(bitPattern: try reader.signed())
                state.low &+= UInt64(bitPattern: try reader.signed())
                id = Delivery.EventID(high: state.high, low: state.low)
            } else {
                state.ordinal &+= try reader.signed()
            }
            state.time &+= try reader.signed()
            try state.read(from: &reader)
            entries.append(
                LogRecord(
                    id: id, ordinal: id == nil ? Int(state.ordinal) : 0,
                    record: record(kind: kind, state: state)))
        }
        return entries
    }

    private static func record(kind: LogRecord.Kind, state: FieldState) -> Record {
        let time = Instant(milliseconds: state.time)
        func field(_ index: Int) -> String { state.fields[index] ?? "" }
        switch kind {
        case .dnsQuery:
            return .dnsQuery(
                DNSQuery(
                    time: time, logGroup: field(0), hostedZone: field(1), queryName: field(2),
                    queryType: field(3), responseCode: field(4), transport: field(5),
                    edgeLocation: field(6), resolver: field(7), clientSubnet: state.fields[8]))
        case .containerLine:
            let source = LogSource(owner: field(0), logGroup: field(1), logStream: field(2))
            return .containerLine(ContainerLine(time: time, source: source, text: field(3)))
        }
    }
}

/// What the next record of a block is compared with.
private struct FieldState {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var ordinal: Int64 = 0
    var time: Int64 = 0
    var fields: [String?]
    private var lastQuery: DNSQuery?

    init(kind: LogRecord.Kind, source: LogSource) {
        switch kind {
        case .dnsQuery: fields = [source.logGroup] + Array(repeating: "", count: 8)
        case .containerLine: fields = [source.owner, source.logGroup, source.logStream, ""]
        }
    }

    mutating func write(_ query: DNSQuery, to writer: inout ByteWriter) {
        // Most queries differ from the one before by nothing but their resolver.
        if let lastQuery, query.surelyRepeats(lastQuery) {
            writer.unsigned(query.resolver == lastQuery.resolver ? 0 : 1 << 7)
            if query.resolver != lastQuery.resolver {
                writer.optionalText(query.resolver)
                fields[7] = query.resolver
                self.lastQuery?.resolver = query.resolver
            }
            return
        }
        lastQuery = query
        write(to: &writer) { visit in
            visit(0, query.logGroup)
            visit(1, query.hostedZone)
            visit(2, query.queryName)
            visit(3, query.queryType)
            visit(4, query.responseCode)
            visit(5, query.transport)
            visit(6, query.edgeLocation)
            visit(7, query.resolver)
            visit(8, query.clientSubnet)
        }
    }

    mutating func write(_ line: ContainerLine, to writer: inout ByteWriter) {
        write(to: &writer) { visit in
            visit(0, line.source.owner)
            visit(1, line.source.logGroup)
            visit(2, line.source.logStream)
            visit(3, line.text)
        }
    }

    /// Writes the mask of the fields that differ from the state, then those.
    @inline(__always)
    private mutating func write(
        to writer: inout ByteWriter, _ forEachField: (_ visit: (Int, String?) -> Void) -> Void
    ) {
        var mask: UInt64 = 0
        forEachField { index, value in
            if fields[index] != value { mask |= 1 << UInt64(index) }
        }
        writer.unsigned(mask)
        forEachField { index, value in
            guard mask & (1 << UInt64(index)) != 0 else { return }
            writer.optionalText(value)
            fields[index] = value
        }
    }

    mutating func read(from reader: inout ByteReader) throws {
        let mask = try reader.unsigned()
        guard mask >> UInt64(fields.count) == 0 else { throw reader.damaged }
        for index in fields.indices where mask & (1 << UInt64(index)) != 0 {
            fields[index] = try reader.optionalText()
        }
    }
}
