import CPostgreSQL
import JWTWorkloads

/// Sessions in a table of PostgreSQL, looked up by a prepared statement through libpq.
struct PostgreSQLSessions: SessionStore {
    let name = "PostgreSQL"
    let version: String
    let place: String
    private let address: ServerAddress
    private let user: String

    /// Asks a server for its version.
    ///
    /// - Parameters:
    ///   - address: host and port.
    ///   - user: whom the server trusts; the database is of the same name.
    /// - Throws: `WorkloadError` if the server doesn't answer.
    init(address: String, user: String = "postgres") throws(WorkloadError) {
        place = address
        self.address = try ServerAddress(address)
        self.user = user
        version = try String(PostgreSQLConnection(self.address, user: user).serverVersion.prefix { $0 != " " })
    }

    func connect() throws(WorkloadError) -> any SessionConnection {
        try PostgreSQLConnection(address, user: user)
    }
}

@safe private final class PostgreSQLConnection: SessionConnection, @unchecked Sendable {
    private let connection: OpaquePointer
    private var isPrepared = false

    init(_ address: ServerAddress, user: String) throws(WorkloadError) {
        let parameters = [
            ("host", address.host), ("port", "\(address.port)"), ("user", user), ("dbname", user),
            ("application_name", "jwt-bench"), ("connect_timeout", "5"),
            // A look-up is measured, and not what encrypts it.
            ("sslmode", "disable"), ("gssencmode", "disable"),
        ]
        let connection = unsafe CStrings.with(parameters.map(\.0)) { keywords, _ in
            unsafe CStrings.with(parameters.map(\.1)) { values, _ in unsafe PQconnectdbParams(keywords, values, 0) }
        }
        guard let connection = unsafe connection else {
            throw WorkloadError("there is no memory for a connection to PostgreSQL")
        }
        unsafe self.connection = connection
        guard unsafe PQstatus(connection) == CONNECTION_OK else { throw problem }
    }

    deinit { unsafe PQfinish(connection) }

    var serverVersion: String {
        unsafe PQparameterStatus(connection, "server_version").map { unsafe String(cString: $0) } ?? ""
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        try run("SET client_min_messages = warning")
        try run("DROP TABLE IF EXISTS jwt_bench_session")
        try run("CREATE TABLE jwt_bench_session (id text PRIMARY KEY, holder text, expires bigint, scope text)")
        for start in stride(from: 0, to: table.count, by: 1_000) {
            let rows = (start..<min(start + 1_000, table.count)).map { index in
                let record = table.record(index)
                return "('\(table.id(index))','\(record.user)',\(record.expires),'\(record.scope)')"
            }
            try run("INSERT INTO jwt_bench_session VALUES \(rows.joined(separator: ","))")
        }
        try run("VACUUM ANALYZE jwt_bench_session")
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        if !isPrepared {
            let statement = "SELECT holder, expires, scope FROM jwt_bench_session WHERE id = $1"
            try unsafe check(PQprepare(connection, "find", statement, 1, nil), PGRES_COMMAND_OK) { _ in }
            isPrepared = true
        }
        let result = unsafe CStrings.with([id]) { values, _ in
            unsafe PQexecPrepared(connection, "find", 1, values, nil, nil, 0)
        }
        return try unsafe check(result, PGRES_TUPLES_OK) { result in
            guard unsafe PQntuples(result) == 1 else { return nil }
            func text(_ column: Int32) -> String { unsafe String(cString: PQgetvalue(result, 0, column)) }
            return SessionRecord(user: text(0), expires: Int(text(1)) ?? 0, scope: text(2))
        }
    }

    private func run(_ statement: String) throws(WorkloadError) {
        try unsafe check(PQexec(connection, statement), PGRES_COMMAND_OK) { _ in }
    }

    /// Takes out of a result what is wanted, and frees it.
    private func check<Value>(
        _ result: OpaquePointer?,
        _ expected: ExecStatusType,
        _ body: (OpaquePointer?) -> Value
    ) throws(WorkloadError) -> Value {
        defer { unsafe PQclear(result) }
        guard unsafe PQresultStatus(result) == expected else { throw problem }
        return unsafe body(result)
    }

    /// What libpq says went wrong last, in one line.
    private var problem: WorkloadError {
        let lines = unsafe String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline)
        return WorkloadError("PostgreSQL: \(lines.joined(separator: "; "))")
    }
}
