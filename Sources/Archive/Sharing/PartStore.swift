import Foundation
import GRDB
public import TimeSeries

/// Parts of a fleet's history on disk, merged as they come, so that memory does not grow with their number.
public final class PartStore: Sendable {
    private let database: DatabaseQueue
    /// Stands for "no day" in the table.
    private static let noDay = Int.min

    /// Makes an empty store in a file, which is the caller's to remove.
    ///
    /// - Throws: ``ArchiveError/cannotOpen(path:reason:)``.
    public init(path: String) throws {
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                // Scratch: whoever is killed starts again.
                try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE part (
                            id INTEGER PRIMARY KEY,
                            kind TEXT NOT NULL,
                            owner TEXT NOT NULL,
                            name TEXT NOT NULL,
                            day INTEGER NOT NULL,
                            data BLOB NOT NULL,
                            UNIQUE (kind, owner, name, day)
                        )
                        """)
            }
        } catch {
            throw ArchiveError.cannotOpen(path: path, reason: "\(error)")
        }
    }

    /// Adds a part; one that is there already is merged with it.
    ///
    /// - Throws: ``ArchiveError``.
    public func add(_ share: HistoryShare, key: PartKey, day: CivilDate?) throws {
        let row = day?.daysSinceEpoch ?? Self.noDay
        let bytes = try share.encoded()
        try naming { db in
            let select = try db.cachedStatement(
                sql: "SELECT data FROM part WHERE kind = ? AND owner = ? AND name = ? AND day = ?")
            var merged = bytes
            let place: StatementArguments = [key.kind.rawValue, key.owner, key.name, row]
            if let data = try Data.fetchOne(select, arguments: place) {
                let known = [UInt8](data)
                if known == bytes { return }
                var both = try HistoryShare(decoding: known)
                try both.merge(share)
                merged = try both.encoded()
                if known == merged { return }
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO part (kind, owner, name, day, data) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (kind, owner, name, day) DO UPDATE SET data = excluded.data
                    """
            ).execute(arguments: place + [Data(merged)])
        }
    }

    /// Keys of a kind, sorted.
    public func keys(of kind: PartKey.Kind) throws -> [PartKey] {
        try naming { db in
            try Row.fetchAll(
                db, sql: "SELECT DISTINCT kind, owner, name FROM part WHERE kind = ?",
                arguments: [kind.rawValue]
            ).map { PartKey(kind: kind, owner: $0[1], name: $0[2]) }
        }.sorted()
    }

    /// Everything under a key, all days together.
    public func share(of key: PartKey) throws -> HistoryShare {
        var result = HistoryShare()
        for (_, share) in try days(of: key) { try result.merge(share) }
        return result
    }

    /// Everything that a kind's owner has under any name.
    public func share(of kind: PartKey.Kind, owner: String) throws -> HistoryShare {
        let names = try naming { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT name FROM part WHERE kind = ? AND owner = ? ORDER BY name",
                arguments: [kind.rawValue, owner])
        }
        var result = HistoryShare()
        for name in names { try result.merge(share(of: PartKey(kind: kind, owner: owner, name: name))) }
        return result
    }

    /// The days under a key, oldest first, what has none before them.
    public func days(of key: PartKey) throws -> [(day: CivilDate?, share: HistoryShare)] {
        let rows = try naming { db in
            let select = try db.cachedStatement(
                sql: "SELECT day, data FROM part WHERE kind = ? AND owner = ? AND name = ? ORDER BY day")
            return try Row.fetchAll(select, arguments: [key.kind.rawValue, key.owner, key.name])
                .map { (day: $0[0] as Int, data: [UInt8]($0[1] as Data)) }
        }
        return try rows.map { row in
            (
                row.day == Self.noDay ? nil : CivilDate(daysSinceEpoch: row.day),
                try HistoryShare(decoding: row.data)
            )
        }
    }

    private func naming<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try database.writeWithoutTransaction(body)
        } catch let error as DatabaseError {
            throw ArchiveError.storage(path: "the parts", reason: error.message ?? "\(error.resultCode)")
        }
    }
}
