import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports

/// Asks implementations for tokens, and for refusals where a token must not be made.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Runs the sign vectors against signers and reports deviations.",
        discussion: """
              jwt-assay sign reference fleet:python-pyjwt
              jwt-assay sign 'exec:./adapter' --baseline baseline.json
              jwt-assay list --select sign              list the sign vectors
              jwt-assay explain sign/header/alg/none    one of them in full

            Asks implementations that declare the operation `sign` for tokens. Every token is compared with the request \
            and verified by the reference. A request for a token that must not exist has to be refused. The options, \
            reports and baseline files are those of `jwt-assay run`; in a baseline, signing has its own half.

            \(ExitStatus.help)
            """
    )

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument]

    @OptionGroup var options: RunOptions

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure { try await options.run(verifiers, .sign) }
    }
}
