extension Vector {
    /// Asks a verifier about this vector and grades the answer: for a parameterised test.
    ///
    /// ```swift
    /// @Test(arguments: corpus.vectors)
    /// func keepsTheRule(_ vector: Vector) async {
    ///     let result = await vector.verdict(of: MyVerifier())
    ///     #expect(result.verdict.isExpected, "\(result)")
    /// }
    /// ```
    ///
    /// A question that needs a feature which isn't declared isn't asked, and its verdict is ``Verdict/skipped``.
    ///
    /// - Parameters:
    ///   - verifier: the implementation under test.
    ///   - profile: how the expectation is read where the RFCs leave room.
    /// - Returns: the verdict with the answer; a fault of the verifier is a verdict too.
    public func verdict(of verifier: some Verifier, profile: GradingProfile = .standard) async -> CaseResult {
        let capabilities: Capabilities?
        do throws(VerifierFault) {
            capabilities = try await verifier.profile.capabilities
        } catch {
            return CaseResult(vector: self, verdict: .notRun, answer: RecordedAnswer(.fault(error)))
        }
        if let feature = capabilities?.firstUndeclared(of: question) {
            return CaseResult(vector: self, verdict: .skipped, feature: feature)
        }
        let start = ContinuousClock.now
        let outcome = await verifier.outcome(of: question)
        return result(
            of: Attempt(outcome: outcome, duration: ContinuousClock.now - start),
            capabilities: capabilities,
            profile: profile
        )
    }

    /// Grades an attempt at this vector.
    func result(of attempt: Attempt, capabilities: Capabilities?, profile: GradingProfile) -> CaseResult {
        let verdict = expectation.verdict(
            of: attempt.outcome,
            level: level,
            content: question.content,
            capabilities: capabilities,
            profile: profile
        )
        let answer = RecordedAnswer(attempt.outcome)
        return CaseResult(
            vector: self,
            verdict: verdict,
            answer: answer,
            feature: verdict == .skipped ? answer.feature.map(Feature.init) : nil,
            seconds: attempt.seconds
        )
    }
}
