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
    /// of a sequence the questions before it are asked first, so that each step is a case by itself;
    /// ``VectorSequence/verdicts(of:profile:)`` asks a whole sequence once.
    ///
    /// - Parameters:
    ///   - verifier: the implementation under test.
    ///   - profile: how the expectation is read where the RFCs leave room.
    ///   - minter: who makes the tokens of vectors about time anew, for a verifier whose clock can't be set.
    /// - Returns: the verdict with the answer; a fault of the verifier is a verdict too.
    public func verdict(
        of verifier: some Verifier,
        profile: GradingProfile = .standard,
        minter: (any Minter)? = nil
    ) async -> CaseResult {
        let capabilities: Capabilities?
        do throws(VerifierFault) {
            capabilities = try await verifier.profile.capabilities
        } catch {
            return CaseResult(vector: self, verdict: .notRun, answer: RecordedAnswer(.fault(error)))
        }
        switch Approach(to: self, capabilities: capabilities, minter: minter) {
        case .skipped(let feature, let why):
            return CaseResult(vector: self, verdict: .skipped, detail: why, feature: feature)
        case .minted(let minter):
            do throws(MintError) {
                let vector = try mintedNow(by: minter)
                return await vector.verdict(after: [], of: verifier, capabilities, profile)
            } catch {
                return CaseResult(vector: self, verdict: .notRun, detail: "\(error)")
            }
        case .asItIs:
            return await verdict(after: predecessors, of: verifier, capabilities, profile)
        }
    }

    private func verdict(
        after predecessors: [Question],
        of verifier: some Verifier,
        _ capabilities: Capabilities?,
        _ profile: GradingProfile
    ) async -> CaseResult {
        let questions = (predecessors + [question]).underFreshName
        for question in questions.dropLast() {
            let attempt = await Attempt(asking: question, of: verifier)
            if attempt.endsSequence { return attempt.resultOfLaterStep(self) }
        }
        let attempt = await Attempt(asking: questions.last ?? question, of: verifier)
        return result(of: attempt, capabilities: capabilities, profile: profile)
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

extension VectorSequence {
    /// Asks a verifier the steps in order, each once, and grades the answers.
    ///
    /// - Parameters:
    ///   - verifier: the implementation under test.
    ///   - profile: how expectations are read where the RFCs leave room.
    /// - Returns: a result for each step, in order. Where a step can't be asked, those behind it aren't either.
    public func verdicts(of verifier: some Verifier, profile: GradingProfile = .standard) async -> [CaseResult] {
        let capabilities: Capabilities?
        do throws(VerifierFault) {
            capabilities = try await verifier.profile.capabilities
        } catch {
            let answer = RecordedAnswer(.fault(error))
            return steps.map { CaseResult(vector: $0, verdict: .notRun, answer: answer) }
        }
        var results: [CaseResult] = []
        var ended: Attempt?
        for (step, question) in zip(steps, steps.map(\.question).underFreshName) {
            if case .skipped(let feature, let why) = Approach(to: step, capabilities: capabilities, minter: nil) {
                results.append(CaseResult(vector: step, verdict: .skipped, detail: why, feature: feature))
            } else if let ended {
                results.append(ended.resultOfLaterStep(step))
            } else {
                let attempt = await Attempt(asking: question, of: verifier)
                results.append(step.result(of: attempt, capabilities: capabilities, profile: profile))
                if attempt.endsSequence { ended = attempt }
            }
        }
        return results
    }
}
