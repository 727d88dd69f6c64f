import GRDB
import Ingest
import TimeSeries

extension Commit {
    /// Stores runs of functions, or completes those that are stored.
    mutating func write(_ invocations: [FunctionStream: [LambdaInvocation]]) throws {
        let insert = try RowWriter(
            db,
            sql: """
                INSERT INTO run (stream, requestID, time, duration, failed) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                    duration = coalesce(max(duration, excluded.duration), duration, excluded.duration),
                    failed = coalesce(max(failed, excluded.failed), failed, excluded.failed)
                """)
        for (stream, runs) in invocations.sorted(by: { FunctionStream.isBefore($0.key, $1.key) }) {
            try insert.bind(try identifier(of: stream), at: 1)
            // In the table's order, so that neighbours are written to one page.
            for run in runs.sorted(by: { ($0.requestID, $0.time) < ($1.requestID, $1.time) }) {
                try insert.bind(run.requestID, at: 2)
                try insert.bind(run.time.milliseconds, at: 3)
                try insert.bind(run.duration, at: 4)
                try insert.bind(run.failed.map { Int64($0 ? 1 : 0) }, at: 5)
                try insert.run()
            }
        }
    }

    private mutating func identifier(of stream: FunctionStream) throws -> Int64 {
        if let known = state.cache.functionStreams[stream] { return known }
        let names: StatementArguments = [stream.logGroup, stream.logStream]
        try db.execute(
            sql: "INSERT OR IGNORE INTO functionStream (logGroup, logStream) VALUES (?, ?)", arguments: names)
        let id =
            try Int64.fetchOne(
                db, sql: "SELECT id FROM functionStream WHERE logGroup = ? AND logStream = ?",
                arguments: names)
            ?? 0
        state.cache.functionStreams[stream] = id
        return id
    }
}

/// Where runs of a function were logged.
struct FunctionStream: Hashable, Sendable {
    var logGroup: String
    var logStream: String

    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        (left.logGroup, left.logStream) < (right.logGroup, right.logStream)
    }
}
