/// What happens in a run of sign vectors, told as it happens.
public enum SignEvent: Sendable {
    /// A signer said who it is.
    case signerStarted(label: String)
    /// A case has its verdict.
    case caseFinished(label: String, result: SignResult)
    /// A signer's part is over.
    case signerFinished(label: String)
}

/// Puts sign vectors to signers, to each one at a time.
///
/// A token is verified by an oracle, which the caller brings, so that the harness stays without cryptography. A token by
/// ES512 is asked for eight times, since it can be right by chance, and the first that isn't right counts. What isn't as
/// expected is asked for again, and another verdict is ``Verdict/flaky``.
public struct SignRunner: Sendable {
    private let oracle: any Verifier
    private let jobs: Int

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - oracle: a verifier that is known to be right.
    ///   - jobs: signers that run at the same time; at least 1.
    public init(oracle: any Verifier, jobs: Int = 1) {
        self.oracle = oracle
        self.jobs = jobs
    }

    /// Puts every vector to every signer.
    ///
    /// Cancelling the task ends the run with the results so far.
    ///
    /// - Parameters:
    ///   - vectors: what to ask for.
    ///   - candidates: whom to ask; each is finished at the end of its part.
    ///   - description: what the document says of the suite.
    ///   - observe: called with each event as it happens, from several tasks at a time.
    /// - Returns: the document, with implementations in the order of `candidates` and cases in the order of `vectors`.
    public func run(
        _ vectors: [SignVector],
        candidates: [Candidate],
        description: RunDescription = RunDescription(),
        observe: @escaping @Sendable (SignEvent) -> Void = { _ in }
    ) async -> SignRunDocument {
        let runs = await candidates.each(jobs: jobs) { candidate in
            let run = await part(of: candidate, vectors, observe: observe)
            observe(.signerFinished(label: candidate.label))
            return run
        }
        return SignRunDocument(description: description, implementations: runs)
    }

    private func part(
        of candidate: Candidate,
        _ vectors: [SignVector],
        observe: @Sendable (SignEvent) -> Void
    ) async -> SignerRun {
        let start = ContinuousClock.now
        var profile: ImplementationProfile?
        var ending = QuestionWindow.Ending.complete
        var results: [SignResult] = []
        func take(_ result: SignResult) {
            results.append(result)
            observe(.caseFinished(label: candidate.label, result: result))
        }
        do throws(VerifierFault) {
            let read = try await candidate.verifier.profile
            profile = read.bounded
            observe(.signerStarted(label: candidate.label))
            for vector in vectors {
                let result = await result(of: vector, by: candidate.verifier, capabilities: read.capabilities)
                guard !Task.isCancelled, result.verdict != .notRun else {
                    ending =
                        Task.isCancelled
                        ? .cancelled
                        : .unavailable(
                            .unavailable(result.detail ?? "", standardError: result.standardError ?? "")
                        )
                    break
                }
                take(result)
            }
        } catch {
            ending = Task.isCancelled ? .cancelled : .unavailable(error)
        }
        await candidate.verifier.finish()
        for vector in vectors.dropFirst(results.count) {
            take(SignResult(vector: vector, verdict: .notRun, detail: ending.reason))
        }
        return SignerRun(
            label: candidate.label,
            implementation: profile,
            ending: ending,
            results: results,
            seconds: Attempt.seconds(ContinuousClock.now - start)
        ).judged(by: nil, corpus: vectors.map(\.id))
    }

    /// Asks an implementation about one vector.
    ///
    /// - Parameters:
    ///   - vector: the vector.
    ///   - verifier: the implementation under test, a ``Signer``; what it keeps running isn't ended. Any other is asked
    ///     nothing, as one that doesn't declare the operation.
    ///   - capabilities: what it declared, if anything.
    /// - Returns: the result.
    public func result(
        of vector: SignVector,
        by verifier: any Verifier,
        capabilities: Capabilities?
    ) async -> SignResult {
        let undeclared = capabilities?.undeclared(vector.features, with: vector.request.key).first
        guard let signer = verifier as? any Signer, undeclared == nil else {
            return SignResult(vector: vector, verdict: .skipped, feature: undeclared ?? .operation("sign"))
        }
        let first = await attempt(vector, by: signer, capabilities: capabilities)
        guard !first.verdict.isExpected, first.verdict != .notRun, !Task.isCancelled else { return first }
        // A verdict against an implementation is sure.
        let second = await attempt(vector, by: signer, capabilities: capabilities)
        if second.verdict == first.verdict || second.verdict == .notRun { return first }
        let answers = [first, second].map { SignRecord($0).answered ?? $0.verdict.rawValue }
        return SignResult(
            vector: vector,
            verdict: .flaky,
            detail: "first \(answers[0]), then \(answers[1])",
            seconds: first.seconds
        )
    }

    private func attempt(
        _ vector: SignVector,
        by signer: any Signer,
        capabilities: Capabilities?
    ) async -> SignResult {
        let first = await asking(vector, of: signer, capabilities: capabilities)
        guard let token = first.token, first.verdict.isExpected else { return first }
        var isRepeated: Bool?
        for time in 1..<vector.mostAskings {
            let next = await asking(vector, of: signer, capabilities: capabilities)
            if time == 1, vector.isAskedTwice { isRepeated = next.token == token }
            // What is right by chance isn't right.
            guard next.verdict.isExpected || next.verdict == .notRun else { return next }
        }
        return first.repeated(isRepeated)
    }

    private func asking(
        _ vector: SignVector,
        of signer: any Signer,
        capabilities: Capabilities?
    ) async -> SignResult {
        let start = ContinuousClock.now
        let outcome = await signer.outcome(of: vector.request)
        let seconds = Attempt.seconds(ContinuousClock.now - start)
        let (defects, objection) = await defects(of: outcome, vector)
        let verdict = vector.expectation.verdict(
            of: outcome,
            defects: defects,
            level: vector.level,
            capabilities: capabilities
        )
        return SignResult(
            vector: vector,
            verdict: verdict,
            defects: defects,
            outcome: outcome,
            detail: objection,
            feature: outcome.feature.map { Feature($0.bounded(to: 256)) },
            seconds: seconds
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

extension SignVector {
    /// How often a token is asked for.
    ///
    /// An ECDSA signature is two random integers, and a signer that leaves out their leading zeros is right by chance:
    /// under P-521 one time in four, which eight askings tell from always. Under the other curves it's wrong one time in
    /// a hundred, and found out by chance alone.
    fileprivate var mostAskings: Int {
        guard expectation.verification != nil else { return 1 }
        if request.algorithm == "ES512" { return 8 }
        return isAskedTwice ? 2 : 1
    }
}
