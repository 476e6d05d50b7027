import ArgumentParser
import BenchCommands
import FoundationEssentials
import JWTWorkloads

/// Measures tokens against sessions.
struct SessionBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session-bench",
        abstract: "Compares verifying a token with looking up a session.",
        discussion: """
            Answers the same question about a request (who, until when, what may they do?) by verifying a token and by \
            looking up a session: in a dictionary, in SQLite, and in Redis and PostgreSQL if you name them. \
            scripts/session-bench starts both on loopback, measures, and stops them.

              session-bench                                      tokens, a dictionary and SQLite
              session-bench --redis 127.0.0.1:6379 --postgresql 127.0.0.1:5432
              session-bench --algorithms EdDSA --sessions 1000000 --loads 50,90 --workers 1,2
              scripts/session-bench --format html --output session.html

            Existing data under jwt-bench's names is replaced. The exit codes are those of jwt-bench.
            """
    )

    @Option(help: ArgumentHelp("Host and port of a Redis server.", valueName: "address"))
    var redis: String?

    @Option(
        help: ArgumentHelp(
            "Host and port of a PostgreSQL server that asks the user for no password.",
            valueName: "address"
        )
    )
    var postgresql: String?

    @Option(help: ArgumentHelp("The PostgreSQL user, and the name of its database.", valueName: "name"))
    var postgresqlUser = "postgres"

    @OptionGroup var options: SessionOptions

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "session-bench-\(ProcessInfo.processInfo.processIdentifier)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "sessions.sqlite").path
        var stores = [SessionOptions.Store("SQLite") { () throws(WorkloadError) in SQLiteSessions(path: file) }]
        if let redis {
            stores.append(.init("Redis") { () throws(WorkloadError) in try RedisSessions(address: redis) })
        }
        if let postgresql {
            stores.append(
                .init("PostgreSQL") { [postgresqlUser] () throws(WorkloadError) in
                    try PostgreSQLSessions(address: postgresql, user: postgresqlUser)
                }
            )
        }
        try await options.run(stores)
    }
}

@main enum EntryPoint {
    static func main() { BenchProgram.run(SessionBench.self) }
}
