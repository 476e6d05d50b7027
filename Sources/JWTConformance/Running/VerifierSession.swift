/// One implementation's way through the vectors: skips undeclared features, asks the rest, and asks deviations twice.
///
/// Most questions go into a window; those that have to be asked alone come after it.
struct VerifierSession {
    let verifier: NamedVerifier
    let runner: Runner
    let emit: @Sendable (RunEvent) -> Void
    /// The vectors; those with a token for the current time replace the corpus's.
    var vectors: [Vector]
    /// The positions of the vectors whose tokens are made for the current time, with their minters.
    private(set) var minted: [(position: Int, minter: any Minter)] = []
    /// The positions of the steps of each sequence.
    private(set) var sequences: [[Int]] = []
    var attempts: [Int: Attempt] = [:]
    private var results: [CaseResult?]
    private var unexpected: [Int] = []
    private(set) var asker: Asker

    init(
        of verifier: NamedVerifier,
        vectors: [Vector],
        runner: Runner,
        emit: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.verifier = verifier
        self.vectors = vectors
        self.runner = runner
        self.emit = emit
        asker = Asker(verifier: verifier.verifier, capabilities: nil, oracle: runner.oracle)
        results = Array(repeating: nil, count: vectors.count)
    }

    /// Runs to the end, or until the verifier can't be run any more or the task is cancelled.
    mutating func run() async -> ImplementationRun {
        let start = ContinuousClock.now
        var profile: ImplementationProfile?
        var ending = QuestionWindow.Ending.complete
        do throws(VerifierFault) {
            let read = try await verifier.verifier.profile
            profile = read.bounded
            asker = Asker(verifier: verifier.verifier, capabilities: read.capabilities, oracle: runner.oracle)
            emit(.verifierStarted(label: verifier.label, profile: read.bounded))
            ending = await askEverything()
        } catch {
            ending = Task.isCancelled ? .cancelled : .unavailable(error)
        }
        await verifier.verifier.finish()
        let run = ImplementationRun(
            label: verifier.label,
            implementation: profile,
            ending: ending,
            results: close(ending),
            seconds: Attempt.seconds(ContinuousClock.now - start)
        ).judged(by: nil, corpus: vectors.map(\.id))
        emit(.verifierFinished(run))
        return run
    }

    private mutating func askEverything() async -> QuestionWindow.Ending {
        let window = QuestionWindow(asker: asker, width: max(1, runner.options.window))
        let positions = sortOut()
        for round in 1...max(1, runner.options.repeats) {
            let isLast = round == max(1, runner.options.repeats)
            let ending = await window.ask(positions.filter { results[$0] == nil }, of: vectors) { delivery in
                receive(delivery, isLast: isLast)
            }
            guard case .complete = ending else { return ending }
        }
        let ending = await confirmUnexpected()
        guard case .complete = ending else { return ending }
        return await askSeries()
    }

    /// Skips undeclared features, and sets aside the questions that have to be asked alone.
    ///
    /// - Returns: the positions that are left to ask.
    private mutating func sortOut() -> [Int] {
        var plain: [Int] = []
        var steps: [String: [Int]] = [:]
        var names: [String] = []
        for (position, vector) in vectors.enumerated() {
            let plan = asker.plan(for: vector, minter: runner.minter)
            if let result = plan.resultWithoutAsking(vector) {
                settle(position, result)
            } else if case .minted(let minter) = plan {
                minted.append((position, minter))
            } else if let name = vector.sequence {
                if steps[name] == nil { names.append(name) }
                steps[name, default: []].append(position)
            } else {
                plain.append(position)
            }
        }
        sequences = names.compactMap { steps[$0] }
        return plain
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
            emit(.suspected(label: verifier.label, result: result))
            unexpected.append(position)
        }
    }

    /// Asks each case that isn't as expected a second time, alone: a verdict against an implementation is sure.
    private mutating func confirmUnexpected() async -> QuestionWindow.Ending {
        for position in unexpected {
            guard let first = attempts[position] else { continue }
            let second = await asker.attempt(vectors[position])
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

    /// The earlier attempt at this position, if it says something else of the token.
    private func contradiction(of attempt: Attempt, at position: Int) -> Attempt? {
        guard let earlier = attempts[position] else { return nil }
        let content = vectors[position].content
        return earlier.outcome.saysTheSame(as: attempt.outcome, content: content) ? nil : earlier
    }

    func graded(_ attempt: Attempt, at position: Int) -> CaseResult {
        vectors[position].result(of: attempt, capabilities: asker.capabilities, profile: runner.options.profile)
    }

    mutating func settleFlaky(_ position: Int, first: Attempt, then second: Attempt) {
        let kind = vectors[position].kind
        let (one, two) = (RecordedAnswer(first.outcome, of: kind), RecordedAnswer(second.outcome, of: kind))
        let result = CaseResult(
            vector: vectors[position],
            verdict: .flaky,
            answer: one,
            detail: "first \(one), then \(two)",
            seconds: first.seconds
        )
        settle(position, result)
    }

    mutating func settle(_ position: Int, _ result: CaseResult) {
        results[position] = result
        emit(.caseFinished(label: verifier.label, result: result))
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
