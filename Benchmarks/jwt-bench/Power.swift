import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Says how often a duet is right.
    struct Power: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows how often a duet finds a slow-down of a known size, and how often one that isn't there.",
            discussion: """
                  jwt-bench power power.json --trials 1000

                The document is that of a duet of one build with itself, with added work; scripts/power measures it.
                """
        )

        @Argument(help: "The document.")
        var document: String

        @Option(help: ArgumentHelp("Minutes per scenario in a trial.", valueName: "minutes"))
        var minutes = 1.0

        @Option(help: ArgumentHelp("Trials per scenario and amount of added work.", valueName: "count"))
        var trials = 200

        @OptionGroup var presentation: PresentationOptions

        func validate() throws {
            guard minutes > 0, minutes <= 1_440 else {
                throw ValidationError("--minutes must be more than 0, at most 1440.")
            }
            guard (1...1_000_000).contains(trials) else {
                throw ValidationError("--trials must be between 1 and 1000000.")
            }
        }

        func run() async throws {
            guard let duet = try DocumentFile.duet(document) else {
                throw Failure(
                    .usage,
                    "\(document) isn't a document that jwt-bench duet wrote; scripts/power writes one"
                )
            }
            let output = try OutputFile(path: presentation.output, inputs: [document])
            try presentation.finish(PowerCurve(duet, minutes: minutes, trials: trials), output)
        }
    }
}
