import ArgumentParser
import CommandLineKit
import Fleet
import JWTConformance

/// What becomes of the adapters' own baselines.
struct FleetBaselineOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Ignore the baselines and show every deviation.")
    var withoutBaselines = false

    @ArgumentParser.Flag(help: "Rewrite each adapter's baseline.json; existing reasons are kept.")
    var writeBaselines = false

    /// Asks members of the fleet and the reference, and compares each with its own baseline.
    ///
    /// - Parameters:
    ///   - options: what is asked, and where the answers go.
    ///   - fleet: which members.
    ///   - kind: what they're asked.
    ///   - profile: how expectations are read where the RFCs leave room.
    /// - Returns: how the program ends.
    /// - Throws: an error that doesn't concern a single member.
    func run(
        _ options: RunOptions,
        _ fleet: FleetSelection,
        _ kind: VectorKind,
        profile: GradingProfile = .standard
    ) async throws -> ExitStatus {
        guard options.sharding.shard == nil || !writeBaselines else {
            throw Failure(.usage, "--write-baselines needs the whole run: write them without --shard")
        }
        let members = try fleet.members()
        let verifiers = try [VerifierArgument("reference")] + members.map(VerifierArgument.init)
        let writes = writeBaselines || options.baselines.writeBaseline != nil
        var paths: [String: String] = [:]
        for (member, verifier) in zip(members, verifiers.dropFirst()) where !withoutBaselines && !writes {
            guard let path = member.baseline else { continue }
            paths[verifier.label] = path
            if path != member.ownBaseline {
                Terminal.talk("fleet: \(member.id) has no baseline of its own; it's compared with \(path)\n")
            }
        }
        return try await options.run(
            verifiers,
            kind,
            profile: profile,
            ownBaselines: paths,
            subject: 1,
            missing: members.first?.manifest.missing ?? [:],
            showsMatrix: true
        ) { document, corpus in
            try write(document, of: members, corpus: corpus)
        }
    }

    /// Writes the members' baselines, if requested.
    ///
    /// - Parameters:
    ///   - document: the run: the reference's part, then those of the members in their order.
    ///   - members: the members.
    ///   - corpus: the corpus.
    /// - Returns: how the program ends; `nil` if nothing was to be written.
    /// - Throws: an error that doesn't concern a single member.
    private func write(_ document: RunDocument, of members: [FleetMember], corpus: Corpus) throws -> ExitStatus? {
        guard writeBaselines else { return nil }
        var ending = ExitStatus.asExpected
        for (member, run) in zip(members, document.implementations.dropFirst()) {
            do {
                let path = member.ownBaseline
                let missing = member.manifest.missing ?? [:]
                let said = try NamedBaseline.write(run, of: document, corpus: corpus, missing: missing, to: path)
                Terminal.talk(said + "\n")
            } catch let failure as Failure {
                // The others' are written all the same.
                Terminal.complain("error: \(failure.message)")
                ending = failure.status
            }
        }
        return ending
    }
}
