import ArgumentParser
import FoundationEssentials
import JWTWorkloads

extension JWTBench {
    /// Measures tokens against sessions.
    struct Session: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the same requests by verifying a token and by looking up a session.",
            discussion: """
                A request has to be somebody's, in time, and allowed something. By token: a verification says so. By session: \
                an id is looked up in a dictionary of the process, in SQLite, and in Redis and PostgreSQL where they are named. \
                scripts/session-bench starts both on loopback, measures, and stops them.

                  jwt-bench session                                      tokens, a dictionary and SQLite
                  jwt-bench session --redis 127.0.0.1:6379 --postgresql 127.0.0.1:5432
                  jwt-bench session --algorithms EdDSA --sessions 1000000 --loads 50,90 --workers 1,2
                  scripts/session-bench --format html --output session.html

                What a store held under jwt-bench's names before is replaced.
                """
        )

        @Option(
            help: ArgumentHelp("The tokens' algorithms; the first is what all are held against.", valueName: "names")
        )
        var algorithms = "HS256,ES256"

        @Option(help: ArgumentHelp("A Redis, by IPv4 address and port.", valueName: "address"))
        var redis: String?

        @Option(
            help: ArgumentHelp("A PostgreSQL that trusts its user, by IPv4 address and port.", valueName: "address")
        )
        var postgresql: String?

        @Option(help: ArgumentHelp("The user of PostgreSQL, and its database.", valueName: "name"))
        var postgresqlUser = "postgres"

        @Option(help: ArgumentHelp("How many sessions are kept.", valueName: "count"))
        var sessions = 100_000

        @Option(help: ArgumentHelp("The numbers of workers, with commas between them.", valueName: "counts"))
        var workers: WorkerCounts = WorkerCounts(counts: [1])

        @OptionGroup var load: LoadOptions
        @OptionGroup var report: ReportOptions

        func validate() throws {
            guard (64...100_000_000).contains(sessions) else { throw ValidationError("--sessions takes from 64 on.") }
        }

        func run() async throws {
            let names = try AlgorithmNames.parse(algorithms)
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "jwt-bench-\(ProcessInfo.processInfo.processIdentifier)"
            )
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await report.run { document, session in
                let table = SessionTable(count: sessions)
                var ways = names.map { name in
                    session.show("\(name): making and verifying tokens")
                    return tokenWay(name)
                }
                let file = folder.appending(path: "sessions.sqlite").path
                ways.append(storeWay("dictionary", table, session) { () throws(WorkloadError) in MemorySessions() })
                ways.append(
                    storeWay("SQLite", table, session) { () throws(WorkloadError) in try SQLiteSessions(path: file) }
                )
                if let redis {
                    ways.append(
                        storeWay("Redis", table, session) { () throws(WorkloadError) in
                            try RedisSessions(address: redis)
                        }
                    )
                }
                if let postgresql {
                    ways.append(
                        storeWay("PostgreSQL", table, session) { () throws(WorkloadError) in
                            try PostgreSQLSessions(address: postgresql, user: postgresqlUser)
                        }
                    )
                }
                let measurement = SessionMeasurement(
                    plans: workers.counts.map { load.plan(workers: $0) },
                    shouldStop: session.shouldStop
                )
                document.sessions = measurement.results(ways) { session.show($0) }
                return !session.shouldStop()
            }
        }

        private func tokenWay(_ algorithm: String) -> SessionMeasurement.Way {
            func result(_ refusal: String?) -> SessionResult {
                let version = MachineDescription.current().openSSL.split(separator: " ").prefix(2).joined(
                    separator: " "
                )
                return SessionResult(
                    store: "JWT \(algorithm)",
                    version: version,
                    place: "in process",
                    sessions: 0,
                    refusal: refusal
                )
            }
            do throws(WorkloadError) {
                guard let key = BenchmarkKey.key(for: algorithm) else { throw WorkloadError("there is no key") }
                let contest = Contest(implementation: ReferenceImplementation(), algorithm: algorithm, key: key)
                let workload = try contest.proved(.usual).workload
                return SessionMeasurement.Way(result(nil)) { try workload.makeWorker(.verify) }
            } catch {
                return SessionMeasurement.Way(result(error.description), makeWorker: nil)
            }
        }

        private func storeWay(
            _ name: String,
            _ table: SessionTable,
            _ session: ReportOptions.Session,
            _ open: () throws(WorkloadError) -> any SessionStore
        ) -> SessionMeasurement.Way {
            session.show("\(name): keeping \(table.count) sessions")
            do throws(WorkloadError) {
                let store = try open()
                let workload = try SessionWorkload(store, table)
                return SessionMeasurement.Way(
                    SessionResult(store: store.name, version: store.version, place: store.place, sessions: table.count)
                ) {
                    try workload.makeWorker()
                }
            } catch {
                return SessionMeasurement.Way(
                    SessionResult(
                        store: name,
                        version: "",
                        place: "",
                        sessions: table.count,
                        refusal: error.description
                    ),
                    makeWorker: nil
                )
            }
        }
    }
}
