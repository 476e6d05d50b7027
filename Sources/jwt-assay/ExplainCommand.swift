import ArgumentParser
import CommandLineKit
import Fleet
import JWTAdapters
import JWTConformance
import JWTReports
import ReportKit
import Synchronization

/// Shows everything there is to know of vectors.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains vectors: the requirement, the token part by part, and what verifiers answer.",
        discussion: """
            Shows what is expected and why, and asks every verifier that you name. For a sign vector it shows the \
            request, and each token part by part.

              jwt-assay explain header/crit/unknown reference
              jwt-assay explain header/crit                     every vector whose id starts with header/crit
              jwt-assay explain --failed-in run.json            what failed in a run, with the answers that it has
              jwt-assay explain sign/header/alg/none fleet:python-pyjwt
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Vectors, then verifiers. A vector is an id, the start of ids, or a glob. A verifier is "
                + VerifierArgument.help,
            valueName: "vector or verifier"
        )
    )
    var words: [String] = []

    @Option(
        help: ArgumentHelp(
            "Explain what failed in an earlier run, written with --format json or ndjson; of the named vectors, if any.",
            valueName: "file"
        )
    )
    var failedIn: String?

    @OptionGroup var corpusOptions: CorpusOptions

    @OptionGroup var grading: ProfileOption

    @OptionGroup var appearance: AppearanceOptions

    private var patterns: [String] { Array(words.prefix { !VerifierArgument.isVerifier($0) }) }

    var verifiers: [VerifierArgument] {
        get throws {
            do throws(VerifierArgumentError) {
                var verifiers: [VerifierArgument] = []
                for word in words.dropFirst(patterns.count) { verifiers.append(try VerifierArgument(word)) }
                return verifiers
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    func validate() throws {
        guard !patterns.isEmpty || failedIn != nil else {
            throw ValidationError("name a vector, such as header/crit/unknown, or a run with --failed-in")
        }
        try verifiers.checkDistinct()
    }

    func run() async throws {
        try await endingOnFailure {
            if let scenario = patterns.first, scenario.hasPrefix("keys/") { return try await explainKeys(scenario) }
            let corpus = try corpusOptions.load()
            let all = corpus.vectors + corpus.signVectors
            let selected = try SelectionOptions.ids(
                among: all.map(\.id),
                Selection(
                    patterns: patterns.map(VectorPattern.init),
                    only: try failedIn.map(SelectionOptions.failedIDs)
                )
            )
            let vectors = all.filter { selected.contains($0.id) }
            var options = Runner.Options()
            options.profile = grading.profile
            let runner = Runner(options: options, minter: ReferenceMinter(), oracle: ReferenceVerifier())
            let verifiers = try verifiers
            let named = verifiers.map { $0.named(vectors: corpusOptions.vectors) }
            let tokens = Tokens()
            let (document, wasInterrupted) = try await Signals.interruptible {
                await runner.run(vectors, verifiers: named) { tokens.keep($0) }
            }
            var runs = document.implementations
            // Of events there is no document, and only the ids are known.
            if runs.isEmpty, let failedIn {
                runs = (try? RunDocument(json: try fileContent(at: failedIn)).implementations) ?? []
            }
            let command = ReproductionCommand(
                verifiers: verifiers.spellings,
                vectors: corpusOptions.vectors,
                profile: grading.profile
            )
            for (position, vector) in vectors.enumerated() {
                let runs = runs.filter { run in run.cases.contains { $0.id == vector.id } }
                // Several verifiers may have been asked under several algorithms.
                let cases = runs.flatMap(\.cases).filter { $0.id == vector.id }
                let carrier = Set(cases.map(\.carrier)).count == 1 ? cases[0].carrier : nil
                let explanation = Explanation(
                    vector.carried(by: carrier),
                    requirements: corpus.requirements,
                    runs: runs,
                    tokens: tokens.byLabel(of: vector.id),
                    command: command,
                    style: Terminal.style(appearance.color)
                )
                try Terminal.write((position == 0 ? "" : "\n") + explanation.text)
            }
            if wasInterrupted { return .interrupted }
            return document.implementations.contains { $0.state == .unavailable } ? .incomplete : .asExpected
        }
    }
}

/// The tokens that signers made, whole: a run's document keeps the start of a long one.
private final class Tokens: Sendable {
    private let tokens = Mutex<[String: [String: String]]>([:])

    /// Those for a vector, by the signers' labels.
    func byLabel(of id: String) -> [String: String] { tokens.withLock { $0[id] ?? [:] } }

    func keep(_ event: RunEvent) {
        guard case .caseFinished(let label, let result) = event else { return }
        tokens.withLock { $0[result.vector.id, default: [:]][label] = result.token }
    }
}
