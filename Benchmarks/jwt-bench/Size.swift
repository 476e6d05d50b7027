import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Measures tokens on the wire.
    struct Size: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows how large tokens are, and whether they fit in a header line of 4,096 or 8,192 octets.",
            discussion: """
                  jwt-bench size                                   every algorithm, small, typical and large claims
                  jwt-bench size --algorithms RS256,ES256 --format markdown
                  jwt-bench size --resume bench.json               add to an earlier run

                The report of `jwt-bench run` shows what a million operations cost in CPU seconds and money (--price), and \
                after how many verifications one algorithm is cheaper than another.
                """
        )

        @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
        var algorithms = "all"

        @OptionGroup var report: ReportOptions

        func run() async throws {
            let plan = BenchmarkPlan(algorithms: try AlgorithmNames.parse(algorithms), rsaBits: [2_048, 3_072, 4_096])
            try await report.run { document, session in
                session.show("making and verifying tokens")
                do throws(WorkloadError) {
                    document.sizes = try TokenSize.all(ReferenceImplementation(), plan: plan)
                } catch {
                    throw Failure(.incomplete, "\(error)")
                }
                return true
            }
        }
    }
}
