import Archive
import Foundation
import Ingest
import Testing
import TimeSeries

/// The archive as a file: opening, refusing, staying small.
@Suite struct ArchiveFileTests {
    let object = TestObject(
        file: "a", digest: "1", deliveries: [Delivery(records: [points([(0, 1, nil), (1, 2, nil)])])])

    let logs = TestObject(
        file: "b", digest: "2",
        deliveries: [
            Delivery(
                source: LogSource(owner: "1", logGroup: "g", logStream: "s"), logEventCount: 2,
                eventIDs: [eventID(1), eventID(2)])
        ])

    @Test func whatWasWrittenIsThereWhenOpenedAgain() throws {
        try withTemporaryPath { path in
            do {
                let archive = try HistoryArchive.open(path, for: .writing)
                try archive.ingest(object)
            }
            let reader = try HistoryArchive.open(path, for: .reading)
            #expect(try reader.tallies().datapoints == 2)
            let writer = try HistoryArchive.open(path, for: .writing)
            try writer.ingest(object)
            #expect(try writer.exported() == reader.exported())
        }
    }

    /// Whoever copies an archive when a command has ended copies one file, even if a thread of it held the archive for longer.
    @Test func aClosedArchiveIsOneFile() throws {
        try withTemporaryPath { path in
            let archive = try HistoryArchive.open(path, for: .writing)
            try archive.ingest(logs)
            let wanted = try archive.exported()
            #expect(FileManager.default.fileExists(atPath: path + "-wal"))
            archive.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
            #expect(try HistoryArchive.open(path + ".copy", for: .reading).exported() == wanted)
            archive.close()
            let closed = ArchiveError.storage(path: path, reason: "it is closed")
            #expect(throws: closed) { try archive.tallies() }
            #expect(throws: closed) { try archive.ingest(object) }
        }
    }

    @Test func readingNeedsAnArchive() throws {
        try withTemporaryPath { path in
            #expect(throws: ArchiveError.notFound(path: path)) {
                try HistoryArchive.open(path, for: .reading)
            }
            try Data("not a database, long enough to be looked at as a header of one".utf8)
                .write(to: URL(fileURLWithPath: path))
            for access in [HistoryArchive.Access.reading, .writing] {
                #expect(throws: ArchiveError.notAnArchive(path: path)) {
                    try HistoryArchive.open(path, for: access)
                }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: Data("not a".utf8)))
        }
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        try withTemporaryPath { path in
            let error = #expect(throws: ArchiveError.self) {
                try HistoryArchive.open(path + "/in/no/folder", for: .writing)
            }
            #expect(error?.description.contains("no/folder") == true)
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func anotherProgramsDatabaseIsRefused() throws {
        try withTemporaryPath { path in
            try sqlite(path, "CREATE TABLE theirs (a)")
            #expect(throws: ArchiveError.notAnArchive(path: path)) {
                try HistoryArchive.open(path, for: .writing)
            }
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func anArchiveWhoseMakerWasKilledIsMadeWhole() throws {
        try withTemporaryPath { path in
            try sqlite(path, "PRAGMA application_id = \(0x4C66_5761)")
            try sqlite(path, "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            let archive = try HistoryArchive.open(path, for: .writing)
            try archive.ingest(object)
            #expect(try archive.tallies().datapoints == 2)
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func aNewerSchemaIsRefused() throws {
        try withTemporaryPath { path in
            do { _ = try HistoryArchive.open(path, for: .writing) }
            try sqlite(path, "INSERT INTO grdb_migrations VALUES ('2999')")
            for access in [HistoryArchive.Access.reading, .writing] {
                #expect(throws: ArchiveError.newerSchema(path: path)) {
                    try HistoryArchive.open(path, for: access)
                }
            }
        }
    }

    /// Log events were told apart in another way before; what needs no ids is brought up to date (see `ShareTests`).
    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func anArchiveWithOlderIdentitiesIsRefused() throws {
        try withTemporaryPath { path in
            do { try HistoryArchive.open(path, for: .writing).ingest(logs) }
            try sqlite(path, "DELETE FROM grdb_migrations WHERE identifier = '5'")
            for access in [HistoryArchive.Access.reading, .writing] {
                #expect(throws: ArchiveError.outdated(path: path)) {
                    try HistoryArchive.open(path, for: access)
                }
            }
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func damagedIDsAreAnErrorNotACrash() throws {
        try withTemporaryPath { path in
            do { try HistoryArchive.open(path, for: .writing).ingest(logs) }
            for bytes in ["x'FF'", "x'01'", "x'00FFFFFFFFFFFFFFFFFF7F'"] {
                try sqlite(path, "UPDATE eventBlock SET ids = \(bytes)")
                let archive = try HistoryArchive.open(path, for: .reading)
                #expect(throws: ArchiveError.self, "\(bytes)") { try archive.exported() }
            }
        }
    }

    @Test(.enabled(if: OutsideTools.hasPython, "python3 is not installed"))
    func damageIsAnErrorNotACrash() throws {
        try withTemporaryPath { path in
            do { try HistoryArchive.open(path, for: .writing).ingest(object) }
            for bytes in [
                "x''", "x'FF'", "x'FFFFFFFFFFFFFFFFFF01'", "x'0200'", "x'800101'", "x'02780178000000FF'",
            ] {
                try sqlite(path, "UPDATE seriesBlock SET data = \(bytes)")
                let archive = try HistoryArchive.open(path, for: .reading)
                #expect(throws: ArchiveError.self, "\(bytes)") { try archive.exported() }
            }
        }
    }

    /// Runs statements with the `sqlite3` module of Python, another implementation's hands on the file.
}
