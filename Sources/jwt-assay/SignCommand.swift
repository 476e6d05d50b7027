import ArgumentParser
import CommandLineKit
import Fleet
import JWTReports

/// Asks implementations for tokens, and for refusals where a token must not be made.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Puts the sign vectors to implementations that declare the operation sign.",
        discussion: """
              jwt-assay sign reference fleet:python-pyjwt
              jwt-assay sign 'exec:./adapter' --baseline known.json
              jwt-assay list --select sign              what is asked
              jwt-assay explain sign/header/alg/none    one of them in full

            A token that comes is held against the request and verified by the reference. What isn't as expected is \
            asked for twice. A baseline is the file of `jwt-assay run`, in which signing has a member of its own.

            FORMATS:
            \(SignReportFormat.help)

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument]

    @OptionGroup var options: SignOptions

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure { try await options.run(verifiers) }
    }
}
