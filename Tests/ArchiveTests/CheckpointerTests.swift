import Foundation
import GRDB
import Testing

@testable import Archive

@Suite struct CheckpointerTests {
    /// Commits `count` rows of a page each, and tells how many pages the log took at most.
    private func write(_ count: Int, to path: String, step: Int, limit: Int) throws -> Int {
        var configuration = Configuration()
        configuration.journalMode = .wal
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { try $0.execute(sql: "CREATE TABLE block (id INTEGER PRIMARY KEY, bytes BLOB)") }
        let checkpointer = try Checkpointer(path: path, step: step, limit: limit)
        checkpointer.watch(database)
        var longest = 0
        for _ in 0..<count {
            try database.write { try $0.execute(sql: "INSERT INTO block (bytes) VALUES (zeroblob(4000))") }
            let bytes = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            longest = max(longest, (bytes ?? 0) / 4096)
        }
        checkpointer.close()
        return longest
    }

    @Test("the log stays short and goes when the file is closed", arguments: [(8, 64), (1, 4), (1_000, 32)])
    func boundsTheLog(step: Int, limit: Int) throws {
        try withTemporaryPath { path in
            // A commit changes some pages beside its own.
            #expect(try write(400, to: path, step: step, limit: limit) <= limit + 8)
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            let rows = try DatabaseQueue(path: path).read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM block")
            }
            #expect(rows == 400)
        }
    }
}
