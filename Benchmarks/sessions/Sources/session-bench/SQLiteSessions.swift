import CSQLite
import JWTWorkloads

/// Sessions in a file of SQLite: a store in the process itself.
struct SQLiteSessions: SessionStore {
    let name = "SQLite"
    let version = unsafe String(cString: sqlite3_libversion())
    let place = "in process"
    private let path: String

    /// Names the file.
    ///
    /// - Parameter path: the file of the database, which is made when it's connected to.
    init(path: String) {
        self.path = path
    }

    func connect() throws(WorkloadError) -> any SessionConnection { try SQLiteConnection(path: path) }
}

/// One connection with its prepared statement.
@safe private final class SQLiteConnection: SessionConnection, @unchecked Sendable {
    /// SQLITE_TRANSIENT: the library copies the text.
    private static let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private let database: OpaquePointer
    private var find: OpaquePointer?

    init(path: String) throws(WorkloadError) {
        var database: OpaquePointer?
        // One thread at a time uses it.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &database, flags, nil)
        guard code == SQLITE_OK, let database = unsafe database else {
            unsafe sqlite3_close_v2(database)
            throw WorkloadError("SQLite can't open \(path): \(unsafe String(cString: sqlite3_errstr(code)))")
        }
        unsafe self.database = database
        try execute("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000;")
        try execute(
            "CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, user TEXT, expires INTEGER, scope TEXT) WITHOUT ROWID"
        )
        unsafe find = try prepared("SELECT user, expires, scope FROM session WHERE id = ?1")
    }

    deinit {
        unsafe sqlite3_finalize(find)
        unsafe sqlite3_close_v2(database)
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        try execute("BEGIN; DELETE FROM session;")
        let statement = unsafe try prepared("INSERT INTO session VALUES (?1, ?2, ?3, ?4)")
        defer { unsafe sqlite3_finalize(statement) }
        for index in 0..<table.count {
            let record = table.record(index)
            unsafe bind(table.id(index), 1, statement)
            unsafe bind(record.user, 2, statement)
            unsafe sqlite3_bind_int64(statement, 3, Int64(record.expires))
            unsafe bind(record.scope, 4, statement)
            try unsafe check(sqlite3_step(statement), SQLITE_DONE)
            unsafe sqlite3_reset(statement)
        }
        try execute("COMMIT; ANALYZE;")
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        unsafe bind(id, 1, find)
        defer { unsafe sqlite3_reset(find) }
        let code = unsafe sqlite3_step(find)
        if code == SQLITE_DONE { return nil }
        try check(code, SQLITE_ROW)
        guard let user = unsafe sqlite3_column_text(find, 0), let scope = unsafe sqlite3_column_text(find, 2) else {
            return nil
        }
        return unsafe SessionRecord(
            user: String(cString: user),
            expires: Int(sqlite3_column_int64(find, 1)),
            scope: String(cString: scope)
        )
    }

    private func execute(_ statements: String) throws(WorkloadError) {
        try unsafe check(sqlite3_exec(database, statements, nil, nil, nil), SQLITE_OK)
    }

    private func prepared(_ statement: String) throws(WorkloadError) -> OpaquePointer? {
        var prepared: OpaquePointer?
        try unsafe check(sqlite3_prepare_v2(database, statement, -1, &prepared, nil), SQLITE_OK)
        return unsafe prepared
    }

    private func bind(_ text: String, _ place: Int32, _ statement: OpaquePointer?) {
        unsafe sqlite3_bind_text(statement, place, text, -1, Self.transient)
    }

    private func check(_ code: Int32, _ expected: Int32) throws(WorkloadError) {
        guard code == expected else {
            throw WorkloadError("SQLite: \(unsafe String(cString: sqlite3_errmsg(database)))")
        }
    }
}
