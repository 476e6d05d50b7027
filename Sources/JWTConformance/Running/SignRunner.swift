/// Puts sign vectors to signers, one at a time.
///
/// A token is verified by an oracle, which the caller brings, so that the harness stays without cryptography.
public struct SignRunner: Sendable {
    private let oracle: any Verifier

    /// Prepares a runner.
    ///
    /// - Parameter oracle: a verifier that is known to be right.
    public init(oracle: any Verifier) {
        self.oracle = oracle
    }

    /// Asks a signer everything.
    ///
    /// Cancelling the task ends the run with the results so far.
    ///
    /// - Parameters:
    ///   - vectors: the vectors.
    ///   - signer: the implementation under test; what it keeps running isn't ended.
    /// - Returns: one result a vector, in order.
    /// - Throws: ``VerifierFault`` where the signer can't be run at all.
    public func results(
        of vectors: [SignVector],
        by signer: any Signer
    ) async throws(VerifierFault) -> [SignResult] {
        let capabilities = try await signer.profile.capabilities
        var results: [SignResult] = []
        for vector in vectors where !Task.isCancelled {
            results.append(await result(of: vector, by: signer, capabilities: capabilities))
        }
        return results
    }

    /// Asks a signer about one vector.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - signer: the implementation under test.
    ///   - capabilities: what it declared, if anything.
    /// - Returns: the result.
    public func result(
        of vector: SignVector,
        by signer: any Signer,
        capabilities: Capabilities?
    ) async -> SignResult {
        if let feature = capabilities?.undeclared(vector.features, with: vector.request.key).first {
            return SignResult(vector: vector, verdict: .shared(.skipped), detail: "needs \(feature)")
        }
        let outcome = await signer.outcome(of: vector.request)
        let (defects, objection) = await defects(of: outcome, vector)
        let verdict = vector.expectation.verdict(
            of: outcome,
            defects: defects,
            level: vector.level,
            capabilities: capabilities
        )
        var isRepeated: Bool?
        if vector.isAskedTwice, case .answer(.token) = outcome {
            isRepeated = await signer.outcome(of: vector.request) == outcome
        }
        return SignResult(
            vector: vector,
            verdict: verdict,
            detail: (objection ?? outcome.detail)?.bounded(to: 1024),
            token: outcome.token?.bounded(to: 4096),
            isRepeated: isRepeated
        )
    }

    /// What is wrong with the token, and what the oracle says of it.
    private func defects(of outcome: SignOutcome, _ vector: SignVector) async -> ([TokenDefect], String?) {
        guard let text = outcome.token, let key = vector.expectation.verification else { return ([], nil) }
        let token = ProducedToken(text, for: vector.request)
        let defects = token.defects(verification: key)
        guard defects.isEmpty else {
            return (defects, "not as asked: \(defects.map(\.rawValue).joined(separator: ", "))")
        }
        switch await oracle.outcome(of: token.question(verification: key)) {
        case .answer(.accept(let payload)) where payload == vector.request.payload: return ([], nil)
        case .answer(.reject(_, let detail)): return ([.signature], detail)
        default: return ([.signature], "the oracle doesn't take it")
        }
    }
}

/// One sign vector put to one signer, and what came of it.
public struct SignResult: Hashable, Sendable {
    /// The vector.
    public let vector: SignVector
    /// What the answer is worth.
    public let verdict: SignVerdict
    /// What the signer or the oracle said, in one line.
    public let detail: String?
    /// The token that came, shortened.
    public let token: String?
    /// Whether the same token came a second time, where it was asked for twice.
    public let isRepeated: Bool?

    init(
        vector: SignVector,
        verdict: SignVerdict,
        detail: String? = nil,
        token: String? = nil,
        isRepeated: Bool? = nil
    ) {
        self.vector = vector
        self.verdict = verdict
        self.detail = detail
        self.token = token
        self.isRepeated = isRepeated
    }
}

extension SignResult: CustomStringConvertible {
    /// The verdict, the vector and what came back, in one line.
    public var description: String {
        "\(verdict.word)  \(vector.id): \(vector.summary)" + (detail.map { " (\($0))" } ?? "")
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

    fileprivate var verification: KeyMaterial? {
        switch self {
        case .produce(let key), .either(_, let key): key
        case .refuse: nil
        }
    }
}

extension SignOutcome {
    fileprivate var token: String? {
        guard case .answer(.token(let text)) = self else { return nil }
        return text
    }

    fileprivate var detail: String? {
        switch self {
        case .answer(.token): nil
        case .answer(.refuse(let reason, let detail)): detail ?? reason
        case .answer(.unsupported(let feature)): feature
        case .answer(.error(let detail)): detail
        case .fault(let fault): "\(fault)"
        }
    }
}

extension Signer {
    /// Asks a request and keeps a fault as a value.
    fileprivate func outcome(of request: SignRequest) async -> SignOutcome {
        do throws(VerifierFault) {
            return .answer(try await sign(request))
        } catch {
            return .fault(error)
        }
    }
}
