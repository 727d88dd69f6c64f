import Dispatch
import Foundation
import GRDB
import Ingest
import Synchronization

/// The embedded history: everything leafwatch has been given, each fact once.
///
/// An archive is one SQLite file, or lives in memory when a command reads paths. What is written through ``makeSink(file:)``
/// is merged by identity, so that delivering anything twice, overlapping, cut differently or in another order changes
/// nothing but the counts of duplicates. An object's deliveries are written in one transaction when it ends: a process
/// killed at any moment leaves the objects that had ended, and reading the rest again completes the archive.
public final class HistoryArchive: Sendable {
    /// What an archive is opened for.
    public enum Access: Sendable {
        /// Reading; the file must exist and stays as it is.
        case reading
        /// Writing; the file is made when it does not exist, and brought up to date when it is older.
        case writing
    }

    /// Most periods that ``series(_:in:)`` puts on one grid: 38 years of minutes.
    public static let longestGrid = 20_000_000

    /// The file's path, `nil` in memory.
    public let path: String?
    let database: DatabaseQueue
    /// Ids known to be stored.
    let identifiers = Mutex(IdentifierCache())
    /// Lets one transaction at a time write.
    let writers = DispatchSemaphore(value: 1)
    private let checkpointer: Checkpointer?
    private let isClosed = Atomic(false)

    private init(path: String?, database: DatabaseQueue, checkpointer: Checkpointer? = nil) {
        self.path = path
        self.database = database
        self.checkpointer = checkpointer
    }

    deinit { close() }

    /// Ends the use of the archive, whoever else still holds it: what was committed goes from SQLite's write-ahead log into
    /// the one file, which may then be copied, and the log goes away unless another process reads the archive.
    ///
    /// What cannot be copied stays in the log, where the next opening finds it. Closing twice does nothing; whoever uses the
    /// archive afterwards gets an ``ArchiveError``.
    public func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        // The connection that is closed last copies the log and removes it.
        checkpointer?.close()
        try? database.close()
    }

    /// Makes an empty archive in memory.
    public static func inMemory() throws -> HistoryArchive {
        do {
            let database = try DatabaseQueue(configuration: configuration(for: .writing))
            try Schema.migrator.migrate(database)
            return HistoryArchive(path: nil, database: database)
        } catch {
            throw ArchiveError.cannotOpen(path: "memory", reason: "\(error)")
        }
    }

    /// Opens the archive at `path`.
    ///
    /// - Throws: ``ArchiveError``.
    public static func open(_ path: String, for access: Access) throws -> HistoryArchive {
        let exists = FileManager.default.fileExists(atPath: path)
        guard exists || access == .writing else { throw ArchiveError.notFound(path: path) }
        do {
            var configuration = configuration(for: access)
            if access == .writing { configuration.journalMode = .wal }
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try check(database, path: path, access: access)
            guard access == .writing else { return HistoryArchive(path: path, database: database) }
            let checkpointer = try Checkpointer(path: path)
            checkpointer.watch(database)
            return HistoryArchive(path: path, database: database, checkpointer: checkpointer)
        } catch let error as DatabaseError {
            throw archiveError(error, path: path, opening: true)
        }
    }

    private static func configuration(for access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access == .reading
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            // In WAL mode this survives a killed process; a power cut may cost the last objects, never the file.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
            // Blocks are larger than SQLite's usual pages. A file that exists keeps its own size.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA page_size = 16384") }
            // A large object's transaction fits, so that its pages are not written twice.
            try db.execute(sql: "PRAGMA cache_size = -24576")
        }
        return configuration
    }

    private static func check(_ database: DatabaseQueue, path: String, access: Access) throws {
        let migrator = Schema.migrator
        let (application, tables, isNewer, isCurrent, isOutdated) = try database.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0,
                try migrator.hasBeenSuperseded(db), try migrator.hasCompletedMigrations(db),
                try Schema.holdsOlderIdentities(db)
            )
        }
        guard application == Schema.applicationID || (tables == 0 && access == .writing) else {
            throw ArchiveError.notAnArchive(path: path)
        }
        if isNewer { throw ArchiveError.newerSchema(path: path) }
        if isCurrent { return }
        if isOutdated { throw ArchiveError.outdated(path: path) }
        guard access == .writing else { throw ArchiveError.olderSchema(path: path) }
        // Before the first table: a process killed between the two leaves a file that is known for an archive.
        if application != Schema.applicationID {
            try database.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        }
        try migrator.migrate(database)
    }

    private static func archiveError(_ error: DatabaseError, path: String, opening: Bool) -> ArchiveError {
        switch error.resultCode {
        case .SQLITE_NOTADB: .notAnArchive(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        default:
            opening
                ? .cannotOpen(path: path, reason: error.message ?? "\(error.resultCode)")
                : .storage(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// Runs `body` on the database and names the file in what goes wrong.
    func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try naming { try database.read(body) }
    }

    /// Names the file in what goes wrong.
    func naming<Value>(_ body: () throws -> Value) throws -> Value {
        // GRDB traps when a closed database is read.
        if isClosed.load(ordering: .acquiring) {
            throw ArchiveError.storage(path: path ?? "memory", reason: "it is closed")
        }
        do {
            return try body()
        } catch let error as DatabaseError {
            throw Self.archiveError(error, path: path ?? "memory", opening: false)
        }
    }
}

/// Row ids of sources and series that have been looked up.
struct IdentifierCache {
    var sources: [LogSource: Int64] = [:]
    var series: [MetricKey: Int64] = [:]
    var functionStreams: [FunctionStream: Int64] = [:]
}
