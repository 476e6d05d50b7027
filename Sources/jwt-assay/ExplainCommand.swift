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
        abstract: "Explains a vector: its rule, its token part by part, and what verifiers answer.",
        discussion: """
            Without a verifier it shows what is expected, and why; each that's named is asked. Of a sign vector it shows \
            the request, and part by part the token that each made of it.

              jwt-assay explain header/crit/unknown reference
              jwt-assay explain sign/header/alg/none fleet:python-pyjwt
            """
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
                let signVectors = try corpusOptions.loadSignVectors()
                if let vector = signVectors.first(where: { $0.id == id }) {
                    return try await explain(vector, requirements: corpus.requirements)
                }
                let ids = corpus.vectors.map(\.id) + signVectors.map(\.id)
                let near = ids.first { VectorPattern(id).matches($0) || $0.hasSuffix("/\(id)") } ?? ids.nearest(to: id)
                let hint = near.map { "did you mean \($0)?" } ?? "`jwt-assay list` shows every id"
                throw Failure(.nothingSelected, "no vector is called \(id); \(hint)")
            }
            var options = Runner.Options()
            options.profile = profile
            let runner = Runner(options: options, minter: ReferenceMinter())
            let candidates = verifiers.map { $0.candidate(vectors: corpusOptions.vectors) }
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run([vector], candidates: candidates)
            }
            let runs = document.implementations
            let command = ReproductionCommand(
                verifiers: verifiers.spellings,
                vectors: corpusOptions.vectors,
                profile: profile
            )
            let explanation = Explanation(
                vector,
                requirements: corpus.requirements,
                runs: runs,
                command: command,
                style: Terminal.style(appearance.color)
            )
            try Terminal.write(explanation.text)
            if wasInterrupted { return .interrupted }
            return runs.contains { $0.state == .unavailable } ? .incomplete : .asExpected
        }
    }
    private func explain(_ vector: SignVector, requirements: [Requirement]) async throws -> ExitStatus {
        let candidates = verifiers.map { $0.candidate(vectors: corpusOptions.vectors) }
        let tokens = Tokens()
        let (document, wasInterrupted) = try await Signals.interruptible {
            await SignRunner(oracle: ReferenceVerifier()).run([vector], candidates: candidates) { tokens.keep($0) }
        }
        let explanation = SignExplanation(
            vector,
            requirements: requirements,
            runs: document.implementations,
            tokens: tokens.byLabel,
            command: ReproductionCommand(verifiers: verifiers.spellings, vectors: corpusOptions.vectors),
            style: Terminal.style(appearance.color)
        )
        try Terminal.write(explanation.text)
        if wasInterrupted { return .interrupted }
        return document.implementations.contains { $0.state == .unavailable } ? .incomplete : .asExpected
    }
}

/// The tokens that signers made, whole: a run's document keeps the start of a long one.
private final class Tokens: Sendable {
    private let tokens = Mutex<[String: String]>([:])

    /// By the signers' labels.
    var byLabel: [String: String] { tokens.withLock { $0 } }

    func keep(_ event: SignEvent) {
        guard case .caseFinished(let label, let result) = event else { return }
        tokens.withLock { $0[label] = result.token }
    }
}
