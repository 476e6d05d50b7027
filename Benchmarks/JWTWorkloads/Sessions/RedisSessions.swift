/// Sessions in Redis, each a hash, asked for by `HMGET`.
///
/// The protocol is RESP 2 (redis.io/docs/latest/develop/reference/protocol-spec), of which this takes what those commands
/// answer with.
package struct RedisSessions: SessionStore {
    package let name = "Redis"
    package let version: String
    package let place: String

    /// Asks a server for its version.
    ///
    /// - Parameter address: IPv4 address and port.
    /// - Throws: ``WorkloadError`` where nobody answers.
    package init(address: String) throws(WorkloadError) {
        place = address
        let connection = try RedisConnection(address)
        guard case .text(let text?) = try connection.ask(["INFO", "server"]) else {
            throw WorkloadError("what answers at \(address) isn't Redis")
        }
        let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("redis_version:") }
        version = line.map { String($0.dropFirst("redis_version:".count)) } ?? ""
    }

    package func connect() throws(WorkloadError) -> any SessionConnection { try RedisConnection(place) }
}

private final class RedisConnection: SessionConnection, @unchecked Sendable {
    enum Reply {
        case text(String?)
        case number(Int)
        case list([String?])
        case failure(String)
    }

    private let socket: StreamSocket

    init(_ address: String) throws(WorkloadError) {
        socket = try StreamSocket(address)
    }

    func ask(_ words: [String]) throws(WorkloadError) -> Reply {
        try socket.write(Self.command(words))
        return try reply()
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        // Only what this benchmark keeps: the keys of sessions.
        for start in stride(from: 0, to: table.count, by: 1_000) {
            let indexes = start..<min(start + 1_000, table.count)
            var commands: [UInt8] = []
            for index in indexes {
                let record = table.record(index)
                commands += Self.command([
                    "HSET", "jwt-bench:\(table.id(index))", "user", record.user, "expires", "\(record.expires)",
                    "scope",
                    record.scope,
                ])
            }
            try socket.write(commands)
            for index in indexes {
                if case .failure(let text) = try reply() {
                    throw WorkloadError("Redis doesn't keep session \(index): \(text)")
                }
            }
        }
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        guard case .list(let fields) = try ask(["HMGET", "jwt-bench:\(id)", "user", "expires", "scope"]),
            fields.count == 3
        else { throw WorkloadError("Redis answers with something else") }
        guard let user = fields[0], let expires = fields[1].flatMap(Int.init), let scope = fields[2] else { return nil }
        return SessionRecord(user: user, expires: expires, scope: scope)
    }

    private static func command(_ words: [String]) -> [UInt8] {
        var octets = Array("*\(words.count)\r\n".utf8)
        for word in words { octets += "$\(word.utf8.count)\r\n\(word)\r\n".utf8 }
        return octets
    }

    private func reply() throws(WorkloadError) -> Reply {
        let kind = try socket.octet()
        let line = try line()
        switch kind {
        case UInt8(ascii: "+"): return .text(line)
        case UInt8(ascii: "-"): return .failure(line)
        case UInt8(ascii: ":"): return .number(Int(line) ?? 0)
        case UInt8(ascii: "$"): return .text(try text(Int(line) ?? -1))
        case UInt8(ascii: "*"):
            var fields: [String?] = []
            for _ in 0..<max(0, Int(line) ?? 0) {
                guard case .text(let field) = try reply() else {
                    throw WorkloadError("Redis answers with something else")
                }
                fields.append(field)
            }
            return .list(fields)
        default: throw WorkloadError("what answers isn't Redis")
        }
    }

    private func text(_ count: Int) throws(WorkloadError) -> String? {
        guard count >= 0 else { return nil }
        let octets = try socket.octets(count + 2)
        return String(decoding: octets.dropLast(2), as: UTF8.self)
    }

    private func line() throws(WorkloadError) -> String {
        var octets: [UInt8] = []
        while true {
            let octet = try socket.octet()
            if octet == UInt8(ascii: "\n") { return String(decoding: octets, as: UTF8.self) }
            if octet != UInt8(ascii: "\r") { octets.append(octet) }
        }
    }
}
