import ArgumentParser
import CommandLineKit
import Fleet
import JWTAdapters
import JWTConformance
import JWTReports
import ReportKit
import Synchronization

/// Shows everything there is to know of one vector.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains one vector: the requirement, the token part by part, and what verifiers answer.",
        discussion: """
            Shows what is expected and why, and asks every verifier that you name. For a sign vector it shows the \
            request, and each token part by part.

              jwt-assay explain header/crit/unknown reference
              jwt-assay explain sign/header/alg/none fleet:python-pyjwt
            """
    )

    @Argument(help: "The id of a vector, as shown by `jwt-assay list` and every report.")
    var id: String

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument] = []

    @OptionGroup var corpusOptions: CorpusOptions

    @OptionGroup var grading: ProfileOption

    @OptionGroup var appearance: AppearanceOptions

    func validate() throws {
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure {
            if id.hasPrefix("keys/") { return try await explainKeys() }
            let corpus = try corpusOptions.load()
            guard let vector = corpus[id] else {
                let ids = (corpus.vectors + corpus.signVectors).map(\.id)
                let near = ids.first { VectorPattern(id).matches($0) || $0.hasSuffix("/\(id)") } ?? ids.nearest(to: id)
                let hint = near.map { "did you mean \($0)?" } ?? "`jwt-assay list` shows every id"
                throw Failure(.nothingSelected, "unknown vector \(id); \(hint)")
            }
            var options = Runner.Options()
            options.profile = grading.profile
            let runner = Runner(options: options, minter: ReferenceMinter(), oracle: ReferenceVerifier())
            let named = verifiers.map { $0.named(vectors: corpusOptions.vectors) }
            let tokens = Tokens()
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run([vector], verifiers: named) { tokens.keep($0) }
            }
            let runs = document.implementations
            let explanation = Explanation(
                vector,
                requirements: corpus.requirements,
                runs: runs,
                tokens: tokens.byLabel,
                command: ReproductionCommand(
                    verifiers: verifiers.spellings,
                    vectors: corpusOptions.vectors,
                    profile: grading.profile
                ),
                style: Terminal.style(appearance.color)
            )
            try Terminal.write(explanation.text)
            if wasInterrupted { return .interrupted }
            return runs.contains { $0.state == .unavailable } ? .incomplete : .asExpected
        }
    }
}

/// The tokens that signers made, whole: a run's document keeps the start of a long one.
private final class Tokens: Sendable {
    private let tokens = Mutex<[String: String]>([:])

    /// By the signers' labels.
    var byLabel: [String: String] { tokens.withLock { $0 } }

    func keep(_ event: RunEvent) {
        guard case .caseFinished(let label, let result) = event else { return }
        tokens.withLock { $0[label] = result.token }
    }
}
