import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Sessions in a file of SQLite: a store in the process itself.
///
/// The library is loaded when it's asked for and not linked, so that the package needs one C library less to be built, and
/// who measures no sessions needs none at all.
package struct SQLiteSessions: SessionStore {
    package let name = "SQLite"
    package let version: String
    package let place = "in process"
    private let library: SQLiteLibrary
    private let path: String

    /// Loads the library.
    ///
    /// - Parameter path: the file of the database, which is made.
    /// - Throws: ``WorkloadError`` where there is no such library.
    package init(path: String) throws(WorkloadError) {
        library = try SQLiteLibrary()
        version = library.version
        self.path = path
    }

    package func connect() throws(WorkloadError) -> any SessionConnection {
        try SQLiteConnection(library, path: path)
    }
}

/// The functions of libsqlite3 that are called.
@safe struct SQLiteLibrary: @unchecked Sendable {
    typealias Handle = OpaquePointer
    let open:
        @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<Handle?>, Int32, UnsafePointer<CChar>?) -> Int32
    let close: @convention(c) (Handle?) -> Int32
    let execute:
        @convention(c) (
            Handle, UnsafePointer<CChar>, OpaquePointer?, OpaquePointer?, OpaquePointer?
        ) -> Int32
    let prepare:
        @convention(c) (
            Handle, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Handle?>, OpaquePointer?
        ) -> Int32
    let bindText: @convention(c) (Handle, Int32, UnsafePointer<CChar>, Int32, Int) -> Int32
    let bindInteger: @convention(c) (Handle, Int32, Int64) -> Int32
    let step: @convention(c) (Handle) -> Int32
    let reset: @convention(c) (Handle) -> Int32
    let finalize: @convention(c) (Handle?) -> Int32
    let text: @convention(c) (Handle, Int32) -> UnsafePointer<CChar>?
    let integer: @convention(c) (Handle, Int32) -> Int64
    let version: String

    init() throws(WorkloadError) {
        guard let library = unsafe dlopen("libsqlite3.so.0", RTLD_NOW) ?? dlopen("libsqlite3.dylib", RTLD_NOW) else {
            throw WorkloadError("there is no libsqlite3: apt-get install libsqlite3-0")
        }
        unsafe open = try Self.symbol("sqlite3_open_v2", library)
        unsafe close = try Self.symbol("sqlite3_close_v2", library)
        unsafe execute = try Self.symbol("sqlite3_exec", library)
        unsafe prepare = try Self.symbol("sqlite3_prepare_v2", library)
        unsafe bindText = try Self.symbol("sqlite3_bind_text", library)
        unsafe bindInteger = try Self.symbol("sqlite3_bind_int64", library)
        unsafe step = try Self.symbol("sqlite3_step", library)
        unsafe reset = try Self.symbol("sqlite3_reset", library)
        unsafe finalize = try Self.symbol("sqlite3_finalize", library)
        unsafe text = try Self.symbol("sqlite3_column_text", library)
        unsafe integer = try Self.symbol("sqlite3_column_int64", library)
        let name: @convention(c) () -> UnsafePointer<CChar> = unsafe try Self.symbol("sqlite3_libversion", library)
        version = unsafe String(cString: name())
    }

    @unsafe private static func symbol<Function>(
        _ name: String,
        _ library: UnsafeMutableRawPointer
    ) throws(WorkloadError) -> Function {
        guard let symbol = unsafe dlsym(library, name) else { throw WorkloadError("libsqlite3 has no \(name)") }
        return unsafe unsafeBitCast(symbol, to: Function.self)
    }
}

/// One connection with its prepared statement.
@safe private final class SQLiteConnection: SessionConnection, @unchecked Sendable {
    private static let done: Int32 = 101
    private static let row: Int32 = 100
    /// SQLITE_TRANSIENT: the library copies the text.
    private static let transient = -1

    private let library: SQLiteLibrary
    private let database: OpaquePointer
    private var look: OpaquePointer?

    init(_ library: SQLiteLibrary, path: String) throws(WorkloadError) {
        self.library = library
        var database: OpaquePointer?
        // Read, write, create, and no lock of its own: one thread at a time uses it.
        let flags: Int32 = 0x2 | 0x4 | 0x8000
        guard unsafe library.open(path, &database, flags, nil) == 0, let database = unsafe database else {
            throw WorkloadError("\(path) can't be opened as a database")
        }
        unsafe self.database = database
        try execute("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000;")
        try execute(
            "CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, user TEXT, expires INTEGER, scope TEXT) WITHOUT ROWID"
        )
        unsafe look = try prepared("SELECT user, expires, scope FROM session WHERE id = ?1")
    }

    deinit {
        _ = unsafe library.finalize(look)
        _ = unsafe library.close(database)
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        try execute("BEGIN; DELETE FROM session;")
        let statement = unsafe try prepared("INSERT INTO session VALUES (?1, ?2, ?3, ?4)")
        defer { _ = unsafe library.finalize(statement) }
        for index in 0..<table.count {
            let record = table.record(index)
            unsafe bind(table.id(index), 1, statement)
            unsafe bind(record.user, 2, statement)
            _ = unsafe library.bindInteger(statement, 3, Int64(record.expires))
            unsafe bind(record.scope, 4, statement)
            guard unsafe library.step(statement) == Self.done, unsafe library.reset(statement) == 0 else {
                throw WorkloadError("SQLite doesn't keep session \(index)")
            }
        }
        try execute("COMMIT; ANALYZE;")
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        guard let look = unsafe look else { throw WorkloadError("SQLite has no statement") }
        unsafe bind(id, 1, look)
        defer { _ = unsafe library.reset(look) }
        switch unsafe library.step(look) {
        case Self.done: return nil
        case Self.row:
            guard let user = unsafe library.text(look, 0), let scope = unsafe library.text(look, 2) else { return nil }
            return unsafe SessionRecord(
                user: String(cString: user),
                expires: Int(library.integer(look, 1)),
                scope: String(cString: scope)
            )
        case let code: throw WorkloadError("SQLite answers with code \(code)")
        }
    }

    private func execute(_ statements: String) throws(WorkloadError) {
        guard unsafe library.execute(database, statements, nil, nil, nil) == 0 else {
            throw WorkloadError("SQLite doesn't take: \(statements)")
        }
    }

    private func prepared(_ statement: String) throws(WorkloadError) -> OpaquePointer {
        var prepared: OpaquePointer?
        guard unsafe library.prepare(database, statement, -1, &prepared, nil) == 0, let prepared = unsafe prepared
        else { throw WorkloadError("SQLite doesn't take: \(statement)") }
        return unsafe prepared
    }

    private func bind(_ text: String, _ place: Int32, _ statement: OpaquePointer) {
        _ = unsafe library.bindText(statement, place, text, -1, Self.transient)
    }
}
