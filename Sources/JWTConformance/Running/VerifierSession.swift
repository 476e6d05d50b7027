/// One implementation's way through the vectors: skips undeclared features, asks the rest, and asks deviations twice.
///
/// Most questions go into a window; those that have to be asked alone come after it.
struct VerifierSession {
    let verifier: NamedVerifier
    let runner: Runner
    let emit: @Sendable (RunEvent) -> Void
    /// The vectors; those under another algorithm, or with a token for the current time, replace the corpus's.
    var vectors: [Vector]
    /// The positions of the vectors whose tokens are made for the current time, with their minters.
    private(set) var minted: [(position: Int, minter: any Minter)] = []
    /// The steps of each sequence.
    private(set) var sequences: [QuestionSeries] = []
    var attempts: [Int: Attempt] = [:]
    private(set) var results: [CaseResult?]
    /// The positions whose answers aren't as expected and have to be confirmed.
    var unexpected: [Int] = []
    private(set) var asker: Asker

    /// Whose fault is whose.
    var interview: Interview
    var incidents: [ProgramIncident] = []
    /// How many questions in a row stayed without an answer.
    var silence = 0
    /// How many questions made the program stop answering once it had answered them.
    var lateHangs = 0

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
        interview = Interview(with: verifier.verifier, width: runner.options.window)
    }

    /// Runs to the end, or until the verifier can't be run any more, its time is over or the task is cancelled.
    mutating func run(until deadline: Deadline) async -> ImplementationRun {
        let start = ContinuousClock.now
        var profile: ImplementationProfile?
        var ending = QuestionWindow.Ending.complete
        do throws(VerifierFault) {
            let read = try await verifier.verifier.profile
            profile = read.bounded
            asker = Asker(verifier: verifier.verifier, capabilities: read.capabilities, oracle: runner.oracle)
            vectors = vectors.map { $0.carried(for: read.capabilities) }
            emit(.verifierStarted(label: verifier.label, profile: read.bounded))
            ending = await askEverything()
        } catch {
            ending = Task.isCancelled ? .cancelled : .unavailable(error)
        }
        if case .cancelled = ending, let seconds = deadline.passed { ending = .outOfTime(seconds) }
        await verifier.verifier.finish()
        for words in (verifier.verifier as? any IsolatedVerifier)?.contradictions ?? [] {
            incidents.add(ProgramIncident(words))
        }
        let run = ImplementationRun(
            label: verifier.label,
            implementation: profile,
            ending: ending,
            results: close(ending),
            incidents: incidents,
            seconds: Attempt.seconds(ContinuousClock.now - start)
        ).judged(by: nil, corpus: vectors.map(\.id))
        emit(.verifierFinished(run))
        return run
    }

    private mutating func askEverything() async -> QuestionWindow.Ending {
        let plain = sortOut()
        for round in 1...max(1, runner.options.repeats) {
            let isLast = round == max(1, runner.options.repeats)
            let ending = await ask(plain.filter { results[$0] == nil }, isLast: isLast)
            guard case .complete = ending else { return ending }
        }
        var ending = await confirmUnexpected()
        guard case .complete = ending else { return ending }
        ending = await askSeries()
        guard case .complete = ending else { return ending }
        return await conclude()
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
        sequences = names.compactMap { steps[$0] }.map { QuestionSeries(steps: $0, of: vectors) }
        return plain
    }

    /// Asks about these vectors with several in flight.
    private mutating func ask(_ positions: [Int], isLast: Bool) async -> QuestionWindow.Ending {
        let window = QuestionWindow(verifier: verifier.verifier, width: max(1, runner.options.window))
        var remaining = positions.map { Inquiry(vectors[$0], at: $0, by: asker) }[...]
        while !remaining.isEmpty {
            let faulty = await window.ask(&remaining) { delivery in
                interview.note(delivery.inquiry)
                receive(delivery, isLast: isLast)
            }
            if Task.isCancelled { return .cancelled }
            if let last = faulty.last {
                let ruling = await rule(on: faulty, isLast: isLast)
                guard case .complete = ruling.ending else { return ruling.ending }
                remaining = ruling.again + remaining
                let patience = runner.options.patience
                if max(silence, lateHangs) >= patience, !remaining.isEmpty {
                    let what =
                        silence >= patience
                        ? "no answer to \(silence) questions in a row; the rest wasn't asked"
                        : "it stopped answering after each of \(lateHangs) questions; the rest wasn't asked"
                    return .unavailable(.unavailable(what, standardError: last.reply.fault?.standardError ?? ""))
                }
            }
        }
        return .complete
    }

    /// Takes an answer to a vector that was asked as it stands.
    mutating func receive(_ delivery: QuestionWindow.Delivery, isLast: Bool, isConfirmed: Bool = false) {
        let position = delivery.inquiry.number
        guard let attempt = delivery.reply.attempts.last else { return }
        if case .hang = attempt.fault { silence += 1 } else { silence = 0 }
        if let earlier = contradiction(of: attempt, at: position) {
            settleFlaky(position, first: earlier, then: attempt)
            return
        }
        attempts[position] = attempt
        guard isLast else { return }
        let result = graded(attempt, at: position)
        if result.verdict.isExpected || isConfirmed {
            settle(position, result)
        } else {
            emit(.suspected(label: verifier.label, result: result))
            unexpected.append(position)
        }
    }

    /// Asks each case that isn't as expected a second time, alone: a verdict against an implementation is sure.
    mutating func confirmUnexpected() async -> QuestionWindow.Ending {
        while let position = unexpected.first {
            unexpected.removeFirst()
            guard results[position] == nil, let first = attempts[position] else { continue }
            let asked = await ask(alone: Inquiry(vectors[position], at: position, by: asker))
            guard case .complete = asked.ending else {
                if case .unavailable = asked.ending { settle(position, graded(first, at: position)) }
                return asked.ending
            }
            guard let second = asked.reply?.attempts.last else { continue }
            if contradiction(of: second, at: position) == nil {
                settle(position, graded(first, at: position))
            } else {
                settleFlaky(position, first: first, then: second)
            }
        }
        return .complete
    }

    /// The earlier attempt at this position, if it says something else of the token.
    func contradiction(of attempt: Attempt, at position: Int) -> Attempt? {
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
        if let old = results[position], (old.verdict, old.answer) == (result.verdict, result.answer) { return }
        results[position] = result
        emit(.caseFinished(label: verifier.label, result: result))
    }

    /// Forgets a result whose answer turned out to be none of the question's own.
    mutating func reopen(_ position: Int) {
        results[position] = nil
        attempts[position] = nil
        unexpected.removeAll { $0 == position }
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
        case .outOfTime(let seconds):
            "the time limit of \(seconds) s for the whole verifier was reached; --time-limit sets another"
        }
    }
}
