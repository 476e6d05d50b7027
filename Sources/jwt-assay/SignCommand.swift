import ArgumentParser
import JWTAdapters
import JWTConformance
import JWTReports

/// Asks implementations for tokens, and for refusals where a token must not be made.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Puts the sign vectors to implementations that declare the operation sign.",
        discussion: """
            A token that comes is held against the request and verified by the reference.

            \(Ending.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json
    }

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument]

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "Take these vectors only: an id, the start of ids up to a '/', or a glob. May be repeated.",
            valueName: "pattern"
        )
    )
    var select: [String] = []

    @Option(help: ArgumentHelp("Leave these vectors out. May be repeated.", valueName: "pattern"))
    var skip: [String] = []

    @Option(help: "The form of the report.")
    var format = Format.human

    @Option(name: [.short, .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var appearance: AppearanceOptions

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure {
            let vectors = try selected()
            let file = try OutputFile(path: output)
            defer { file.close() }
            let candidates = verifiers.map(\.candidate)
            let (runs, wasInterrupted) = try await Signals.interruptible {
                var runs: [SignReport.Run] = []
                for candidate in candidates { runs.append(await Self.ask(vectors, candidate)) }
                return runs
            }
            let report = SignReport(
                version: Suite.version,
                corpus: "\(try corpusOptions.digest())",
                implementations: runs
            )
            switch format {
            case .human:
                try file.write(report.text(style: file.isFile ? .plain : Terminal.style(appearance.color)))
            case .json: try file.write(try report.json())
            }
            if wasInterrupted { return .interrupted }
            if runs.contains(where: \.wasUnavailable) { return .verifierUnavailable }
            let silent = runs.filter(\.wasAskedNothing).map(\.label)
            for label in silent { Terminal.complain("error: \(label) declares nothing that a sign vector needs") }
            if !silent.isEmpty { return .nothingSelected }
            return report.isAsExpected ? .asExpected : .disagreement
        }
    }

    private func selected() throws -> [SignVector] {
        let vectors = try corpusOptions.loadSignVectors()
        let (taken, skipped) = (select.map(VectorPattern.init), skip.map(VectorPattern.init))
        for pattern in taken where !vectors.contains(where: { pattern.matches($0.id) }) {
            throw Failure(
                ending: .nothingSelected,
                message: "\(SelectionError.nothingMatches(pattern: pattern.text))"
            )
        }
        let selection = vectors.filter { vector in
            (taken.isEmpty || taken.contains { $0.matches(vector.id) })
                && !skipped.contains { $0.matches(vector.id) }
        }
        guard !selection.isEmpty else {
            throw Failure(ending: .nothingSelected, message: "no sign vector is selected")
        }
        return selection
    }

    private static func ask(_ vectors: [SignVector], _ candidate: Candidate) async -> SignReport.Run {
        let run: SignReport.Run
        do throws(VerifierFault) {
            guard let signer = candidate.verifier as? any Signer else {
                throw VerifierFault.unavailable("it has no operation sign", standardError: "")
            }
            let profile = try await signer.profile
            let results = try await SignRunner(oracle: ReferenceVerifier()).results(of: vectors, by: signer)
            run = SignReport.Run(label: candidate.label, implementation: profile, results: results)
        } catch {
            run = SignReport.Run(label: candidate.label, fault: error)
        }
        await candidate.verifier.finish()
        return run
    }
}
