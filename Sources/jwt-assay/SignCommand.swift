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
              jwt-assay sign 'exec:./adapter' --baseline known.json
              jwt-assay list --select sign              what is asked
              jwt-assay explain sign/header/alg/none    one of them in full

            An implementation that declares the operation `sign` is asked for tokens, and for refusals where a token \
            must not be made. Each token is compared with the request and verified by the reference. Reports and \
            baselines are those of `jwt-assay run`; in a baseline, signing has a member of its own.

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
