import ArgumentParser
import JWTWorkloads

extension JWTBench {
    /// Verifies, measures and reports.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures operations per second, latency, and the ratio to the bare OpenSSL operation.",
            discussion: """
                Without options it measures signing and verifying with every algorithm, in under three minutes on two idle \
                processors.

                  jwt-bench run --algorithms HS256,ES256 --rounds 101
                  jwt-bench run --algorithms RS256,PS256 --rsa 3072,4096 --operation sign
                  jwt-bench run --algorithms ES256 --variants all          sizes, cold, rejected
                  jwt-bench run --algorithms ES256 --variants usual,large+cold
                  jwt-bench run --algorithms HS256 --workers 1,2,3,4 --mode both
                  jwt-bench run --resume bench.json                        continue after Ctrl-C
                  jwt-bench run --format html --output bench.html

                `jwt-bench --help` lists the exit codes.
                """
        )

        @OptionGroup var choice: ChoiceOptions
        @OptionGroup var report: ReportOptions

        func run() async throws {
            let plan = try choice.plan(implementations: Implementations.all)
            let progress = Progress(algorithms: plan.algorithms)
            try await report.run(sliceNanoseconds: plan.sliceNanoseconds) { document, session in
                // What had no figure is tried again.
                document.results.removeAll { $0.figures == nil }
                let done = Set(document.results.map(\.scenario))
                let run = BenchmarkRun(plan: plan, implementations: Implementations.all, skipping: done)
                return run.measure(shouldStop: session.shouldStop) { event in
                    progress.show(event)
                    guard case .finished(let result) = event else { return }
                    document.results.append(result)
                    session.save(document)
                }
            }
        }
    }
}
