import CHiredis
import JWTWorkloads

/// Sessions in Redis, each a hash, looked up by `HMGET` through hiredis.
struct RedisSessions: SessionStore {
    let name = "Redis"
    let version: String
    let place: String
    private let address: ServerAddress

    /// Asks a server for its version.
    ///
    /// - Parameter address: host and port.
    /// - Throws: `WorkloadError` if the server doesn't answer.
    init(address: String) throws(WorkloadError) {
        place = address
        self.address = try ServerAddress(address)
        let information = try RedisConnection(self.address).ask(["INFO", "server"]).compactMap(\.self)
        let line = information.joined().split(whereSeparator: \.isNewline).first { $0.hasPrefix("redis_version:") }
        guard let line else { throw WorkloadError("what answers at \(address) isn't Redis") }
        version = String(line.dropFirst("redis_version:".count))
    }

    func connect() throws(WorkloadError) -> any SessionConnection { try RedisConnection(address) }
}

@safe private final class RedisConnection: SessionConnection, @unchecked Sendable {
    private let context: UnsafeMutablePointer<redisContext>

    init(_ address: ServerAddress) throws(WorkloadError) {
        let limit = timeval(tv_sec: 5, tv_usec: 0)
        guard let context = unsafe redisConnectWithTimeout(address.host, Int32(address.port), limit) else {
            throw WorkloadError("there is no memory for a connection to Redis")
        }
        unsafe self.context = context
        guard unsafe context.pointee.err == 0 else {
            throw WorkloadError("nobody answers at \(address.host):\(address.port): \(problem)")
        }
    }

    deinit { unsafe redisFree(context) }

    /// Sends a command and waits for the reply.
    ///
    /// - Returns: the texts of an array; of any other reply its text alone.
    func ask(_ words: [String]) throws(WorkloadError) -> [String?] {
        try send(words)
        return try reply()
    }

    func fill(_ table: SessionTable) throws(WorkloadError) {
        // Only what this benchmark keeps: the keys of sessions.
        for start in stride(from: 0, to: table.count, by: 1_000) {
            let indexes = start..<min(start + 1_000, table.count)
            for index in indexes {
                let record = table.record(index)
                try send(["HSET", key(table.id(index))] + zip(Self.fields, record.texts).flatMap { [$0, $1] })
            }
            for _ in indexes { _ = try reply() }
        }
    }

    func find(_ id: String) throws(WorkloadError) -> SessionRecord? {
        let fields = try ask(["HMGET", key(id)] + Self.fields)
        guard fields.count == 3 else { throw WorkloadError("Redis replies to HMGET with \(fields.count) fields") }
        guard let user = fields[0], let expires = fields[1].flatMap(Int.init), let scope = fields[2] else { return nil }
        return SessionRecord(user: user, expires: expires, scope: scope)
    }

    private static let fields = ["user", "expires", "scope"]

    private func key(_ id: String) -> String { "jwt-bench:\(id)" }

    private func send(_ words: [String]) throws(WorkloadError) {
        let status = unsafe CStrings.with(words) { unsafe redisAppendCommandArgv(context, Int32(words.count), $0, $1) }
        guard status == REDIS_OK else { throw WorkloadError("Redis: \(problem)") }
    }

    private func reply() throws(WorkloadError) -> [String?] {
        var untyped: UnsafeMutableRawPointer?
        guard unsafe redisGetReply(context, &untyped) == REDIS_OK, let untyped = unsafe untyped else {
            throw WorkloadError("Redis: \(problem)")
        }
        defer { unsafe freeReplyObject(untyped) }
        let reply = unsafe untyped.assumingMemoryBound(to: redisReply.self)
        switch unsafe reply.pointee.type {
        case REDIS_REPLY_ERROR: throw WorkloadError("Redis: \(unsafe text(of: reply) ?? "an error")")
        case REDIS_REPLY_ARRAY:
            return unsafe (0..<reply.pointee.elements).map { index in
                unsafe reply.pointee.element[index].flatMap { unsafe text(of: $0) }
            }
        default: return unsafe [text(of: reply)]
        }
    }

    private func text(of reply: UnsafeMutablePointer<redisReply>) -> String? {
        guard let octets = unsafe reply.pointee.str else { return nil }
        let length = unsafe reply.pointee.len
        return unsafe String(decoding: UnsafeRawBufferPointer(start: octets, count: length), as: UTF8.self)
    }

    /// What hiredis says went wrong last.
    private var problem: String {
        unsafe withUnsafePointer(to: &context.pointee.errstr.0) { unsafe String(cString: $0) }
    }
}

extension SessionRecord {
    /// What is kept, in the order of the fields.
    fileprivate var texts: [String] { [user, "\(expires)", scope] }
}
