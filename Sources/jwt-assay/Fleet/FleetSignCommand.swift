import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance
import JWTReports

/// Puts the sign vectors to members of the fleet, beside the reference.
struct FleetSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Asks members of the fleet to sign, each held to its own baseline.",
        discussion: """
            What a signer is known to get wrong, or not to do at all, stands in its adapter's baseline.json under sign; \
            only what isn't there, or isn't so any more, is a disagreement. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: SignOptions
    @OptionGroup var own: FleetBaselineOptions

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let verifiers = try [VerifierArgument("reference")] + members.map(VerifierArgument.init)
            return try await options.run(verifiers, ownBaselines: own.paths(of: members), showsMatrix: true) {
                document,
                vectors,
                requirements in
                try own.write(document.implementations, of: members) { run, member, path in
                    try NamedBaseline.write(
                        run,
                        vectors: vectors,
                        requirements: requirements,
                        missing: member.manifest.missing ?? [:],
                        to: path
                    )
                }
            }
        }
    }
}
