import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// Asks verifiers about the vectors and reports deviations.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the vectors against verifiers and reports deviations.",
        discussion: """
              jwt-assay run reference fleet:python-pyjwt
              jwt-assay run 'exec:./adapter' --baseline baseline.json
              jwt-assay run 'exec:./adapter' --format json --output run.json

            The report goes to standard output. If standard error is a terminal, it shows the progress. With --output, \
            the report goes to the file and a summary to standard output. Press Ctrl-C to stop and report what was done; \
            press it again to exit at once.

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument]

    @OptionGroup var options: RunOptions
    @OptionGroup var grading: ProfileOption

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure { try await options.run(verifiers, .verify, profile: grading.profile) }
    }
}
