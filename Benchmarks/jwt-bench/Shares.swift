import ArgumentParser
import JWTWorkloads

extension JWTBench {
    /// Measures where the time goes.
    struct Shares: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows how the reference spends the time of a verification: base64, parsing, signature, claims.",
            discussion: """
                  jwt-bench shares                                  HS256, RS256, ES256 and EdDSA
                  jwt-bench shares --algorithms all --rounds 101
                """
        )

        @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
        var algorithms = "HS256,RS256,ES256,EdDSA"

        @Option(help: ArgumentHelp("Rounds per algorithm.", valueName: "rounds"))
        var rounds = 31

        @OptionGroup var report: ReportOptions

        func validate() throws {
            guard (7...100_000).contains(rounds) else {
                throw ValidationError("--rounds must be between 7 and 100000.")
            }
        }

        func run() async throws {
            let names = try AlgorithmNames.parse(algorithms)
            let rounds = rounds
            try await report.run { document, session in
                let measurement = ShareMeasurement(limit: .rounds(rounds), shouldStop: session.shouldStop)
                for algorithm in names {
                    guard let key = BenchmarkKey.key(for: algorithm) else { continue }
                    session.show("\(algorithm): where the time goes")
                    guard let result = try measurement.result(algorithm: algorithm, key: key) else { return false }
                    document.shares.removeAll { $0.scenario == result.scenario }
                    document.shares.append(result)
                    session.save(document)
                }
                return true
            }
        }
    }
}
