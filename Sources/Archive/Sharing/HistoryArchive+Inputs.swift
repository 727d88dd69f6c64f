import GRDB
public import Ingest

extension HistoryArchive {
    /// Digests of all input objects that were read to their end, sorted.
    ///
    /// - Throws: ``ArchiveError``.
    public func objectDigests() throws -> [String] {
        try reading { try String.fetchAll($0, sql: "SELECT digest FROM object ORDER BY digest") }
    }

    /// Reports of the input objects of which a part could not be read, sorted by digest.
    ///
    /// - Throws: ``ArchiveError``.
    public func damagedObjects() throws -> [ObjectReport] {
        try reading { db in
            // Keys are stored sorted and without blanks, so an empty list is always this text.
            try String.fetchAll(
                db,
                sql: "SELECT report FROM object WHERE instr(report, '\"quarantined\":[]') = 0 ORDER BY digest"
            )
        }.map { try StoredJSON.decode(ObjectReport.self, from: $0) }
    }

    /// The settings of alarms that name a file system.
    ///
    /// - Throws: ``ArchiveError``.
    public func alarmsOfFileSystems() throws -> [AlarmDescription] {
        try reading { db in
            try String.fetchAll(
                db, sql: "SELECT content FROM event WHERE kind = 'alarm' AND instr(content, '\"fs-') > 0")
        }.map { try StoredJSON.decode(AlarmDescription.self, from: $0) }
    }
}
