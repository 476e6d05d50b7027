import Foundation
import JWTWorkloads
import Testing

@testable import session_bench

/// Every store keeps what a benchmark looks up.
///
/// scripts/tools/session-servers starts the servers and names them.
@Suite(.serialized) struct StoreTests {
    private static let redis = ProcessInfo.processInfo.environment["SESSION_BENCH_REDIS"]
    private static let postgresql = ProcessInfo.processInfo.environment["SESSION_BENCH_POSTGRESQL"]

    /// A file of SQLite's in a folder of its own.
    private let path = FileManager.default.temporaryDirectory.appending(path: "sessions-\(UUID())").path

    private func expectAnswers(_ store: any SessionStore) throws {
        let (one, other) = (try store.connect(), try store.connect())
        try one.fill(SessionTable(count: 2_500))
        let table = SessionTable(count: 1_200)
        try one.fill(table)
        for index in [0, 1, 63, 999, 1_000, 1_199] {
            #expect(try one.find(table.id(index)) == table.record(index))
            #expect(try other.find(table.id(index)) == table.record(index))
        }
        for id in [table.id(1_000_000), "", "'; DROP TABLE session; --", "é"] {
            #expect(try other.find(id) == nil)
        }
    }

    @Test func `SQLite answers two connections`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let store = SQLiteSessions(path: "\(path)/sessions.sqlite")
        #expect(store.version.hasPrefix("3."))
        try expectAnswers(store)
    }

    @Test func `a file that SQLite can't open is an error that says why`() throws {
        let error = #expect(throws: WorkloadError.self) { try SQLiteSessions(path: "\(path)/nowhere").connect() }
        #expect("\(try #require(error))".contains("unable to open database file"))
    }

    @Test(.enabled(if: redis != nil, "scripts/tools/session-servers starts it"))
    func `Redis answers two connections`() throws {
        let store = try RedisSessions(address: try #require(Self.redis))
        #expect(store.version.contains("."))
        try expectAnswers(store)
    }

    @Test(.enabled(if: postgresql != nil, "scripts/tools/session-servers starts it"))
    func `PostgreSQL answers two connections`() throws {
        let store = try PostgreSQLSessions(address: try #require(Self.postgresql))
        #expect(store.version.contains("."))
        try expectAnswers(store)
    }

    @Test(.enabled(if: postgresql != nil, "scripts/tools/session-servers starts it"))
    func `what PostgreSQL says against a user is told in one line`() throws {
        let address = try #require(Self.postgresql)
        let error = #expect(throws: WorkloadError.self) { try PostgreSQLSessions(address: address, user: "nobody") }
        let words = "\(try #require(error))"
        #expect(words.contains(#"role "nobody" does not exist"#))
        #expect(!words.contains("\n"))
    }

    @Test(.enabled(if: redis != nil && postgresql != nil, "scripts/tools/session-servers starts it"))
    func `a server of another kind is an error`() throws {
        let (redis, postgresql) = (try #require(Self.redis), try #require(Self.postgresql))
        #expect(throws: WorkloadError.self) { try RedisSessions(address: postgresql) }
        #expect(throws: WorkloadError.self) { try PostgreSQLSessions(address: redis) }
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:port", ":6379", "127.0.0.1:65536", "127.0.0.1:1", ""])
    func `where nobody answers there is no store`(_ address: String) {
        #expect(throws: WorkloadError.self) { try RedisSessions(address: address) }
        #expect(throws: WorkloadError.self) { try PostgreSQLSessions(address: address) }
    }
}
