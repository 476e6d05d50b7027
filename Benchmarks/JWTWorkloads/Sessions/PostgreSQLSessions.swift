/// Sessions in a table of PostgreSQL, asked for by a prepared statement.
///
/// The protocol is version 3 (postgresql.org/docs/current/protocol.html), of which this takes what a server that trusts the
/// user answers with: no passwords.
package struct PostgreSQLSessions: SessionStore {
    package let name = "PostgreSQL"
    package let version: String
    package let place: String
    private let user: String

    /// Asks a server for its version.
    ///
    /// - Parameters:
    ///   - address: IPv4 address and port.
    ///   - user: whom the server trusts; the database is of the same name.
    /// - Throws: ``WorkloadError`` where nobody answers.
    package init(address: String, user: String = "postgres") throws(WorkloadError) {
        place = address
        self.user = user
        let full = try PostgreSQLConnection(address, user: user).serverVersion
        version = String(full.prefix { $0 != " " })
    }

    package func connect() throws(WorkloadError) -> any SessionConnection {
        try PostgreSQLConnection(place, user: user)
    }
}

private final class PostgreSQLConnection: SessionConnection, @unchecked Sendable {
    private let socket: StreamSocket
    private(set) var serverVersion = ""
    private var isPrepared = false

    init(_ address: String, user: String) throws(WorkloadError) {
        socket = try StreamSocket(address)
        var body = Self.integer(196_608)
        for word in ["user", user, "database", user, "application_name", "jwt-bench"] { body += Self.text(word) }
        try socket.write(Self.integer(body.count + 5) + body + [0])
        try untilReady()
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        try query("SET client_min_messages = warning")
        try query("DROP TABLE IF EXISTS jwt_bench_session")
        try query(
            "CREATE TABLE jwt_bench_session (id text PRIMARY KEY, holder text, expires bigint, scope text)"
        )
        for start in stride(from: 0, to: table.count, by: 1_000) {
            let rows = (start..<min(start + 1_000, table.count)).map { index in
                let record = table.record(index)
                return "('\(table.id(index))','\(record.user)',\(record.expires),'\(record.scope)')"
            }
            try query("INSERT INTO jwt_bench_session VALUES \(rows.joined(separator: ","))")
        }
        try query("VACUUM ANALYZE jwt_bench_session")
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        if !isPrepared { try prepare() }
        // Bind, with one parameter and a result in text; Execute; Sync.
        var bind = Self.text("") + Self.text("look") + [0, 0, 0, 1]
        bind += Self.integer(id.utf8.count) + Array(id.utf8) + [0, 0]
        let execute = Self.text("") + Self.integer(0)
        try socket.write(Self.message("B", bind) + Self.message("E", execute) + Self.message("S", []))
        guard let fields = try untilReady(), fields.count == 3 else { return nil }
        return SessionRecord(user: fields[0], expires: Int(fields[1]) ?? 0, scope: fields[2])
    }

    private func prepare() throws(WorkloadError) {
        let statement = "SELECT holder, expires, scope FROM jwt_bench_session WHERE id = $1"
        try socket.write(Self.message("P", Self.text("look") + Self.text(statement) + [0, 0]) + Self.message("S", []))
        try untilReady()
        isPrepared = true
    }

    private func query(_ statement: String) throws(WorkloadError) {
        try socket.write(Self.message("Q", Self.text(statement)))
        try untilReady()
    }

    /// Reads messages until the server waits for the next question.
    ///
    /// - Returns: the last row's fields, where there was one.
    @discardableResult
    private func untilReady() throws(WorkloadError) -> [String]? {
        var fields: [String]?
        var failure: String?
        while true {
            let kind = try socket.octet()
            let length = try Self.integer(socket.octets(4)[...])
            let body = try socket.octets(length - 4)
            switch kind {
            case UInt8(ascii: "R"):
                guard Self.integer(body.prefix(4)) == 0 else {
                    throw WorkloadError("PostgreSQL wants a password; this benchmark's server has to trust its user")
                }
            case UInt8(ascii: "S"):
                let words = body.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                if words.first == "server_version" { serverVersion = words.last ?? "" }
            case UInt8(ascii: "D"): fields = Self.fields(body)
            case UInt8(ascii: "E"):
                let parts = body.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                failure = parts.first { $0.hasPrefix("M") }.map { String($0.dropFirst()) } ?? "an error"
                // Before there is a session the server closes the connection instead of becoming ready.
                if serverVersion.isEmpty { throw WorkloadError("PostgreSQL refuses: \(failure ?? "")") }
            case UInt8(ascii: "Z"):
                if let failure { throw WorkloadError("PostgreSQL refuses: \(failure)") }
                return fields
            default: break
            }
        }
    }

    private static func fields(_ row: [UInt8]) -> [String] {
        var rest = row.dropFirst(2)
        var fields: [String] = []
        while rest.count >= 4 {
            let length = integer(rest.prefix(4))
            rest = rest.dropFirst(4)
            fields.append(length < 0 ? "" : String(decoding: rest.prefix(length), as: UTF8.self))
            rest = rest.dropFirst(max(0, length))
        }
        return fields
    }

    private static func message(_ kind: Character, _ body: [UInt8]) -> [UInt8] {
        [kind.asciiValue ?? 0] + integer(body.count + 4) + body
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

    private static func integer(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A signed number of four octets.
    private static func integer(_ octets: some Sequence<UInt8>) -> Int {
        Int(Int32(bitPattern: octets.reduce(0) { $0 << 8 | UInt32($1) }))
    }
}
