extension VerifierSession {
    /// Asks what is asked with nothing else in flight: tokens made for the verifier's clock, and sequences.
    mutating func askPassages(_ window: QuestionWindow) async -> QuestionWindow.Ending {
        for (position, minter) in minted {
            do throws(MintError) {
                // As late as can be: the clock runs.
                vectors[position] = try vectors[position].mintedNow(by: minter)
            } catch {
                settle(position, CaseResult(vector: vectors[position], verdict: .notRun, detail: "\(error)"))
                continue
            }
            let ending = await ask(Passage(vectors[position].question, at: position), window)
            guard case .complete = ending else { return ending }
        }
        for positions in sequences {
            let ending = await ask(Passage(steps: positions, of: vectors), window)
            guard case .complete = ending else { return ending }
        }
        return .complete
    }

    /// Asks a passage as often as everything is asked, and where it isn't as expected once more: from its beginning, since
    /// a question in the middle means nothing by itself.
    private mutating func ask(_ passage: Passage, _ window: QuestionWindow) async -> QuestionWindow.Ending {
        var plays: [[Attempt]] = []
        let rounds = max(1, options.repeats)
        while plays.count < rounds || (plays.count == rounds && !isAsExpected(plays[0], of: passage)) {
            let play = await passage.play(window)
            plays.append(play.attempts)
            guard case .complete = play.ending else {
                for (place, position) in passage.judged where place < plays[0].count {
                    attempts[position] = plays[0][place]
                }
                return play.ending
            }
        }
        settle(passage, plays)
        return .complete
    }

    private func isMinted(_ position: Int) -> Bool {
        minted.contains { $0.position == position }
    }

    /// The result with the token that was made where it's against the verifier: the corpus has another.
    private func gradedMinted(_ attempt: Attempt, at position: Int) -> CaseResult {
        var result = graded(attempt, at: position)
        if !result.verdict.isExpected {
            result.detail = "asked with a token made for its clock: \(result.vector.question.token.excerpt)"
        }
        return result
    }

    private func isAsExpected(_ attempts: [Attempt], of passage: Passage) -> Bool {
        passage.judged.allSatisfy { place, position in
            place < attempts.count && graded(attempts[place], at: position).verdict.isExpected
        }
    }

    private mutating func settle(_ passage: Passage, _ plays: [[Attempt]]) {
        for (place, position) in passage.judged {
            let said = plays.filter { place < $0.count }.map { $0[place] }
            let content = vectors[position].question.content
            guard let first = said.first else {
                if let last = plays.first?.last { settle(position, last.resultOfLaterStep(vectors[position])) }
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
