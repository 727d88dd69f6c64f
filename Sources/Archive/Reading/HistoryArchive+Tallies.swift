import GRDB
public import Ingest

/// How much an archive holds.
public struct ArchiveTallies: Codable, Hashable, Sendable {
    /// Log events, each once.
    public var logEvents: Int
    /// Metric points, each once.
    public var datapoints: Int
    /// Events of other kinds (tasks, scaling, alarm history, alarms), each once.
    public var events: Int
    /// What was delivered again and dropped: log events, points and other events.
    public var duplicates: Int
    /// Points of which different values were delivered.
    public var revisedDatapoints: Int
    /// Points outside the years 1970 to 9999, which are not stored.
    public var implausibleTimes: Int
    /// Places in input objects that could not be read.
    public var quarantined: Int
    /// Input objects, each content once.
    public var objects: Int
}

extension HistoryArchive {
    /// Counts what is stored.
    ///
    /// - Throws: ``ArchiveError``.
    public func tallies() throws -> ArchiveTallies {
        let quarantined = try objectReports().reduce(0) { $0 + $1.quarantined.count }
        return try reading { db in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            func counter(_ counter: Counter) throws -> Int {
                try number("SELECT value FROM counter WHERE name = '\(counter.rawValue)'")
            }
            return ArchiveTallies(
                logEvents: try number(
                    """
                    SELECT (SELECT coalesce(sum(count), 0) FROM eventBlock)
                        + (SELECT coalesce(sum(events), 0) FROM untracked)
                    """),
                datapoints: try number("SELECT coalesce(sum(points), 0) FROM seriesBlock"),
                events: try number("SELECT count(*) FROM event"),
                duplicates: try number(
                    """
                    SELECT (SELECT coalesce(sum(duplicates), 0) FROM logSource)
                        + (SELECT coalesce(sum(duplicates), 0) FROM series)
                    """) + counter(.duplicateEvents),
                revisedDatapoints: try number("SELECT coalesce(sum(revised), 0) FROM seriesBlock"),
                implausibleTimes: try counter(.implausibleTimes), quarantined: quarantined,
                objects: try number("SELECT count(*) FROM object"))
        }
    }

    /// The reports of all input objects that were read to their end, sorted by name, then digest.
    ///
    /// - Throws: ``ArchiveError``.
    public func objectReports() throws -> [ObjectReport] {
        let reports = try reading { db in
            try String.fetchAll(db, sql: "SELECT report FROM object")
                .map { try StoredJSON.decode(ObjectReport.self, from: $0) }
        }
        return reports.sorted { ($0.file, $0.digest) < ($1.file, $1.digest) }
    }
}
