extension VerifierSession {
    /// Asks the questions that allow nothing else in flight: tokens made for the verifier's clock, and sequences.
    mutating func askSeries() async -> QuestionWindow.Ending {
        for (position, minter) in minted {
            do throws(MintError) {
                // As late as can be: the clock runs.
                vectors[position] = try vectors[position].mintedNow(by: minter)
            } catch {
                settle(position, CaseResult(vector: vectors[position], verdict: .notRun, detail: "\(error)"))
                continue
            }
            let ending = await ask(QuestionSeries(vectors[position].question, at: position))
            guard case .complete = ending else { return ending }
        }
        for positions in sequences {
            let ending = await ask(QuestionSeries(steps: positions, of: vectors))
            guard case .complete = ending else { return ending }
        }
        return .complete
    }

    /// Asks a series as often as everything is asked, and once more after a deviation: from its beginning, since
    /// a question in the middle means nothing on its own.
    private mutating func ask(_ series: QuestionSeries) async -> QuestionWindow.Ending {
        var rounds: [[Attempt]] = []
        let count = max(1, runner.options.repeats)
        while rounds.count < count || (rounds.count == count && !isAsExpected(rounds[0], of: series)) {
            let round = await series.ask(asker)
            rounds.append(round.attempts)
            guard case .complete = round.ending else {
                for (place, position) in series.judged where place < rounds[0].count {
                    attempts[position] = rounds[0][place]
                }
                return round.ending
            }
        }
        settle(series, rounds)
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

    private func isAsExpected(_ attempts: [Attempt], of series: QuestionSeries) -> Bool {
        series.judged.allSatisfy { place, position in
            place < attempts.count && graded(attempts[place], at: position).verdict.isExpected
        }
    }

    private mutating func settle(_ series: QuestionSeries, _ rounds: [[Attempt]]) {
        for (place, position) in series.judged {
            let said = rounds.filter { place < $0.count }.map { $0[place] }
            let content = vectors[position].content
            guard let first = said.first else {
                if let last = rounds.first?.last { settle(position, last.resultOfLaterStep(vectors[position])) }
                continue
            }
            if let other = said.first(where: { !first.outcome.saysTheSame(as: $0.outcome, content: content) }) {
                settleFlaky(position, first: first, then: other)
            } else {
                settle(position, isMinted(position) ? gradedMinted(first, at: position) : graded(first, at: position))
            }
        }
    }
}
