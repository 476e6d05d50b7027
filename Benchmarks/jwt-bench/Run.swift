import ArgumentParser
import FoundationEssentials
import JWTWorkloads

extension JWTBench {
    /// Verifies, measures and reports.
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measures operations per second, latency, and the ratio to the bare OpenSSL operation.",
            discussion: """
                Without options: every algorithm, signing and verifying, under two minutes on two processors.
                The exit codes are in jwt-bench --help.
                """
        )

        @OptionGroup var choice: ChoiceOptions

        @Option(help: "What to print: human, json or csv.")
        var format: ReportFormat = .human

        @Option(
            name: [.short, .long],
            help: "Write to this file instead; it's there, incomplete, while the run goes on."
        )
        var output: String?

        func run() throws {
            let plan = try choice.plan(implementations: Implementations.all)
            let progress = Progress(algorithms: plan.algorithms)
            let destination = Destination(path: output, format: format)
            var document = BenchmarkDocument(machine: .current(), plan: plan)
            // Before two minutes of measuring rather than after.
            guard destination.save(document) else {
                throw ValidationError("\(output ?? "standard output") can't be written.")
            }
            let interruption = Interruption()
            let isComplete = BenchmarkRun(plan: plan, implementations: Implementations.all).measure(
                shouldStop: { interruption.hasOccurred }
            ) { event in
                progress.show(event)
                guard case .finished(let result) = event else { return }
                document.results.append(result)
                _ = destination.save(document)
            }
            progress.clear()
            document.isComplete = isComplete
            guard destination.finish(document) else {
                Terminal.writeError("Error: the report can't be written.\n")
                throw ExitCode(70)
            }
            if interruption.hasOccurred { throw ExitCode(130) }
            if document.hasRefusals { throw ExitCode(3) }
        }
    }
}
