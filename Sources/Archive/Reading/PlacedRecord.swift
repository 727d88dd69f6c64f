import Ingest
import TimeSeries

/// A record and all that decides its place among others.
struct PlacedRecord: Comparable {
    var time: Instant
    var source: LogSource
    var object: String
    var entry: LogRecord

    static func < (left: Self, right: Self) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.source != right.source { return LogSource.isBefore(left.source, right.source) }
        switch (left.entry.id, right.entry.id) {
        case (let first?, let second?):
            if first != second { return Delivery.EventID.isBefore(first, second) }
        case (nil, _?): return false
        case (_?, nil): return true
        case (nil, nil):
            if left.object != right.object { return left.object < right.object }
        }
        return left.entry.ordinal < right.entry.ordinal
    }
}

extension Record {
    /// The log group that a log record names.
    var logGroup: String? { LogRecord.source(of: self)?.logGroup }
}
