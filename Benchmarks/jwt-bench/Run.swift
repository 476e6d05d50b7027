import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTWorkloads

extension JWTBench {
    /// Verifies, measures and reports.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures operations per second, latency, and the ratio to the bare OpenSSL operation.",
            discussion: """
                Without options it measures signing and verifying with every algorithm, in about three minutes on two idle \
                processors. The rounds of a scenario are shared by ten processes, whose differences are in the intervals.

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
                guard plan.processes == 1 else { return try spread(plan, &document, session) }
                var plan = plan
                plan.done = Set(document.results.map(\.scenario))
                return BenchmarkRun(plan: plan, implementations: Implementations.all).measure(
                    shouldStop: session.shouldStop
                ) { event in
                    progress.show(event)
                    guard case .finished(let result) = event else { return }
                    document.results.append(result)
                    session.save(document)
                }
            }
        }

        /// Measures in many processes.
        private func spread(
            _ plan: BenchmarkPlan,
            _ document: inout BenchmarkDocument,
            _ session: ReportOptions.Session
        ) throws -> Bool {
            var kept = document
            let run = SpreadRun(plan: plan, implementations: Implementations.all, program: OwnProgram.path)
            defer { session.save(document) }
            do throws(WorkloadError) {
                return try run.measure(&document.results, shouldStop: session.shouldStop) { algorithm, pass, results in
                    session.show("process \(pass) of \(plan.processes): \(algorithm)")
                    kept.results = results
                    if !results.isEmpty { session.save(kept) }
                }
            } catch {
                throw Failure(.incomplete, "\(error)")
            }
        }
    }

    /// Measures a share of the rounds of a run, in a process of its own.
    struct Portion: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures a plan on standard input and writes the results.",
            shouldDisplay: false
        )

        func run() throws {
            let padding = ProcessPadding.allocate()
            guard let line = readLine(), let plan = try? JSONDecoder().decode(BenchmarkPlan.self, from: Data(line.utf8))
            else { throw Failure(.usage, "expected a plan on standard input; use jwt-bench run") }
            var results: [ScenarioResult] = []
            _ = BenchmarkRun(plan: plan, implementations: Implementations.all).measure { event in
                if case .finished(let result) = event { results.append(result) }
            }
            withExtendedLifetime(padding) {}
            try Terminal.write(String(decoding: try JSONEncoder().encode(results), as: UTF8.self) + "\n")
        }
    }
}
