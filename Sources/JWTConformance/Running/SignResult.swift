/// One sign vector put to one signer, and what came of it.
public struct SignResult: Hashable, Sendable {
    /// The vector.
    public let vector: SignVector
    /// What the answer is worth.
    public let verdict: Verdict
    /// In which ways the token isn't what was asked for.
    public let defects: [TokenDefect]
    /// `token`, `refuse`, `unsupported`, `error`, `crash`, `hang`, `protocol-violation`, `unavailable`; absent where the
    /// signer wasn't asked.
    public let outcome: String?
    /// What the signer or the oracle said, in one line.
    public let detail: String?
    /// The feature for want of which the vector was skipped.
    public let feature: Feature?
    /// The token that came.
    public let token: String?
    /// Whether the same token came a second time, where it was asked for twice.
    public private(set) var isRepeated: Bool?
    /// What the program wrote to its standard error stream, where there is no answer.
    public let standardError: String?
    /// Seconds until the answer.
    public let seconds: Double?

    init(
        vector: SignVector,
        verdict: Verdict,
        defects: [TokenDefect] = [],
        outcome: SignOutcome? = nil,
        detail: String? = nil,
        feature: Feature? = nil,
        seconds: Double? = nil
    ) {
        self.vector = vector
        self.verdict = verdict
        self.defects = defects
        self.outcome = outcome?.word
        self.detail = (detail ?? outcome?.detail)?.bounded(to: 1024)
        self.feature = feature
        self.token = outcome?.token
        self.standardError = outcome?.standardError?.bounded(to: 4096, keepingLines: true)
        self.seconds = seconds
    }
}

extension SignResult {
    /// The result with what a second asking showed.
    func repeated(_ isRepeated: Bool?) -> SignResult {
        var result = self
        result.isRepeated = isRepeated
        return result
    }
}

extension SignResult: CustomStringConvertible {
    /// The verdict, the vector and what came back, in one line.
    public var description: String {
        let words = detail ?? feature.map { "needs \($0)" }
        return "\(verdict.rawValue)  \(vector.id): \(vector.summary)" + (words.map { " (\($0))" } ?? "")
    }
}

/// What a run document keeps of a sign vector and of what came of it.
public struct SignRecord: Hashable, Sendable, Codable {
    /// See ``SignVector/id``.
    public let id: String
    /// See ``SignVector/summary``.
    public let summary: String
    /// `produce`, `refuse` or `either`.
    public let expect: String
    /// See ``SignVector/level``.
    public let level: Level
    /// See ``SignVector/reason``.
    public let reason: ReasonCode?
    /// See ``SignVector/refs``.
    public let refs: [String]
    /// See ``SignResult/verdict``.
    public let verdict: Verdict
    /// See ``SignResult/defects``; absent where there are none.
    public let defects: [TokenDefect]?
    /// See ``SignResult/outcome``.
    public let outcome: String?
    /// See ``SignResult/detail``.
    public let detail: String?
    /// The name of ``SignResult/feature``.
    public let feature: String?
    /// The token that came, shortened.
    public let token: String?
    /// The length of the whole token in octets.
    public let tokenLength: Int?
    /// See ``SignResult/isRepeated``.
    public let repeated: Bool?
    /// See ``SignResult/standardError``.
    public let standardError: String?
    /// See ``SignResult/seconds``.
    public let seconds: Double?
    /// Why the baseline has this verdict, where it has.
    public package(set) var known: String?

    /// Keeps a result.
    public init(_ result: SignResult) {
        let vector = result.vector
        id = vector.id
        summary = vector.summary
        expect = vector.expectation.word
        level = vector.level
        reason = vector.reason
        refs = vector.refs
        verdict = result.verdict
        defects = result.defects.isEmpty ? nil : result.defects
        outcome = result.outcome
        detail = result.detail
        feature = result.feature?.name
        token = result.token?.bounded(to: 4096)
        tokenLength = result.token?.utf8.count
        repeated = result.isRepeated
        standardError = result.standardError
        seconds = result.seconds.map { ($0 * 1e6).rounded() / 1e6 }
    }
}

extension SignRecord: GradedRecord {
    /// What is wrong with the token, or what was said of an exception.
    package var symptom: String? {
        switch verdict {
        case .wrongToken: defects?.map(\.rawValue).joined(separator: ", ")
        case .unclean, .error: detail
        default: nil
        }
    }

    /// What came back, in a phrase.
    package var answered: String? {
        guard let outcome else { return nil }
        let text = tokenLength.map { "a token of \($0) octets" } ?? outcome
        return text + (detail.map { ": \($0)" } ?? "")
    }
}

extension SignVector.Expectation {
    /// The expectation in a word, as files have it.
    package var word: String {
        switch self {
        case .produce: "produce"
        case .refuse: "refuse"
        case .either: "either"
        }
    }

    /// The key that verifies what has to come or may.
    package var verification: KeyMaterial? {
        switch self {
        case .produce(let key), .either(_, let key): key
        case .refuse: nil
        }
    }
}
