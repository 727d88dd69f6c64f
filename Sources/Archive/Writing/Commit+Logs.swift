import Foundation
import GRDB
import Ingest
import TimeSeries

extension Commit {
    /// Stores a source's log events: the ids that are new, and the records of those.
    mutating func write(_ part: LogPart, of source: LogSource) throws {
        let id = try identifier(of: source)
        let fresh = try storeFresh(part.ids, of: source, id: id)
        let duplicates = fresh.count { !$0 }
        for block in part.blocks {
            let isFresh = block.idIndices.map { fresh[Int($0)] }
            if isFresh.allSatisfy({ $0 }) {
                try write(block.records, kind: block.kind, source: id, object: nil)
            } else if isFresh.contains(true) {
                var kept = LogRecordBlock(kind: block.kind, source: source)
                let entries = try LogRecordBlock.decode(block.records.bytes, kind: block.kind, source: source)
                for (entry, isFresh) in zip(entries, isFresh) where isFresh { kept.append(entry) }
                try write(kept, kind: block.kind, source: id, object: nil)
            }
        }
        if part.untracked > 0 || !part.untrackedBlocks.isEmpty { try writeUntracked(part, source: id) }
        if duplicates > 0 {
            try db.cachedStatement(sql: "UPDATE logSource SET duplicates = duplicates + ? WHERE id = ?")
                .execute(arguments: [duplicates, id])
        }
    }

    /// Stores log events without ids, for the time being.
    private mutating func writeUntracked(_ part: LogPart, source: Int64) throws {
        state.untrackedSources.insert(source)
        try db.execute(
            sql: """
                INSERT INTO untracked (object, source, events) VALUES (?, ?, ?)
                ON CONFLICT (object, source) DO UPDATE SET events = events + excluded.events
                """, arguments: [Self.pending, source, part.untracked])
        for block in part.untrackedBlocks {
            try write(block.records, kind: block.kind, source: source, object: Self.pending)
        }
    }

    /// Keeps the log events without ids under their object's digest, or drops them if it has been read before.
    mutating func settleUntracked(digest: String) throws {
        for source in state.untrackedSources.sorted() {
            let key = digest.isEmpty ? try contentDigest(source: source) : digest
            let known = try Bool.fetchOne(
                db, sql: "SELECT 1 FROM untracked WHERE object = ? AND source = ?", arguments: [key, source])
            if known == nil {
                try db.execute(
                    sql: "UPDATE untracked SET object = ? WHERE object = ? AND source = ?",
                    arguments: [key, Self.pending, source])
                try db.execute(
                    sql: "UPDATE logBlock SET object = ? WHERE object = ? AND source = ?",
                    arguments: [key, Self.pending, source])
            } else {
                try db.execute(
                    sql: """
                        UPDATE logSource SET duplicates = duplicates
                            + (SELECT events FROM untracked WHERE object = :pending AND source = :source)
                        WHERE id = :source
                        """, arguments: ["pending": Self.pending, "source": source])
                for table in ["untracked", "logBlock"] {
                    try db.execute(
                        sql: "DELETE FROM \(table) WHERE object = ? AND source = ?",
                        arguments: [Self.pending, source])
                }
            }
        }
        state.untrackedSources = []
    }

    /// Stands in for the digest of an object that has none: one of what it brought.
    private func contentDigest(source: Int64) throws -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let blocks = try Data.fetchCursor(
            db, sql: "SELECT records FROM logBlock WHERE object = ? AND source = ? ORDER BY id",
            arguments: [Self.pending, source])
        while let block = try blocks.next() {
            for byte in block { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        let events = try Int.fetchOne(
            db, sql: "SELECT events FROM untracked WHERE object = ? AND source = ?",
            arguments: [Self.pending, source])
        return "content-\(String(hash, radix: 16))-\(events ?? 0)"
    }

    private func write(
        _ block: LogRecordBlock, kind: LogRecord.Kind, source: Int64, object: String?
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO logBlock (source, kind, object, firstTime, lastTime, count, records)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            source, kind.rawValue, object, block.firstTime.milliseconds, block.lastTime.milliseconds,
            block.count, Data(block.bytes),
        ])
    }

    private mutating func identifier(of source: LogSource) throws -> Int64 {
        if let known = state.cache.sources[source] { return known }
        try db.execute(
            sql: "INSERT OR IGNORE INTO logSource (owner, logGroup, logStream) VALUES (?, ?, ?)",
            arguments: [source.owner, source.logGroup, source.logStream])
        let id =
            try Int64.fetchOne(
                db, sql: "SELECT id FROM logSource WHERE logGroup = ? AND logStream = ? AND owner = ?",
                arguments: [source.logGroup, source.logStream, source.owner]) ?? 0
        state.cache.sources[source] = id
        return id
    }

    /// Marks which ids nobody has delivered yet, and stores those.
    ///
    /// An input that does not say whose log group it read names no owner; its events are the same as those that say so.
    private mutating func storeFresh(
        _ ids: [[Delivery.EventID]], of source: LogSource, id: Int64
    ) throws -> [Bool] {
        guard !ids.isEmpty else { return [] }
        var candidates = Candidates(ids)
        let others = try db.cachedStatement(
            sql: "SELECT id, owner FROM logSource WHERE logGroup = ? AND logStream = ? AND owner <> ?")
        let sameStream = try Row.fetchAll(
            others, arguments: [source.logGroup, source.logStream, source.owner]
        ).map { row in (id: row[0] as Int64, owner: row[1] as String) }
        if source.owner.isEmpty {
            for other in sameStream { try EventBlocks(db: db, source: other.id).discardKnown(&candidates) }
        } else if let unowned = sameStream.first(where: { $0.owner.isEmpty }) {
            try EventBlocks(db: db, source: unowned.id).remove(
                candidates, from: LogSource(owner: "", logGroup: source.logGroup, logStream: source.logStream)
            )
        }
        try EventBlocks(db: db, source: id).insert(&candidates)
        return candidates.isFresh
    }
}
