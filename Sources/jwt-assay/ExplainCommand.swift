import ArgumentParser
import JWTAdapters
import JWTConformance
import JWTReports

/// Shows everything there is to know of one vector.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a vector: its rule, its token part by part, and what verifiers answer.",
        discussion: "Without a verifier it shows what is expected, and why; each that's named is asked."
    )

    @Argument(help: "The id of the vector, as `jwt-assay list` and every report show it.")
    var id: String

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument] = []

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(help: "How the expectation is read where the RFCs leave room.")
    var profile = GradingProfile.standard

    @OptionGroup var appearance: AppearanceOptions

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            guard let vector = corpus[id] else {
                let near = corpus.vectors.first { VectorPattern(id).matches($0.id) || $0.id.hasSuffix("/\(id)") }
                let hint = near.map { "did you mean \($0.id)?" } ?? "`jwt-assay list` shows every id"
                throw Failure(ending: .nothingSelected, message: "no vector is called \(id); \(hint)")
            }
            var options = Runner.Options()
            options.profile = profile
            let runner = Runner(options: options, minter: ReferenceMinter())
            let candidates = verifiers.map(\.candidate)
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run([vector], candidates: candidates)
            }
            let runs = document.implementations
            let command = ReproductionCommand(vectors: corpusOptions.vectors, profile: profile)
            let explanation = Explanation(
                vector,
                requirements: corpus.requirements,
                runs: runs,
                command: command,
                style: Terminal.style(appearance.color)
            )
            try Terminal.write(explanation.text)
            if wasInterrupted { return .interrupted }
            return runs.contains { $0.state == .unavailable } ? .verifierUnavailable : .asExpected
        }
    }
}
