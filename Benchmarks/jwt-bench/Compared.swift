import ArgumentParser
import CommandLineKit
import Fleet
import JWTWorkloads

extension JWTBench {
    /// Compares implementations in any language.
    struct Compared: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fleet",
            abstract: "Compares the verification speed of libraries in any language.",
            discussion: """
                Each adapter times its library in its own process. Before, it has to accept every token and reject changed \
                copies; otherwise it has no figure. `jwt-assay fleet install` prepares the adapters.

                  jwt-bench fleet                                 the core libraries
                  jwt-bench fleet c-cjose 'go-*' --algorithms HS256
                  jwt-bench fleet all --format markdown --output fleet.md
                  jwt-bench fleet --command ./my-adapter          an adapter of your own
                """
        )

        @Argument(help: ArgumentHelp("Fleet members: core, extended, all, a name or a glob.", valueName: "name"))
        var names: [String] = []

        @Option(help: ArgumentHelp("A program that speaks the adapter protocol. May be repeated.", valueName: "path"))
        var command: [String] = []

        @Option(help: ArgumentHelp("The algorithms, separated by commas.", valueName: "names"))
        var algorithms = "HS256,RS256,PS256,ES256,EdDSA"

        @Option(help: "How many times to time each one.")
        var rounds = 11

        @Option(help: ArgumentHelp("The length of each timing, in milliseconds.", valueName: "ms"))
        var slice = 20

        @Option(help: "How many distinct tokens to cycle through (default: 4096). Fewer save time with slow libraries.")
        var tokens: Int?

        @OptionGroup var presentation: PresentationOptions

        func validate() throws {
            guard (1...100_000).contains(rounds) else {
                throw ValidationError("--rounds must be between 1 and 100000.")
            }
            guard (1...10_000).contains(slice) else { throw ValidationError("--slice must be between 1 and 10000.") }
            guard tokens.map((16...1_000_000).contains) ?? true else {
                throw ValidationError("--tokens must be between 16 and 1000000.")
            }
            _ = try chosen
        }

        func run() async throws {
            let comparison = FleetComparison(
                implementations: try implementations(),
                algorithms: try chosen,
                rounds: rounds,
                sliceNanoseconds: UInt64(slice) * 1_000_000,
                ringCount: tokens
            )
            let report = try UnfinishedReport(FleetDocument(machine: .current()), presentation)
            let interruption = Interruption(orGiveUp: report.giveUp)
            let document = await comparison.measure(shouldStop: { interruption.hasOccurred }) { event in
                show(event)
                if case .finished(let document) = event { report.keep(document) }
            }
            // From here on one changes nothing: the report is being written.
            interruption.workIsOver()
            let wasInterrupted = interruption.hasOccurred
            Terminal.clearProgress()
            try report.finish(document)
            if wasInterrupted { throw ExitStatus.interrupted.exitCode }
            if document.rows.contains(where: { $0.label == "reference" && $0.figures == nil }) {
                throw ExitStatus.incomplete.exitCode
            }
        }

        private var chosen: [String] {
            get throws { try AlgorithmNames.parse(algorithms, among: FleetWorkload.algorithms) }
        }

        private func implementations() throws -> [FleetComparison.Implementation] {
            let own = command.map {
                FleetComparison.Implementation(label: VerifierArgument.label(of: [$0]), command: [$0])
            }
            if names.isEmpty, !own.isEmpty { return own }
            do throws(FleetError) {
                let members = try Fleet().members(named: names)
                return members.map { .init(label: "fleet:\($0.id)", command: $0.runCommand) } + own
            } catch {
                throw Failure(.usage, "\(error)")
            }
        }

        private func show(_ event: FleetComparison.Event) {
            switch event {
            case .verifying(let label, let algorithm):
                Terminal.showProgress("\(algorithm): \(label) verifies its tokens")
            case .round(let round, let count, let algorithm):
                Terminal.showProgress("\(algorithm): round \(round) of \(count)")
            case .finished: break
            }
        }
    }
}
