import Foundation
import GRDB
public import Ingest

/// Names of everything in an archive, and where it stands; small beside what they stand for.
public struct ArchiveIndex: Sendable {
    /// Log groups, sorted; `""` when events came that name none.
    public internal(set) var logGroups: [String] = []
    /// Series, sorted.
    public internal(set) var seriesKeys: [MetricKey] = []
    /// What events are about, sorted.
    public internal(set) var subjects: [EventSubject] = []
    /// Row ids.
    var series: [MetricKey: Int64] = [:]
    var subjectRows: [EventSubject: Int64] = [:]
    /// Records whose event names a log group although its input did not, by that group.
    var unnamed: [String: [UnnamedRecord]] = [:]

    /// A record of a source without a log group.
    struct UnnamedRecord: Sendable {
        var key: HistoryShare.LogKey
        var object: String?
        var entry: LogRecord
    }
}

/// Which names make up a share.
public struct ShareSelection: Hashable, Sendable {
    /// Log groups.
    public var logGroups: [String]
    /// Series.
    public var series: [MetricKey]
    /// What events are about.
    public var subjects: [EventSubject]

    /// Makes a selection, by default of nothing.
    public init(logGroups: [String] = [], series: [MetricKey] = [], subjects: [EventSubject] = []) {
        self.logGroups = logGroups
        self.series = series
        self.subjects = subjects
    }
}

extension HistoryArchive {
    /// Lists the archive's names.
    ///
    /// - Throws: ``ArchiveError``.
    public func index() throws -> ArchiveIndex {
        var index = ArchiveIndex()
        try reading { db in
            var groups = Set(try String.fetchAll(db, sql: "SELECT DISTINCT logGroup FROM logSource"))
            groups.formUnion(try String.fetchAll(db, sql: "SELECT DISTINCT logGroup FROM functionStream"))
            let rows = try Row.fetchCursor(db, sql: "SELECT id, key FROM series")
            while let row = try rows.next() {
                index.series[try StoredJSON.decode(MetricKey.self, from: row[1])] = row[0]
            }
            let subjects = try Row.fetchCursor(db, sql: "SELECT id, kind, name FROM eventSubject")
            while let row = try subjects.next() {
                guard let kind = EventSubject.Kind(rawValue: row[1]) else { continue }
                index.subjectRows[EventSubject(kind: kind, name: row[2])] = row[0]
            }
            for source in try Self.sources(of: "", in: db) {
                for (object, entry, kind) in try Self.logRecords(of: source.source, row: source.row, in: db) {
                    guard let group = entry.record.logGroup, !group.isEmpty else { continue }
                    index.unnamed[group, default: []].append(
                        .init(
                            key: .init(source: source.source, kind: kind), object: object, entry: entry))
                }
            }
            groups.formUnion(index.unnamed.keys)
            index.logGroups = groups.sorted()
        }
        index.seriesKeys = index.series.keys.sorted(by: MetricKey.isBefore)
        index.subjects = index.subjectRows.keys.sorted()
        return index
    }

    /// Sources of a log group.
    static func sources(of group: String, in db: Database) throws -> [(row: Int64, source: LogSource)] {
        let select = try db.cachedStatement(
            sql: "SELECT id, owner, logStream FROM logSource WHERE logGroup = ?")
        return try Row.fetchAll(select, arguments: [group]).map { row in
            (row[0], LogSource(owner: row[1], logGroup: group, logStream: row[2]))
        }
    }

    /// Records of a source; with the object that each came in when it has no id.
    static func logRecords(
        of source: LogSource, row: Int64, in db: Database
    ) throws -> [(object: String?, entry: LogRecord, kind: LogRecord.Kind)] {
        let select = try db.cachedStatement(
            sql: "SELECT kind, object, records FROM logBlock WHERE source = ?")
        var result: [(object: String?, entry: LogRecord, kind: LogRecord.Kind)] = []
        let rows = try Row.fetchCursor(select, arguments: [row])
        while let row = try rows.next() {
            guard let kind = LogRecord.Kind(rawValue: row[0]) else { continue }
            let object: String? = row[1]
            let data: Data = row[2]
            for entry in try LogRecordBlock.decode([UInt8](data), kind: kind, source: source) {
                result.append((object, entry, kind))
            }
        }
        return result
    }
}
