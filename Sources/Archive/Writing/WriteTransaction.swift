import Dispatch
import GRDB
import Ingest
import Synchronization

/// A transaction that may stay open over several calls; one at a time for each archive.
///
/// When it goes away without ``commit()``, nothing of it stays.
final class WriteTransaction {
    private let archive: HistoryArchive
    private var state = CommitState()
    private var isOpen = true

    /// What a transaction remembers between its parts.
    struct CommitState {
        var cache = IdentifierCache()
        var untrackedSources: Set<Int64> = []
    }

    /// Waits until no other transaction of this process is open, then begins.
    init(_ archive: HistoryArchive) throws {
        self.archive = archive
        archive.writers.wait()
        do {
            try archive.naming {
                try archive.database.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
            }
        } catch {
            isOpen = false
            archive.writers.signal()
            throw error
        }
        state.cache = archive.identifiers.withLock { $0 }
    }

    /// Writes a part.
    func write(_ body: (inout Commit) throws -> Void) throws {
        try archive.naming {
            try archive.database.writeWithoutTransaction { db in
                var work = Commit(db: db, state: state)
                try body(&work)
                state = work.state
            }
        }
    }

    /// Makes all parts permanent.
    func commit() throws {
        try archive.naming { try archive.database.writeWithoutTransaction { try $0.commit() } }
        archive.identifiers.withLock { $0 = state.cache }
        isOpen = false
        archive.writers.signal()
    }

    deinit {
        guard isOpen else { return }
        try? archive.database.writeWithoutTransaction { try $0.rollback() }
        archive.writers.signal()
    }
}
