extension VerifierSession {
    /// Asks the questions that allow nothing else in flight: tokens made for the verifier's clock, and sequences.
    mutating func askSeries() async -> QuestionWindow.Ending {
        for (position, minter) in minted {
            let inquiry = Inquiry(vectors[position], at: position, by: asker, minter: minter)
            let ending = await ask(inquiry, judged: [(0, position)])
            guard case .complete = ending else { return ending }
        }
        for series in sequences {
            let inquiry = Inquiry(series, number: series.number, by: asker)
            let ending = await ask(inquiry, judged: series.judged)
            guard case .complete = ending else { return ending }
        }
        return .complete
    }

    /// Asks a series as often as everything is asked, and once more after a deviation: from its beginning, since
    /// a question in the middle means nothing on its own.
    private mutating func ask(
        _ inquiry: Inquiry,
        judged: [(place: Int, position: Int)]
    ) async -> QuestionWindow.Ending {
        var inquiry = inquiry
        var rounds: [[Attempt]] = []
        let count = max(1, runner.options.repeats)
        while rounds.count < count || (rounds.count == count && !isAsExpected(rounds[0], judged)) {
            let asked = await ask(alone: inquiry)
            guard let reply = asked.reply else {
                // It was the reason why the program failed, and has its verdicts.
                return asked.ending
            }
            if let why = reply.mintError {
                settle(
                    inquiry.number,
                    CaseResult(vector: vectors[inquiry.number], verdict: .notRun, detail: why)
                )
                return .complete
            }
            if let minted = reply.minted {
                vectors[inquiry.number] = minted
                // A token of the next second has other claims, which would pass for another answer.
                inquiry = Inquiry(minted, at: inquiry.number, by: asker)
            }
            rounds.append(reply.attempts)
            guard case .complete = asked.ending else {
                for (place, position) in judged where place < rounds[0].count {
                    attempts[position] = rounds[0][place]
                }
                return asked.ending
            }
        }
        settle(rounds, judged)
        return .complete
    }

    private func isMinted(_ position: Int) -> Bool {
        minted.contains { $0.position == position }
    }

    /// The result with the token that was made if it deviates: the corpus has another token.
    private func gradedMinted(_ attempt: Attempt, at position: Int) -> CaseResult {
        var result = graded(attempt, at: position)
        if !result.verdict.isExpected {
            result.detail = "asked with a token for the current time: \(result.vector.question.token.excerpt)"
        }
        return result
    }

    private func isAsExpected(_ attempts: [Attempt], _ judged: [(place: Int, position: Int)]) -> Bool {
        judged.allSatisfy { place, position in
            place < attempts.count && graded(attempts[place], at: position).verdict.isExpected
        }
    }

    private mutating func settle(_ rounds: [[Attempt]], _ judged: [(place: Int, position: Int)]) {
        for (place, position) in judged {
            let said = rounds.filter { place < $0.count }.map { $0[place] }
            let content = vectors[position].content
            guard let first = said.first else {
                if let last = rounds.first?.last { settle(position, last.resultOfLaterStep(vectors[position])) }
                continue
            }
            attempts[position] = first
            if let other = said.first(where: { !first.outcome.saysTheSame(as: $0.outcome, content: content) }) {
                settleFlaky(position, first: first, then: other)
            } else {
                settle(position, isMinted(position) ? gradedMinted(first, at: position) : graded(first, at: position))
            }
        }
    }
}
