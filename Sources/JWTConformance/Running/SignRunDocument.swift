/// One signer's part of a run of sign vectors.
public struct SignerRun: Hashable, Sendable, Codable {
    /// How the caller calls the signer.
    public let label: String
    /// Who it says it is; absent where it never said.
    public let implementation: ImplementationProfile?
    /// How the part ended.
    public let state: VerifierRun.State
    /// Why it couldn't be run.
    public let detail: String?
    /// What it wrote to its standard error stream where it couldn't be run.
    public let standardError: String?
    /// Seconds that the part took.
    public let seconds: Double
    /// How many vectors have each verdict; one that nothing has is absent.
    public let counts: [String: Int]
    /// The score over the vectors of level ``Level/must``.
    public let must: RunSummary.Score
    /// The cases, in the order of the vectors.
    public package(set) var cases: [SignRecord]
    /// What isn't as expected, or not as the baseline has it.
    public package(set) var disagreements: [Disagreement]

    init(
        label: String,
        implementation: ImplementationProfile?,
        ending: QuestionWindow.Ending,
        results: [SignResult],
        seconds: Double
    ) {
        self.label = label
        self.implementation = implementation
        self.seconds = seconds
        let ending = RecordedEnding(ending)
        (state, detail, standardError) = (ending.state, ending.detail, ending.standardError)
        counts = Dictionary(results.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +)
        must = RunSummary.Score(results.filter { $0.vector.level == .must }.map(\.verdict))
        cases = results.map(SignRecord.init)
        disagreements = []
    }
}

extension SignerRun: GradedRun {
    /// How many cases have this verdict.
    package func count(_ verdict: Verdict) -> Int { counts[verdict.rawValue] ?? 0 }

    /// Whether every vector was skipped: a signer of which nothing was asked has shown nothing.
    package var wasAskedNothing: Bool { state == .complete && count(.skipped) == cases.count }
}

/// Everything that came of putting sign vectors to signers (`jwt-assay/sign-run/1`).
public struct SignRunDocument: Hashable, Sendable, Codable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/sign-run/1"

    /// Always ``SignRunDocument/schema-type.property``.
    public let schema: String
    /// The version of the suite.
    public let version: String
    /// The digest of the corpus.
    public let corpus: String
    /// When the run started, as RFC 3339 has it.
    public let started: String
    /// Whether every vector was put to every signer that could be run.
    public let complete: Bool
    /// The signers, in the order of the command line.
    public var implementations: [SignerRun]

    /// Puts a document together.
    public init(description: RunDescription, implementations: [SignerRun]) {
        schema = Self.schema
        (version, corpus, started) = (description.version, description.corpus, description.started)
        complete = implementations.allSatisfy { $0.state != .interrupted }
        self.implementations = implementations
    }

    /// The ids of the vectors whose verdict isn't as expected for some signer.
    public var unexpectedIDs: Set<String> {
        Set(implementations.flatMap(\.cases).filter { !$0.verdict.isExpected }.map(\.id))
    }
}
