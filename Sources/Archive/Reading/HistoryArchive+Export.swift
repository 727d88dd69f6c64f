import Foundation
import GRDB
import Ingest
import TimeSeries

extension HistoryArchive {
    /// Writes everything that counts as text, a line a fact, in an order of its own.
    ///
    /// Two archives with the same contents give the same text, whatever the order, cutting and repetition of what was read
    /// into them. Counts of duplicates are left out, because they tell how often something was delivered.
    ///
    /// - Throws: ``ArchiveError``, and what `write` throws.
    public func export(_ write: (String) throws -> Void) throws {
        for summary in try seriesSummaries() {
            try write("series \(try StoredJSON.encode(summary.key))")
            let points = try self.points(summary.key, in: summary.first..<summary.last.advanced(bySeconds: 1))
            for (index, time) in points.times.enumerated() {
                let samples = index < points.sampleCounts.count ? points.sampleCounts[index] : .nan
                let known = samples.isNaN ? "" : " of \(samples)"
                try write("  \(Instant(seconds: time)) \(points.values[index])\(known)")
            }
            try write("  \(summary.revised) revised")
        }
        let sources = try reading { db in
            try Row.fetchAll(db, sql: "SELECT id, owner, logGroup, logStream FROM logSource").map { row in
                (row[0] as Int64, LogSource(owner: row[1], logGroup: row[2], logStream: row[3]))
            }
        }
        for (id, source) in sources.sorted(by: { LogSource.isBefore($0.1, $1.1) }) {
            let lines = try exportLines(of: source, id: id)
            // A source whose events another source owns is no fact.
            guard !lines.isEmpty else { continue }
            try write("log \(try StoredJSON.encode(source))")
            for line in lines { try write("  \(line)") }
        }
        for invocation in try lambdaInvocations() {
            try write("invocation \(try StoredJSON.encode(invocation))")
        }
        let events = try reading { db in
            try Row.fetchAll(db, sql: "SELECT kind, content FROM event ORDER BY kind, identity")
                .map { "\($0[0] as String) \($0[1] as String)" }
        }
        for event in events { try write(event) }
        for report in try objectReports() { try write("object \(try StoredJSON.encode(report))") }
    }

    /// Ids, events without ids by object, and records of one source, sorted.
    private func exportLines(of source: LogSource, id: Int64) throws -> [String] {
        try reading { db in
            var lines: [String] = []
            let blocks = try Data.fetchCursor(
                db, sql: "SELECT ids FROM eventBlock WHERE source = ? ORDER BY first", arguments: [id])
            while let block = try blocks.next() {
                lines += try EventIDBlock.decode([UInt8](block)).map { "event \($0.hex)" }
            }
            let untracked = try Row.fetchAll(
                db, sql: "SELECT object, events FROM untracked WHERE source = ? ORDER BY object",
                arguments: [id])
            lines += untracked.map { "object \($0[0] as String) events \($0[1] as Int)" }
            var records: [String] = []
            let rows = try Row.fetchAll(
                db, sql: "SELECT kind, object, records FROM logBlock WHERE source = ?", arguments: [id])
            for row in rows {
                guard let kind = LogRecord.Kind(rawValue: row[0]) else { continue }
                let entries = try LogRecordBlock.decode(
                    [UInt8](row[2] as Data), kind: kind, source: source)
                records += try entries.map { entry in
                    let place = entry.id?.hex ?? "\((row[1] as String?) ?? "") \(entry.ordinal)"
                    return "record \(place) \(try Self.exportText(of: entry.record))"
                }
            }
            return lines + records.sorted()
        }
    }

    private static func exportText(of record: Record) throws -> String {
        switch record {
        case .dnsQuery(let query): try StoredJSON.encode(query)
        case .containerLine(let line): try StoredJSON.encode(line)
        default: ""
        }
    }
}

extension Delivery.EventID {
    /// 32 hexadecimal digits.
    fileprivate var hex: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
