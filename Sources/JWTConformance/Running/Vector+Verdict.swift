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
    /// A question that needs a feature which isn't declared isn't asked, and its verdict is ``Verdict/skipped``. For a step
    /// of a sequence the questions before it are asked first, so that each step can be asked on its own;
    /// ``VectorSequence/verdicts(of:profile:)`` asks a whole sequence once. A deviation is asked once: a
    /// ``Runner`` asks again.
    ///
    /// - Parameters:
    ///   - verifier: the implementation under test; where the vector is one for signers, a ``Signer``.
    ///   - profile: how the expectation is read where the RFCs leave room.
    ///   - minter: who makes the tokens of vectors about time for a verifier whose clock can't be set.
    ///   - oracle: a verifier that is known to be right, which checks the tokens of signers.
    /// - Returns: the verdict with the answer; a fault of the verifier is a verdict too.
    public func verdict(
        of verifier: some Verifier,
        profile: GradingProfile = .standard,
        minter: (any Minter)? = nil,
        oracle: (any Verifier)? = nil
    ) async -> CaseResult {
        let capabilities: Capabilities?
        do throws(VerifierFault) {
            capabilities = try await verifier.profile.capabilities
        } catch {
            return CaseResult(vector: self, verdict: .notRun, answer: RecordedAnswer(.fault(error)))
        }
        if case let carried = self.carried(for: capabilities), carried.carrier != carrier {
            return await carried.verdict(of: verifier, profile: profile, minter: minter, oracle: oracle)
        }
        let asker = Asker(verifier: verifier, capabilities: capabilities, oracle: oracle)
        let plan = asker.plan(for: self, minter: minter)
        if let result = plan.resultWithoutAsking(self) { return result }
        let inquiry =
            if case .minted(let minter) = plan {
                Inquiry(self, at: 0, by: asker, minter: minter)
            } else if sequence != nil {
                Inquiry(QuestionSeries(steps: [0], of: [self]), number: 0, by: asker)
            } else {
                Inquiry(self, at: 0, by: asker)
            }
        var reply = await inquiry.ask(verifier, inquiry.steps, nil)
        if reply.fault != nil, let process = (verifier as? any IsolatedVerifier)?.apart() {
            // It may be the fault of what was asked before.
            var interview = Interview(with: process)
            reply = await interview.ask(inquiry).reply
            await process.finish()
        }
        if let why = reply.mintError { return CaseResult(vector: self, verdict: .notRun, detail: why) }
        guard let last = reply.attempts.last else { return CaseResult(vector: self, verdict: .notRun) }
        if reply.attempts.count < inquiry.steps { return last.resultOfLaterStep(self) }
        return (reply.minted ?? self).result(of: last, capabilities: capabilities, profile: profile)
    }

    /// Grades an attempt at this vector.
    func result(of attempt: Attempt, capabilities: Capabilities?, profile: GradingProfile) -> CaseResult {
        let verdict = verdict(of: attempt.outcome, capabilities: capabilities, profile: profile)
        let answer = RecordedAnswer(attempt.outcome, of: kind)
        return CaseResult(
            vector: self,
            verdict: verdict,
            answer: answer,
            detail: verdict == .brokenClaim ? objection(to: answer.feature ?? "") : nil,
            feature: verdict == .skipped ? answer.feature.map(Feature.init) : nil,
            token: attempt.outcome.token?.text,
            seconds: attempt.seconds
        )
    }

    /// Why a feature that was answered can't be the reason for a skip; `nil` if it's declared, which says enough.
    private func objection(to feature: String) -> String? {
        guard !needs(Feature(feature)) else { return nil }
        let needed = features.map(\.name).joined(separator: ", ")
        return "\(feature.bounded(to: 64)) isn't a feature that this vector needs; it needs \(needed)"
    }

    /// Grades the answer to this vector.
    func verdict(of outcome: Outcome, capabilities: Capabilities?, profile: GradingProfile) -> Verdict {
        expectation.verdict(
            of: outcome,
            level: level,
            content: content,
            capabilities: capabilities,
            profile: profile,
            severity: Severity(attacker: attacker, gain: gain),
            isNeeded: needs
        )
    }
}

extension VectorSequence {
    /// Asks a verifier the steps in order, each once, and grades the answers.
    ///
    /// - Parameters:
    ///   - verifier: the implementation under test.
    ///   - profile: how expectations are read where the RFCs leave room.
    /// - Returns: a result for each step, in order. If a step can't be asked, the steps after it aren't asked either.
    public func verdicts(of verifier: some Verifier, profile: GradingProfile = .standard) async -> [CaseResult] {
        let capabilities: Capabilities?
        do throws(VerifierFault) {
            capabilities = try await verifier.profile.capabilities
        } catch {
            let answer = RecordedAnswer(.fault(error))
            return steps.map { CaseResult(vector: $0, verdict: .notRun, answer: answer) }
        }
        let asker = Asker(verifier: verifier, capabilities: capabilities, oracle: nil)
        let steps = steps.map { $0.carried(for: capabilities) }
        var results: [CaseResult] = []
        var ended: Attempt?
        for (step, question) in zip(steps, steps.map(\.question).underFreshName) {
            if let result = asker.plan(for: step, minter: nil).resultWithoutAsking(step) {
                results.append(result)
            } else if let ended {
                results.append(ended.resultOfLaterStep(step))
            } else {
                let attempt = await asker.attempt(question)
                results.append(step.result(of: attempt, capabilities: capabilities, profile: profile))
                if attempt.endsSequence { ended = attempt }
            }
        }
        return results
    }
}
