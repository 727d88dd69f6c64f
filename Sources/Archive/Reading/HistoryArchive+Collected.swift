import Dispatch
import GRDB
public import TimeSeries

extension HistoryArchive {
    /// The span of time that was collected to its end for a subject, such as a log group of a region; `nil` when none was.
    ///
    /// - Throws: ``ArchiveError``.
    public func collected(_ subject: String) throws -> Range<Instant>? {
        try reading { db in
            try Row.fetchOne(
                db, sql: "SELECT first, through FROM collected WHERE subject = ?", arguments: [subject])
        }.flatMap { row in
            let first = Instant(milliseconds: row[0])
            let through = Instant(milliseconds: row[1])
            return first < through ? first..<through : nil
        }
    }

    /// Remembers that a subject was collected to the end of a span, besides what was before.
    ///
    /// What lies between two spans that do not meet counts as collected: the source had forgotten it.
    ///
    /// - Throws: ``ArchiveError``.
    public func markCollected(_ subject: String, _ span: Range<Instant>) throws {
        guard !span.isEmpty else { return }
        writers.wait()
        defer { writers.signal() }
        try naming {
            try database.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO collected (subject, first, through) VALUES (?, ?, ?)
                        ON CONFLICT (subject) DO UPDATE SET
                            first = min(first, excluded.first), through = max(through, excluded.through)
                        """,
                    arguments: [subject, span.lowerBound.milliseconds, span.upperBound.milliseconds])
            }
        }
    }
}
