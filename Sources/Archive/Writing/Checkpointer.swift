import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies what has been committed from SQLite's write-ahead log into the archive, while the next objects are read.
///
/// SQLite itself does so at the end of the commit that filled the log, and when the file is closed: whoever writes then waits
/// for the disk. This one has a connection of its own, and takes the log away bit by bit.
final class Checkpointer: Sendable {
    private struct State {
        /// Pages of the log that have been copied.
        var copied = 0
        var isRunning = false
    }

    private let database: DatabaseQueue
    private let queue = DispatchQueue(label: "leafwatch.checkpoint", qos: .utility)
    private let state = Mutex(State())
    private let step: Int
    private let limit: Int

    /// Copies from the log of the archive at `path`.
    ///
    /// - Parameters:
    ///   - step: how many pages are worth a copy.
    ///   - limit: pages in the log at which a commit waits until all are copied, so that the log begins anew.
    init(path: String, step: Int = 1024, limit: Int = 8192) throws {
        database = try DatabaseQueue(path: path)
        self.step = step
        self.limit = limit
    }

    /// Watches the commits of a connection, which must not outlive this object; SQLite's own copying of its log ends.
    func watch(_ writer: DatabaseQueue) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        writer.inDatabase { db in
            _ = sqlite3_wal_hook(
                db.sqliteConnection,
                { context, _, _, pages in
                    if let context {
                        Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                            .committed(pages: Int(pages))
                    }
                    return SQLITE_OK
                }, context)
        }
    }

    /// Waits until nothing is being copied, and copies no more.
    func close() { queue.sync { try? database.close() } }

    private func committed(pages: Int) {
        guard pages < limit else { return queue.sync { copy() } }
        let starts = state.withLock { state in
            // Fewer than were copied: the log has begun anew.
            if pages < state.copied { state.copied = 0 }
            guard !state.isRunning, pages - state.copied >= step else { return false }
            state.isRunning = true
            return true
        }
        guard starts else { return }
        queue.async { [self] in
            copy()
            state.withLock { $0.isRunning = false }
        }
    }

    /// Copies what no reader still needs where it is; what fails is left to the next copy, or to closing.
    private func copy() {
        let copied = try? database.writeWithoutTransaction {
            try $0.checkpoint(.passive).checkpointedFrameCount
        }
        if let copied { state.withLock { $0.copied = copied } }
    }
}
