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
              jwt-assay run 'exec:./adapter' --baseline known.json
              jwt-assay run 'exec:./adapter' --format json --output run.json

            Results go to standard output, progress to a terminal on standard error. With --output the report goes to \
            the file and the text for people to standard output. Ctrl-C ends the run and reports what there is; a \
            second one ends the program at once.

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
