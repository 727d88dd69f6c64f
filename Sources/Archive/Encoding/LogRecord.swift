import Ingest
import TimeSeries

/// GRDB has a type of the same name.
typealias Record = Ingest.Record

/// A record that a log event brought, with what places it in its stream.
struct LogRecord: Equatable {
    /// Kinds, as stored.
    enum Kind: Int {
        case dnsQuery = 0
        case containerLine = 1
    }

    /// The log event's identity, `nil` where the input has none.
    var id: Delivery.EventID?
    /// Place in the input object; decides the order of records that have no id.
    var ordinal: Int
    /// What the event said.
    var record: Record

    /// The record's kind and time; `nil` for records that have tables of their own.
    static func place(of record: Record) -> (kind: Kind, time: Instant)? {
        switch record {
        case .dnsQuery(let query): (.dnsQuery, query.time)
        case .containerLine(let line): (.containerLine, line.time)
        default: nil
        }
    }

    /// Roughly the bytes that a record takes once encoded.
    static func weight(of record: Record) -> Int {
        if case .containerLine(let line) = record { return line.text.utf8.count + 32 }
        return 80
    }

    /// Where a record without a source of its own delivery says that it came from.
    static func source(of record: Record) -> LogSource? {
        switch record {
        case .dnsQuery(let query): LogSource(owner: "", logGroup: query.logGroup, logStream: "")
        case .containerLine(let line): line.source
        default: nil
        }
    }
}
