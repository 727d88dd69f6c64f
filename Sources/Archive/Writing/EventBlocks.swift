import Foundation
import GRDB
import Ingest
import TimeSeries

/// Ids that an object brought for one source, sorted, and which of them are new.
struct Candidates {
    /// Sorted, each once.
    private(set) var ids: [Delivery.EventID] = []
    /// Where each stands in the object; empty when they came in their order.
    private var places: [Int32] = []
    /// For each id of the object whether it is the first that anybody delivered.
    private(set) var isFresh: [Bool]

    /// Sorts the ids of an object, which came in several lists.
    init(_ lists: [[Delivery.EventID]]) {
        let count = lists.reduce(0) { $0 + $1.count }
        ids.reserveCapacity(count)
        for list in lists { ids.append(contentsOf: list) }
        isFresh = Array(repeating: true, count: count)
        guard !zip(ids, ids.dropFirst()).allSatisfy({ Delivery.EventID.isBefore($0, $1) }) else { return }
        places = ids.indices.map { Int32(clamping: $0) }
        let unsorted = ids
        places.sort {
            let (left, right) = (unsorted[Int($0)], unsorted[Int($1)])
            return left == right ? $0 < $1 : Delivery.EventID.isBefore(left, right)
        }
        ids = places.map { unsorted[Int($0)] }
        var last: Delivery.EventID?
        discard { id in
            defer { last = id }
            return id == last
        }
    }

    /// Drops the ids for which `isKnown` says so.
    mutating func discard(where isKnown: (Delivery.EventID) -> Bool) {
        if places.isEmpty { places = ids.indices.map { Int32(clamping: $0) } }
        var kept = 0
        for index in ids.indices {
            if isKnown(ids[index]) {
                isFresh[Int(places[index])] = false
            } else {
                (ids[kept], places[kept]) = (ids[index], places[index])
                kept += 1
            }
        }
        ids.removeLast(ids.count - kept)
        places.removeLast(places.count - kept)
    }
}

/// The stored ids of one source: sorted blocks that do not overlap, each small enough to rewrite.
struct EventBlocks {
    /// Ids in a block at most: some kilobytes, seldom more than a page.
    static let capacity = 1_024

    let db: Database
    let source: Int64

    private struct Block {
        var row: Int64
        var first: Delivery.EventID
        var last: Delivery.EventID
        var count: Int
    }

    /// Stores the candidates that are not stored yet and drops the others from the list.
    func insert(_ candidates: inout Candidates) throws {
        var known = Set<Delivery.EventID>()
        let blocks = try blocks(around: candidates.ids)
        guard !blocks.isEmpty else { return try append(candidates.ids[...]) }
        for (block, ids) in assign(candidates.ids, to: blocks) {
            if block.count >= Self.capacity, let first = ids.first,
                Delivery.EventID.isBefore(block.last, first)
            {
                try append(ids)
                continue
            }
            let merged = merge(try stored(in: block), ids, known: &known)
            if merged.count > block.count { try replace(block, with: merged) }
        }
        if !known.isEmpty { candidates.discard { known.contains($0) } }
    }

    /// Drops the candidates that are stored here.
    func discardKnown(_ candidates: inout Candidates) throws {
        var known = Set<Delivery.EventID>()
        for (block, slice) in assign(candidates.ids, to: try blocks(around: candidates.ids)) {
            _ = merge(try stored(in: block), slice, known: &known)
        }
        if !known.isEmpty { candidates.discard { known.contains($0) } }
    }

