import ArgumentParser
import JWTAdapters
import JWTConformance

/// Puts the vectors to members of the fleet, beside the reference.
struct FleetRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Puts the vectors to members of the fleet, each held to its own baseline.",
        discussion: """
            What an implementation is known to get wrong stands in its adapter's baseline.json; only what isn't there, \
            or isn't so any more, is a disagreement. \(FleetSelection.names)

            \(Ending.help)
            """
    )

    @OptionGroup var fleet: FleetSelection
    @OptionGroup var options: RunOptions

    @ArgumentParser.Flag(help: "Leave the adapters' own baselines aside and show every deviation.")
    var withoutBaselines = false

    @ArgumentParser.Flag(help: "Write each adapter's baseline.json anew; the reasons that are there are kept.")
    var writeBaselines = false

    func run() async throws {
        try await endingOnFailure {
            let members = try fleet.members()
            let verifiers = try [VerifierArgument("reference")] + members.map(VerifierArgument.init)
            let own = withoutBaselines || writeBaselines ? [] : members.compactMap(\.baseline)
            return try await options.run(verifiers, ownBaselines: own, showsMatrix: true) { document, corpus in
                writeBaselines ? try write(document, corpus: corpus, members: members) : nil
            }
        }
    }

    private func write(_ document: RunDocument, corpus: Corpus, members: [FleetMember]) throws -> Ending {
        var ending = Ending.asExpected
        // The first is the reference.
        for (member, run) in zip(members, document.implementations.dropFirst()) {
            do {
                let said = try NamedBaseline.write(
                    run,
                    of: document,
                    corpus: corpus,
                    missing: member.manifest.missing ?? [:],
                    to: "\(member.folder)/baseline.json"
                )
                Terminal.talk(said + "\n")
            } catch let failure as Failure {
                // The others' are written all the same.
                Terminal.complain("error: \(failure.message)")
                ending = failure.ending
            }
        }
        return ending
    }
}
