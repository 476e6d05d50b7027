import ArgumentParser
import Console
import Fleet
import FoundationEssentials
import JWTWorkloads

extension JWTBench {
    /// Compares implementations in any language.
    struct Compared: AsyncParsableCommand {
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case human, markdown, json
        }

        static let configuration = CommandConfiguration(
            commandName: "fleet",
            abstract: "Compares how fast implementations in any language verify.",
            discussion: """
                Each is asked through its adapter, times itself in its own process, and is held to the same gate: it \
                accepts every token and refuses changed copies, or it has no figure. jwt-assay fleet install makes \
                adapters ready.

                  jwt-bench fleet                                 the core of the fleet
                  jwt-bench fleet c-cjose 'go-*' --algorithms HS256
                  jwt-bench fleet all --format markdown --output fleet.md
                  jwt-bench fleet --command ./my-adapter          a program of your own beside the reference
                """
        )

        @Argument(help: ArgumentHelp("core, extended, all, names or globs of the fleet's members.", valueName: "name"))
        var names: [String] = []

        @Option(help: ArgumentHelp("A program that speaks the adapter protocol. May be repeated.", valueName: "path"))
        var command: [String] = []

        @Option(help: ArgumentHelp("The algorithms, with commas between them.", valueName: "names"))
        var algorithms = "HS256,RS256,PS256,ES256,EdDSA"

        @Option(help: "How often each is timed.")
        var rounds = 11

        @Option(help: ArgumentHelp("How long each time, in milliseconds.", valueName: "ms"))
        var slice = 20

        @Option(help: "The tokens of a ring; 4096 by default. Fewer are quicker with slow implementations.")
        var tokens: Int?

        @Option(help: "What to print: human, markdown or json.")
        var format = Format.human

        @Option(
            name: [.short, .long],
            help: "Write to this file instead; after each algorithm it holds what there is."
        )
        var output: String?

        func validate() throws {
            guard (1...100_000).contains(rounds) else { throw ValidationError("--rounds takes 1 to 100000.") }
            guard (1...10_000).contains(slice) else { throw ValidationError("--slice takes 1 to 10000.") }
            guard tokens.map((16...1_000_000).contains) ?? true else {
                throw ValidationError("--tokens takes 16 to 1000000.")
            }
            for name in chosen where !FleetWorkload.algorithms.contains(name) {
                let known = FleetWorkload.algorithms.joined(separator: ", ")
                throw ValidationError("'\(name)' is none of the algorithms: \(known).")
            }
        }

        func run() async throws {
            let comparison = FleetComparison(
                entrants: try entrants(),
                algorithms: chosen,
                rounds: rounds,
                sliceNanoseconds: UInt64(slice) * 1_000_000,
                ringCount: tokens
            )
            guard save(FleetDocument(machine: .current())) else {
                throw ValidationError("\(output ?? "standard output") can't be written.")
            }
            let interruption = Interruption()
            let document = await comparison.measure(shouldStop: { interruption.hasOccurred }) { event in
                show(event)
                if case .finished(let document) = event { _ = save(document) }
            }
            // From here on one changes nothing: the report is being written.
            let wasInterrupted = interruption.hasOccurred
            Terminal.clearProgress()
            if let output {
                guard ReportFile(path: output).write(try data(document, isBold: false)) else {
                    Terminal.complain("\(output) can't be written.")
                    throw ExitCode(70)
                }
            } else {
                try Terminal.write(try data(document, isBold: Console.canShowColour))
            }
            if wasInterrupted { throw ExitCode(EndingSignals.exitCode) }
            if document.rows.contains(where: { $0.label == "reference" && $0.figures == nil }) { throw ExitCode(3) }
        }

        private var chosen: [String] { algorithms.split(separator: ",").map(String.init) }

        private func entrants() throws -> [FleetComparison.Entrant] {
            let own = command.map { FleetComparison.Entrant(label: "exec:\($0)", command: [$0]) }
            if names.isEmpty, !own.isEmpty { return own }
            do throws(FleetError) {
                let members = try Fleet().members(named: names)
                return members.map { .init(label: "fleet:\($0.id)", command: $0.runCommand) } + own
            } catch {
                throw ValidationError("\(error)")
            }
        }

        private func data(_ document: FleetDocument, isBold: Bool) throws -> Data {
            switch format {
            case .human: Data(FleetReport.text(document, isBold: isBold).utf8)
            case .markdown: Data(FleetReport.markdown(document).utf8)
            case .json: try document.json() + Data("\n".utf8)
            }
        }

        private func save(_ document: FleetDocument) -> Bool {
            guard let output else { return true }
            return (try? data(document, isBold: false)).map(ReportFile(path: output).keep) ?? false
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
