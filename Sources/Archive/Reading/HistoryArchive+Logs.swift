import Foundation
import GRDB
public import Ingest
public import TimeSeries

/// What the archive has of one log group.
public struct LogGroupSummary: Codable, Hashable, Sendable {
    /// The group's name; `""` for events whose input does not name it.
    public var logGroup: String
    /// Log streams.
    public var streams: Int
    /// Log events, understood or not.
    public var events: Int
    /// Events that came without an id; only a repeated file can be told from them.
    public var eventsWithoutID: Int
    /// Records that were understood.
    public var records: Int
    /// Time of the oldest record.
    public var first: Instant?
    /// Time of the newest record.
    public var last: Instant?
    /// Events delivered again; depends on how often files were read, so use it for showing only.
    public var duplicates: Int
}

extension HistoryArchive {
    /// All log groups, sorted by name.
    ///
    /// - Throws: ``ArchiveError``.
    public func logGroups() throws -> [LogGroupSummary] {
        try reading { db in
            var runs: [String: (count: Int, first: Int64, last: Int64)] = [:]
            let invocations = try Row.fetchCursor(
                db, sql: "SELECT logGroup, count(*), min(time), max(time) FROM invocation GROUP BY logGroup")
            while let row = try invocations.next() { runs[row[0]] = (row[1], row[2], row[3]) }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT logGroup, count(*), sum(ids), sum(untracked), sum(records), min(first), max(last),
                        sum(duplicates)
                    FROM (SELECT logGroup, duplicates,
                        (SELECT coalesce(sum(count), 0) FROM eventBlock WHERE source = s.id) AS ids,
                        (SELECT coalesce(sum(events), 0) FROM untracked WHERE source = s.id) AS untracked,
                        (SELECT coalesce(sum(count), 0) FROM logBlock WHERE source = s.id) AS records,
                        (SELECT min(firstTime) FROM logBlock WHERE source = s.id) AS first,
                        (SELECT max(lastTime) FROM logBlock WHERE source = s.id) AS last
                        FROM logSource AS s)
                    GROUP BY logGroup ORDER BY logGroup
                    """
            ).map { row in
                let run = runs[row[0]]
                return LogGroupSummary(
                    logGroup: row[0], streams: row[1], events: (row[2] as Int) + (row[3] as Int),
                    eventsWithoutID: row[3], records: (row[4] as Int) + (run?.count ?? 0),
                    first: [row[5] as Int64?, run?.first].compactMap(\.self).min().map(
                        Instant.init(milliseconds:)),
                    last: [row[6] as Int64?, run?.last].compactMap(\.self).max().map(
                        Instant.init(milliseconds:)), duplicates: row[7])
            }
        }
    }

    /// The DNS queries of a log group, or of all, oldest first.
    ///
    /// - Throws: ``ArchiveError``.
    public func dnsQueries(logGroup: String? = nil, in range: Range<Instant>? = nil) throws -> [DNSQuery] {
        try records(.dnsQuery, logGroup: logGroup, range: range).compactMap { record in
            if case .dnsQuery(let query) = record { query } else { nil }
        }
    }

    /// The container lines of a log group, or of all, oldest first; lines of one moment in the order of their ids.
    ///
    /// - Throws: ``ArchiveError``.
    public func containerLines(
        logGroup: String? = nil, in range: Range<Instant>? = nil
    ) throws -> [ContainerLine] {
        try records(.containerLine, logGroup: logGroup, range: range).compactMap { record in
            if case .containerLine(let line) = record { line } else { nil }
        }
    }

    /// The runs of a function by its log group, or of all functions, oldest first.
    ///
    /// A run whose start and report came apart is one.
    ///
    /// - Throws: ``ArchiveError``.
    public func lambdaInvocations(
        logGroup: String? = nil, in range: Range<Instant>? = nil
    ) throws -> [LambdaInvocation] {
        let rows = try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT logGroup, logStream, requestID, time, duration, failed FROM invocation
                    WHERE :group IS NULL OR logGroup = :group
                    ORDER BY logGroup, logStream, requestID, time
                    """, arguments: ["group": logGroup]
            ).map { row in
                LambdaInvocation(
                    time: Instant(milliseconds: row[3]), logGroup: row[0], logStream: row[1],
                    requestID: row[2], duration: row[4], failed: row[5])
            }
        }
        let joined = InvocationJoin.joined(rows)
        guard let range else { return joined }
        return joined.filter { range.contains($0.time) }
    }

    /// Records of one kind in a total order: time, stream, id, place in the object, content.
    private func records(
        _ kind: LogRecord.Kind, logGroup: String?, range: Range<Instant>?
    ) throws -> [Record] {
        var placed: [PlacedRecord] = []
        try reading { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT owner, logGroup, logStream, object, records
                    FROM logBlock JOIN logSource ON logSource.id = logBlock.source
                    WHERE kind = :kind AND lastTime >= :from AND firstTime < :to
                        AND (:group IS NULL OR logGroup = :group OR logGroup = '')
                    """,
                arguments: [
                    "kind": kind.rawValue, "group": logGroup,
                    "from": range?.lowerBound.milliseconds ?? .min,
                    "to": range?.upperBound.milliseconds ?? .max,
                ])
            while let row = try rows.next() {
                let source = LogSource(owner: row[0], logGroup: row[1], logStream: row[2])
                let data: Data = row[4]
                for entry in try LogRecordBlock.decode([UInt8](data), kind: kind, source: source) {
                    guard let time = LogRecord.place(of: entry.record)?.time,
                        range?.contains(time) ?? true, logGroup == nil || entry.record.logGroup == logGroup
                    else { continue }
                    placed.append(
                        PlacedRecord(time: time, source: source, object: row[3] ?? "", entry: entry))
                }
            }
        }
        placed.sort()
        return placed.map(\.entry.record)
    }
}
