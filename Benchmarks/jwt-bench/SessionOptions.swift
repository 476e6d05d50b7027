public import ArgumentParser
public import JWTWorkloads

/// The options of a program that measures tokens against sessions, which brings the stores, and what it does with them.
public struct SessionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The tokens' algorithms; everything is compared with the first.", valueName: "names")
    )
    var algorithms = "HS256,ES256"

    @Option(help: ArgumentHelp("The number of sessions.", valueName: "count"))
    var sessions = 100_000

    @Option(help: ArgumentHelp("Numbers of workers, separated by commas.", valueName: "counts"))
    var workers: WorkerCounts = WorkerCounts(counts: [1])

    @OptionGroup var load: LoadOptions
    @OptionGroup var report: ReportOptions

    /// The defaults.
    public init() {}

    /// Checks the ranges.
    ///
    /// - Throws: `ValidationError`.
    public func validate() throws {
        guard (64...100_000_000).contains(sessions) else { throw ValidationError("--sessions must be at least 64.") }
    }

    /// A store before it's opened.
    public struct Store: Sendable {
        /// Its name in messages if it can't be opened.
        let name: String
        /// Opens it.
        let open: @Sendable () throws(WorkloadError) -> any SessionStore

        /// Names a store.
        ///
        /// - Parameters:
        ///   - name: its name in messages if it can't be opened.
        ///   - open: opens it; it's called once.
        public init(_ name: String, open: @escaping @Sendable () throws(WorkloadError) -> any SessionStore) {
            self.name = name
            self.open = open
        }
    }

    /// Measures tokens, a dictionary, and the given stores, and reports the results as the options say.
    ///
    /// - Parameter stores: where sessions are kept; what they held is replaced.
    /// - Throws: the exit code if it isn't 0.
    public func run(_ stores: [Store]) async throws {
        let names = try AlgorithmNames.parse(algorithms)
        try await report.run { document, session in
            let table = SessionTable(count: sessions)
            var ways = names.map { name in
                session.show("\(name): making and verifying tokens")
                return tokenWay(name)
            }
            let dictionary = Store("dictionary") { () throws(WorkloadError) in MemorySessions() }
            ways += ([dictionary] + stores).map { storeWay($0, table, session) }
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
            let source = VerifiedWorkload.Source(
                implementation: ReferenceImplementation(),
                algorithm: algorithm,
                key: key
            )
            let workload = try source.verified(.usual).workload
            return SessionMeasurement.Way(result(nil)) { try workload.makeWorker(.verify) }
        } catch {
            return SessionMeasurement.Way(result(error.description), makeWorker: nil)
        }
    }

    private func storeWay(
        _ source: Store,
        _ table: SessionTable,
        _ session: ReportOptions.Session
    ) -> SessionMeasurement.Way {
        session.show("\(source.name): keeping \(table.count) sessions")
        do throws(WorkloadError) {
            let store = try source.open()
            let workload = try SessionWorkload(store, table)
            return SessionMeasurement.Way(
                SessionResult(store: store.name, version: store.version, place: store.place, sessions: table.count)
            ) {
                try workload.makeWorker()
            }
        } catch {
            return SessionMeasurement.Way(
                SessionResult(
                    store: source.name,
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
