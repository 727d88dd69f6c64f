import Foundation
import GRDB
import Ingest

/// The work of one transaction; its parts stand in files of their own.
struct Commit {
    /// Stands for the object's digest until it is known.
    static let pending = ""

    let db: Database
    var state: WriteTransaction.CommitState

    /// Writes what an object has brought so far.
    mutating func write(_ buffer: ObjectBuffer) throws {
        for source in buffer.logs.keys.sorted(by: LogSource.isBefore) {
            if let part = buffer.logs[source] { try write(part, of: source) }
        }
        for (key, days) in buffer.days { try write(days, of: key) }
        try write(buffer.events, count: buffer.eventCount)
        if !buffer.invocations.isEmpty { try write(buffer.invocations) }
    }

    /// Ends the object.
    mutating func finish(_ report: ObjectReport) throws {
        try settleUntracked(digest: report.digest)
        try write(report)
    }

    /// Raises a counter that nothing but status shows.
    func count(_ name: Counter, by amount: Int) throws {
        guard amount != 0 else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO counter (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = value + excluded.value
                """
        ).execute(arguments: [name.rawValue, amount])
    }

    /// Remembers the object; the same bytes under another name are the same object.
    private func write(_ report: ObjectReport) throws {
        try count(.objectsRead, by: 1)
        guard !report.digest.isEmpty else { return }
        var kept = report
        if let before = try String.fetchOne(
            db, sql: "SELECT report FROM object WHERE digest = ?", arguments: [report.digest])
        {
            let old = try JSONDecoder().decode(ObjectReport.self, from: Data(before.utf8))
            if old.file <= report.file { kept = old }
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO object (digest, report) VALUES (?, ?)",
            arguments: [report.digest, try StoredJSON.encode(kept)])
    }
}

/// Counters that only ever grow; they depend on how often things were delivered, so nothing is computed from them.
enum Counter: String {
    case duplicateEvents
    case objectsRead
    case implausibleTimes
}

/// JSON as stored: sorted keys, so that equal values are equal text.
enum StoredJSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw ArchiveError.damaged(what: "a stored \(type) does not decode")
        }
    }
}

extension LogSource {
    /// By group, stream and owner.
    static func isBefore(_ left: LogSource, _ right: LogSource) -> Bool {
        (left.logGroup, left.logStream, left.owner) < (right.logGroup, right.logStream, right.owner)
    }
}
