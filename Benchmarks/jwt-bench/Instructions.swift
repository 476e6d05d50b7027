import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTWorkloads

extension JWTBench {
    /// Counts instructions.
    struct Instructions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Counts instructions with valgrind, independently of machine noise.",
            discussion: """
                  jwt-bench instructions                            HS256, RS256, ES256 and EdDSA, verifying
                  jwt-bench instructions --algorithms ES256 --operation both
                  jwt-bench instructions --resume bench.json        add to an earlier run

                valgrind's processor lacks SHA-NI and AVX-512, so libcrypto runs other code than on the real one. Compare \
                only what is added to the bare operation, between builds.
                """
        )

        @Option(help: ArgumentHelp("The algorithms, separated by commas, or all.", valueName: "names"))
        var algorithms = "HS256,RS256,ES256,EdDSA"

        @Option(help: ArgumentHelp("sign, verify or both.", valueName: "operation"))
        var operation = OperationChoice.verify

        @OptionGroup var report: ReportOptions

        func run() async throws {
            let names = try AlgorithmNames.parse(algorithms)
            let operations = operation.operations
            let counter: OperationCount
            do throws(WorkloadError) {
                counter = try OperationCount(CallgrindCount(), program: OwnProgram.path)
            } catch {
                throw Failure(.incomplete, "\(error)")
            }
            try await report.run { document, session in
                for algorithm in names {
                    for operation in operations {
                        if session.shouldStop() { return false }
                        session.show("\(algorithm) \(operation.rawValue): counting")
                        let scenario = Scenario(
                            implementation: ReferenceImplementation().name,
                            algorithm: algorithm,
                            key: BenchmarkKey.key(for: algorithm)?.title ?? "",
                            operation: operation,
                            workers: 1
                        )
                        let count = try counter.count(scenario)
                        document.instructions.removeAll { $0.scenario == scenario }
                        document.instructions.append(count)
                        session.save(document)
                    }
                }
                return true
            }
        }
    }

    /// Performs operations and does nothing else: what valgrind runs.
    struct Perform: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Performs an operation a number of times, without timing it.",
            shouldDisplay: false
        )

        @Argument(help: "An algorithm's name.")
        var algorithm: String

        @Argument(help: "sign or verify.")
        var operation: OperationChoice

        @Option(help: "candidate or floor.")
        var subject: String

        @Option(help: "How often.")
        var operations: Int

        @Option(help: "Steps of work that does nothing, after each.")
        var addedSteps = 0

        func run() throws {
            guard let key = BenchmarkKey.key(for: algorithm), let subject = OperationCount.Subject(rawValue: subject),
                let operation = operation.operations.first, operations > 0, (0...1 << 20).contains(addedSteps)
            else { throw ValidationError("Unknown operation; expected sign or verify.") }
            // The same ring for any number of operations.
            let source = VerifiedWorkload.Source(
                implementation: ReferenceImplementation(),
                algorithm: algorithm,
                key: key,
                ringCount: 16
            )
            let verified = try source.verified(.usual)
            let worker =
                switch subject {
                case .candidate: try verified.workload.makeWorker(operation)
                case .floor: try verified.floor.makeWorker(operation)
                }
            let failures = worker.perform(0..<operations)
            AddedWork.spin(operations * addedSteps)
            guard failures == 0 else { throw ExitStatus.suiteDefect.exitCode }
        }
    }
}

/// Where this program is.
enum OwnProgram {
    static var path: String {
        let path = "/proc/self/exe"
        let linked = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        return linked ?? CommandLine.arguments.first ?? "jwt-bench"
    }
}
