/// One verifier's way through the vectors: skips what isn't declared, asks the rest, asks twice what isn't as expected.
struct VerifierSession {
    let candidate: Candidate
    let vectors: [Vector]
    let options: Runner.Options
    let emit: @Sendable (RunEvent) -> Void

    private var results: [CaseResult?]
    private var attempts: [Int: Attempt] = [:]
    private var unexpected: [Int] = []
    private var capabilities: Capabilities?

    init(
        candidate: Candidate,
        vectors: [Vector],
        options: Runner.Options,
        emit: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.candidate = candidate
        self.vectors = vectors
        self.options = options
        self.emit = emit
        self.results = Array(repeating: nil, count: vectors.count)
    }

    /// Runs to the end, or until the verifier can't be run any more or the task is cancelled.
    mutating func run() async -> VerifierRun {
        let start = ContinuousClock.now
        var profile: ImplementationProfile?
        var ending = QuestionWindow.Ending.complete
        do throws(VerifierFault) {
            let read = try await candidate.verifier.profile
            (profile, capabilities) = (read.bounded, read.capabilities)
            emit(.verifierStarted(label: candidate.label, profile: read.bounded))
            ending = await askEverything()
        } catch {
            ending = Task.isCancelled ? .cancelled : .unavailable(error)
        }
        await candidate.verifier.finish()
        let run = VerifierRun(
            label: candidate.label,
            implementation: profile,
            ending: ending,
            results: close(ending),
            seconds: Attempt.seconds(ContinuousClock.now - start)
        ).judged(by: nil, corpus: vectors.map(\.id))
        emit(.verifierFinished(run))
        return run
    }

    private mutating func askEverything() async -> QuestionWindow.Ending {
        let window = QuestionWindow(verifier: candidate.verifier, width: max(1, options.window))
        let positions = skipUndeclared()
        for round in 1...max(1, options.repeats) {
            let isLast = round == max(1, options.repeats)
            let ending = await window.ask(positions.filter { results[$0] == nil }, of: vectors) { delivery in
                receive(delivery, isLast: isLast)
            }
            guard case .complete = ending else { return ending }
        }
        return await confirmUnexpected(window)
    }

    /// - Returns: the positions that are left to ask.
    private mutating func skipUndeclared() -> [Int] {
        vectors.indices.filter { position in
            guard let feature = capabilities?.firstUndeclared(of: vectors[position].question) else { return true }
            settle(position, CaseResult(vector: vectors[position], verdict: .skipped, feature: feature))
            return false
        }
    }

    private mutating func receive(_ delivery: QuestionWindow.Delivery, isLast: Bool) {
        let position = delivery.position
        if let earlier = delivery.contradicted ?? contradiction(of: delivery.attempt, at: position) {
            settleFlaky(position, first: earlier, then: delivery.attempt)
            return
        }
        attempts[position] = delivery.attempt
        guard isLast else { return }
        let result = graded(delivery.attempt, at: position)
        if result.verdict.isExpected || delivery.isConfirmed {
            settle(position, result)
        } else {
            unexpected.append(position)
        }
    }

    /// Asks each case that isn't as expected a second time, alone: a verdict against an implementation is sure.
    private mutating func confirmUnexpected(_ window: QuestionWindow) async -> QuestionWindow.Ending {
        for position in unexpected {
            guard let first = attempts[position] else { continue }
            let second = await window.askAlone(vectors[position])
            if Task.isCancelled { return .cancelled }
            if case .unavailable(let what, let text) = second.fault {
                settle(position, graded(first, at: position))
                return .unavailable(.unavailable(what, standardError: text))
            }
            if contradiction(of: second, at: position) == nil {
                settle(position, graded(first, at: position))
            } else {
                settleFlaky(position, first: first, then: second)
            }
        }
        return .complete
    }

    /// The earlier attempt at this position, where it says something else of the token.
    private func contradiction(of attempt: Attempt, at position: Int) -> Attempt? {
        guard let earlier = attempts[position] else { return nil }
        let content = vectors[position].question.content
        return earlier.outcome.saysTheSame(as: attempt.outcome, content: content) ? nil : earlier
    }

    private func graded(_ attempt: Attempt, at position: Int) -> CaseResult {
        vectors[position].result(of: attempt, capabilities: capabilities, profile: options.profile)
    }

    private mutating func settleFlaky(_ position: Int, first: Attempt, then second: Attempt) {
        let (one, two) = (RecordedAnswer(first.outcome), RecordedAnswer(second.outcome))
        let result = CaseResult(
            vector: vectors[position],
            verdict: .flaky,
            answer: one,
            detail: "first \(one), then \(two)",
            seconds: first.seconds
        )
        settle(position, result)
    }

    private mutating func settle(_ position: Int, _ result: CaseResult) {
        results[position] = result
        emit(.caseFinished(label: candidate.label, result: result))
    }

    /// Every case gets a result: one that was answered once is graded by that, and the rest weren't run.
    private mutating func close(_ ending: QuestionWindow.Ending) -> [CaseResult] {
        let reason = ending.reason
        for position in vectors.indices where results[position] == nil {
            if let attempt = attempts[position] {
                settle(position, graded(attempt, at: position))
            } else {
                settle(position, CaseResult(vector: vectors[position], verdict: .notRun, detail: reason))
            }
        }
        return results.compactMap { $0 }
    }
}

extension QuestionWindow.Ending {
    /// Why the cases that are left weren't run.
    var reason: String? {
        switch self {
        case .complete: nil
        case .cancelled: "the run was interrupted"
        case .unavailable(let fault): fault.description.bounded(to: 1024)
        }
    }
}