    /// Takes the candidates out of this source, and the records that they brought: another source owns them.
    func remove(_ candidates: Candidates, from logSource: LogSource) throws {
        var gone = Set<Delivery.EventID>()
        for (block, slice) in assign(candidates.ids, to: try blocks(around: candidates.ids)) {
            let ids = try stored(in: block)
            var known = Set<Delivery.EventID>()
            _ = merge(ids, slice, known: &known)
            guard !known.isEmpty else { continue }
            gone.formUnion(known)
            try replace(block, with: ids.filter { !known.contains($0) })
        }
        guard !gone.isEmpty else { return }
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, kind, records FROM logBlock WHERE source = ? AND object IS NULL",
            arguments: [source])
        for row in rows {
            guard let kind = LogRecord.Kind(rawValue: row[1]) else { continue }
            let entries = try LogRecordBlock.decode([UInt8](row[2] as Data), kind: kind, source: logSource)
            var kept = LogRecordBlock(kind: kind, source: logSource)
            for entry in entries {
                if let id = entry.id, gone.contains(id) { continue }
                kept.append(entry)
            }
            guard kept.count < entries.count else { continue }
            if kept.count == 0 {
                try db.execute(sql: "DELETE FROM logBlock WHERE id = ?", arguments: [row[0] as Int64])
            } else {
                try db.execute(
                    sql: """
                        UPDATE logBlock SET firstTime = ?, lastTime = ?, count = ?, records = ? WHERE id = ?
                        """,
                    arguments: [
                        kept.firstTime.milliseconds, kept.lastTime.milliseconds, kept.count,
                        Data(kept.bytes), row[0] as Int64,
                    ])
            }
        }
        try db.execute(
            sql: "UPDATE logSource SET duplicates = duplicates + ? WHERE id = ?",
            arguments: [gone.count, source])
    }

    /// The blocks that may hold the ids or should take them.
    private func blocks(around ids: [Delivery.EventID]) throws -> [Block] {
        guard let first = ids.first.map({ Data($0.key) }), let last = ids.last.map({ Data($0.key) }) else {
            return []
        }
        let inside = try db.cachedStatement(
            sql: """
                SELECT id, first, last, count FROM eventBlock
                WHERE source = :source AND first <= :last AND first >= coalesce(
                    (SELECT max(first) FROM eventBlock WHERE source = :source AND first <= :first), x'')
                ORDER BY first
                """)
        let rows = try Row.fetchAll(inside, arguments: ["source": source, "first": first, "last": last])
        if !rows.isEmpty { return try rows.map(Self.block) }
        let next = try db.cachedStatement(
            sql: """
                SELECT id, first, last, count FROM eventBlock WHERE source = ? AND first > ?
                ORDER BY first LIMIT 1
                """)
        return try Row.fetchAll(next, arguments: [source, last]).map(Self.block)
    }

    private static func block(_ row: Row) throws -> Block {
        guard let first = Delivery.EventID(key: row[1]), let last = Delivery.EventID(key: row[2]) else {
            throw ArchiveError.damaged(what: "a block of event ids has no bounds")
        }
        return Block(row: row[0], first: first, last: last, count: row[3])
    }

    /// Which ids belong to which block: each to the last block that does not start after it, else to the first.
    private func assign(
        _ ids: [Delivery.EventID], to blocks: [Block]
    ) -> [(Block, ArraySlice<Delivery.EventID>)] {
        var result: [(Block, ArraySlice<Delivery.EventID>)] = []
        var start = ids.startIndex
        for (index, block) in blocks.enumerated() {
            var end = ids.endIndex
            if index + 1 < blocks.count {
                let next = blocks[index + 1].first
                end = start
                while end < ids.endIndex, Delivery.EventID.isBefore(ids[end], next) { end += 1 }
            }
            if start < end { result.append((block, ids[start..<end])) }
            start = end
        }
        return result
    }

    private func stored(in block: Block) throws -> [Delivery.EventID] {
        let select = try db.cachedStatement(sql: "SELECT ids FROM eventBlock WHERE id = ?")
        return try EventIDBlock.decode([UInt8](Data.fetchOne(select, arguments: [block.row]) ?? Data()))
    }

    /// Both sorted lists as one, each id once; what both hold goes into `known`.
    private func merge(
        _ left: [Delivery.EventID], _ right: ArraySlice<Delivery.EventID>, known: inout Set<Delivery.EventID>
    ) -> [Delivery.EventID] {
        var result: [Delivery.EventID] = []
        result.reserveCapacity(left.count + right.count)
        var index = 0
        for id in right {
            while index < left.count, Delivery.EventID.isBefore(left[index], id) {
                result.append(left[index])
                index += 1
            }
            if index < left.count, left[index] == id {
                known.insert(id)
            } else {
                result.append(id)
            }
        }
        result.append(contentsOf: left[index...])
        return result
    }

    private func replace(_ block: Block, with ids: [Delivery.EventID]) throws {
        try db.cachedStatement(sql: "DELETE FROM eventBlock WHERE id = ?").execute(arguments: [block.row])
        try append(ids[...])
    }

    private func append(_ ids: ArraySlice<Delivery.EventID>) throws {
        let insert = try RowWriter(
            db, sql: "INSERT INTO eventBlock (source, first, last, count, ids) VALUES (?, ?, ?, ?, ?)")
        try insert.bind(source, at: 1)
        for start in stride(from: ids.startIndex, to: ids.endIndex, by: Self.capacity) {
            let chunk = ids[start..<min(start + Self.capacity, ids.endIndex)]
            guard let first = chunk.first, let last = chunk.last else { continue }
            try insert.bind(first.key, at: 2)
            try insert.bind(last.key, at: 3)
            try insert.bind(Int64(chunk.count), at: 4)
            try insert.bind(EventIDBlock.encode(chunk), at: 5)
            try insert.run()
        }
    }
}
