import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// Puts the vectors to members of the fleet, beside the reference.
struct FleetRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Puts the vectors to members of the fleet, each held to its own baseline.",
        discussion: """
            What an implementation is known to get wrong stands in its adapter's baseline.json; only what isn't there, \
            or isn't so any more, is a disagreement. \(FleetSelection.names)

            \(ExitStatus.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: RunOptions

    @OptionGroup var own: FleetBaselineOptions

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let verifiers = try [VerifierArgument("reference")] + members.map(VerifierArgument.init)
            return try await options.run(verifiers, ownBaselines: own.paths(of: members), showsMatrix: true) {
                document,
                corpus in
                try own.write(document.implementations, of: members) { run, member, path in
                    try NamedBaseline.write(
                        run,
                        of: document,
                        corpus: corpus,
                        missing: member.manifest.missing ?? [:],
                        to: path
                    )
                }
            }
        }
    }
}
