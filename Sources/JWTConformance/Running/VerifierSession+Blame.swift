/// Whose fault it is that a question stayed without an answer, or that a process failed after it.
extension VerifierSession {
    /// Decides about inquiries that ended in a fault.
    ///
    /// - Parameters:
    ///   - faulty: what was in flight, in the order of asking; not empty.
    ///   - isLast: whether nothing is asked again but what deviates.
    /// - Returns: what has to be asked again, and how the asking ended if it's over.
    mutating func rule(
        on faulty: [QuestionWindow.Delivery],
        isLast: Bool
    ) async -> (again: [Inquiry], ending: QuestionWindow.Ending) {
        if let gone = faulty.lazy.compactMap({ $0.reply.attempts.last?.unavailability }).first {
            // Nothing can be reproduced any more. The oldest question is the one that was being answered; if it ended in a
            // fault of its own, that's its result.
            if let oldest = faulty.first, oldest.reply.attempts.last?.unavailability == nil {
                receive(oldest, isLast: true, isConfirmed: true)
            }
            return ([], .unavailable(gone))
        }
        guard interview.isApart else { return await reask(faulty, isLast: isLast) }
        let open = faulty.map(\.inquiry)
        let fault = faulty[0].reply.fault ?? .crash("it failed", standardError: "")
        let findings = await interview.investigate(fault, .working, open: open)
        return (open.filter(findings.isOpen), take(findings, isLast: isLast))
    }

    /// Asks again, one at a time, what was in flight when a call threw: what it does then is its own doing.
    private mutating func reask(
        _ faulty: [QuestionWindow.Delivery],
        isLast: Bool
    ) async -> (again: [Inquiry], ending: QuestionWindow.Ending) {
        var again: [QuestionWindow.Delivery] = []
        for delivery in faulty {
            let reply = await delivery.inquiry.ask(verifier.verifier, delivery.inquiry.steps, nil)
            if Task.isCancelled { return ([], .cancelled) }
            if let gone = reply.attempts.last?.unavailability {
                for delivery in again { receive(delivery, isLast: isLast, isConfirmed: delivery.reply.fault != nil) }
                return ([], .unavailable(gone))
            }
            again.append((delivery.inquiry, reply))
        }
        // A fault that doesn't recur alone still happened, most likely in the oldest question: answers come in order.
        if let first = faulty[0].reply.attempts.last, again.allSatisfy({ $0.reply.fault == nil }) {
            attempts[faulty[0].inquiry.number] = first
        }
        for delivery in again { receive(delivery, isLast: isLast, isConfirmed: delivery.reply.fault != nil) }
        return ([], .complete)
    }

    /// Asks one inquiry with nothing else in flight.
    ///
    /// - Returns: the reply, or nothing if the inquiry has its verdict already; and how the asking ended.
    mutating func ask(alone inquiry: Inquiry) async -> (reply: Inquiry.Reply?, ending: QuestionWindow.Ending) {
        var (reply, findings) = await interview.ask(inquiry)
        if let findings {
            let ending = take(findings, isLast: true, asking: inquiry.number)
            return (findings.cleared[inquiry.number], ending)
        }
        var ending = QuestionWindow.Ending.complete
        if Task.isCancelled {
            ending = .cancelled
        } else if let gone = reply.attempts.last?.unavailability {
            ending = .unavailable(gone)
        }
        if case .complete = ending {} else if reply.fault != nil { reply.attempts.removeLast() }
        return (reply, ending)
    }

    /// Ends the process that runs now, and gives those their verdicts that made it end badly.
    mutating func conclude() async -> QuestionWindow.Ending {
        // A correction may have to be confirmed, which takes another process.
        for _ in 0..<8 {
            for findings in await interview.conclude() {
                let ending = take(findings, isLast: true)
                guard case .complete = ending else { return ending }
            }
            if Task.isCancelled { return .cancelled }
            if unexpected.isEmpty { break }
            let ending = await confirmUnexpected()
            guard case .complete = ending else { return ending }
        }
        return .complete
    }

    /// Gives each its verdict.
    ///
    /// - Parameters:
    ///   - findings: what is known of each.
    ///   - isLast: whether nothing is asked again but what deviates.
    ///   - asking: the inquiry whose answer the caller judges.
    /// - Returns: how the asking ended.
    private mutating func take(
        _ findings: Inquest.Findings,
        isLast: Bool,
        asking: Int? = nil
    ) -> QuestionWindow.Ending {
        if Task.isCancelled { return .cancelled }
        let series = Dictionary(sequences.map { ($0.number, $0) }) { first, _ in first }
        for culprit in findings.culprits.values.sorted(by: { $0.number < $1.number }) {
            convict(culprit, series[culprit.number])
        }
        for (number, reply) in findings.cleared.sorted(by: { $0.key < $1.key }) where number != asking {
            acquit(number, reply, series[number], isLast: isLast)
        }
        if let incident = findings.incident {
            incidents.add(
                ProgramIncident(incident.words { vectors[$0].id }, standardError: incident.fault.standardError)
            )
        }
        return findings.unavailable.map(QuestionWindow.Ending.unavailable) ?? .complete
    }

    /// Gives a question that made a process fail its verdict, and the steps behind it that they couldn't be asked.
    private mutating func convict(_ culprit: Inquest.Culprit, _ series: QuestionSeries?) {
        let said = culprit.reply.fault == nil ? culprit.reply.attempts.last : nil
        let attempt = Attempt(.fault(culprit.fault), duration: culprit.reply.attempts.last?.duration ?? .zero)
        if let minted = culprit.reply.minted { vectors[culprit.number] = minted }
        if case .hang = culprit.fault { silence += 1 } else { silence = 0 }
        if case .hang = culprit.fault, culprit.hadAnswered { lateHangs += 1 }
        func result(at position: Int) -> CaseResult {
            var result = graded(attempt, at: position)
            if let said { result.detail = "it had answered \(said.outcome.word(for: vectors[position].kind)) before" }
            return result
        }
        guard let series else {
            reopen(culprit.number)
            attempts[culprit.number] = attempt
            settle(culprit.number, result(at: culprit.number))
            return
        }
        for (place, position) in series.judged {
            if place + 1 == culprit.step {
                attempts[position] = attempt
                settle(position, result(at: position))
            } else if place + 1 > culprit.step {
                settle(position, attempt.resultOfLaterStep(vectors[position]))
            } else if place < culprit.reply.attempts.count, attempts[position] == nil {
                settle(position, graded(culprit.reply.attempts[place], at: position))
            }
        }
    }

    /// Takes what an innocent question was answered in a process that came to a clean end: what another one said before
    /// it failed may be part of its failure.
    private mutating func acquit(
        _ number: Int,
        _ reply: Inquiry.Reply,
        _ series: QuestionSeries?,
        isLast: Bool
    ) {
        if let series {
            for (place, position) in series.judged where place < reply.attempts.count && attempts[position] != nil {
                guard contradiction(of: reply.attempts[place], at: position) != nil else { continue }
                attempts[position] = reply.attempts[place]
                settle(position, graded(reply.attempts[place], at: position))
            }
            return
        }
        guard let attempt = reply.attempts.last else { return }
        if attempts[number] != nil {
            guard contradiction(of: attempt, at: number) != nil else { return }
            reopen(number)
        }
        if let minted = reply.minted { vectors[number] = minted }
        receive((Inquiry(vectors[number], at: number, by: asker), reply), isLast: isLast)
    }
}
