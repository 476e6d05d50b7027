import ArgumentParser
import JWTConformance
import JWTWorkloads
import Statistics

extension JWTBench {
    /// Measures latency under load.
    struct Latency: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures latency up to the 99.9th percentile, in a closed loop and under open load.",
            discussion: """
                First measures the capacity, as fast as possible. Then sends requests at shares of it, on a schedule fixed \
                in advance, and measures each time from the intended start. A request that isn't served within 100 ms is \
                dropped and counted. Loads that can't be served are marked saturated.

                  jwt-bench latency                                      ES256 and HS256, at 10, 50, 80 and 95 %
                  jwt-bench latency --algorithms RS256 --operation sign
                  jwt-bench latency --loads 50,90,110 --arrivals poisson --seconds 5 --workers 2
                  jwt-bench latency --format html --output latency.html
                """
        )

        @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
        var algorithms = "HS256,ES256"

        @Option(help: ArgumentHelp("sign, verify or both.", valueName: "operation"))
        var operation = OperationChoice.verify

        @Option(help: ArgumentHelp("The number of workers.", valueName: "count"))
        var workers = 1

        @OptionGroup var load: LoadOptions
        @OptionGroup var report: ReportOptions

        func validate() throws {
            guard (1...1_024).contains(workers) else { throw ValidationError("--workers must be between 1 and 1024.") }
        }

        func run() async throws {
            let names = try AlgorithmNames.parse(algorithms)
            try await report.run { document, session in
                let measurement = ServiceMeasurement(load.plan(workers: workers), shouldStop: session.shouldStop)
                for algorithm in names {
                    guard let key = BenchmarkKey.key(for: algorithm) else { continue }
                    let source = VerifiedWorkload.Source(
                        implementation: ReferenceImplementation(),
                        algorithm: algorithm,
                        key: key
                    )
                    for operation in operation.operations {
                        let scenario = Scenario(
                            implementation: source.implementation.name,
                            algorithm: algorithm,
                            key: key.title,
                            operation: operation,
                            workers: workers
                        )
                        if document.latencies.contains(where: { $0.scenario == scenario && $0.figures != nil }) {
                            continue
                        }
                        document.latencies.removeAll { $0.scenario == scenario }
                        session.show("\(algorithm): making and verifying tokens")
                        do {
                            let workload = try source.verified(.usual).workload
                            let figures = try measurement.figures {
                                try workload.makeWorker(operation)
                            } observe: { step in
                                session.show("\(algorithm) \(operation.rawValue): \(step)")
                            }
                            guard let figures else { return false }
                            document.latencies.append(LatencyResult(scenario, figures: figures))
                        } catch {
                            document.latencies.append(LatencyResult(scenario, refusal: "\(error)"))
                        }
                        session.save(document)
                    }
                }
                return true
            }
        }
    }
}

/// How requests come.
struct LoadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Loads in percent of the measured capacity, separated by commas.", valueName: "percents")
    )
    var loads: Loads = Loads(shares: [0.1, 0.5, 0.8, 0.95])

    @Option(help: ArgumentHelp("uniform, poisson or both.", valueName: "process"))
    var arrivals = ArrivalChoice.both

    @Option(help: ArgumentHelp("Seconds per load.", valueName: "seconds"))
    var seconds = 1.0

    @Option(
        help: ArgumentHelp("The seed of the schedule; the same seed gives the same schedule.", valueName: "number")
    )
    var seed: UInt64 = 1

    func validate() throws {
        guard seconds > 0, seconds <= 3_600 else {
            throw ValidationError("--seconds must be more than 0 and at most 3600.")
        }
    }

    func plan(workers: Int) -> LatencyPlan {
        LatencyPlan(workers: workers, loads: loads.shares, processes: arrivals.processes, seconds: seconds, seed: seed)
    }
}

/// How the gaps between requests are drawn.
enum ArrivalChoice: String, CaseIterable, ExpressibleByArgument {
    case uniform, poisson, both

    var processes: [ArrivalSchedule.Process] {
        switch self {
        case .uniform: [.uniform]
        case .poisson: [.poisson]
        case .both: ArrivalSchedule.Process.allCases
        }
    }
}

/// Percents with commas between them.
struct Loads: ExpressibleByArgument {
    let shares: [Double]

    init(shares: [Double]) {
        self.shares = shares
    }

    init?(argument: String) {
        let percents = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? 0 }
        guard !percents.isEmpty, percents.allSatisfy({ $0 > 0 && $0 <= 1_000 }) else { return nil }
        shares = percents.map { $0 / 100 }
    }

    var defaultValueDescription: String { shares.map { "\(Int(($0 * 100).rounded()))" }.joined(separator: ",") }
}

/// Names of algorithms with commas between them, or `all`.
enum AlgorithmNames {
    static func parse(_ text: String, among known: [String] = ReferenceImplementation().algorithms) throws -> [String] {
        if text == "all" { return known }
        let names = text.split(separator: ",").map(String.init)
        if let unknown = names.first(where: { !known.contains($0) }) {
            let near = known.nearest(to: unknown).map { "did you mean \($0)?" }
            throw ValidationError(
                "unknown algorithm '\(unknown.bounded(to: 64))'; "
                    + (near ?? "choose from \(known.joined(separator: ", "))")
            )
        }
        guard !names.isEmpty else { throw ValidationError("--algorithms is empty; name at least one algorithm.") }
        return names
    }
}
