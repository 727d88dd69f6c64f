import GRDB
import GRDBSQLite

/// A statement that runs for very many rows: its values are bound one by one, without an array of arguments, and stay bound
/// from row to row.
struct RowWriter {
    /// Tells SQLite to copy what is bound (`SQLITE_TRANSIENT`, a macro).
    private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private let statement: Statement
    private let handle: OpaquePointer

    /// Prepares a statement, or takes the one that was prepared before.
    init(_ db: Database, sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Binds text to the parameter at a place, counted from 1.
    func bind(_ text: String, at place: Int32) throws {
        let count = Int32(clamping: text.utf8.count)
        try check(text.withCString { sqlite3_bind_text(handle, place, $0, count, Self.copies) })
    }

    /// Binds a whole number, or nothing.
    func bind(_ number: Int64?, at place: Int32) throws {
        try check(number.map { sqlite3_bind_int64(handle, place, $0) } ?? sqlite3_bind_null(handle, place))
    }

    /// Binds a number, or nothing.
    func bind(_ number: Double?, at place: Int32) throws {
        try check(number.map { sqlite3_bind_double(handle, place, $0) } ?? sqlite3_bind_null(handle, place))
    }

    /// Binds bytes, of which there is at least one.
    func bind(_ bytes: [UInt8], at place: Int32) throws {
        try check(
            bytes.withUnsafeBytes {
                sqlite3_bind_blob(handle, place, $0.baseAddress, Int32(clamping: $0.count), Self.copies)
            })
    }

    /// Rows that the last run has inserted or changed.
    var changed: Int { Int(sqlite3_changes(sqlite3_db_handle(handle))) }

    /// Runs the statement with what is bound.
    ///
    /// - Throws: `DatabaseError`.
    func run() throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
