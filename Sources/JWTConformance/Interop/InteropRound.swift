/// One implementation's part of a round: what it's asked, one question after the other, and what comes of it.
struct InteropRound {
    /// What became of a question.
    enum Entry {
        /// It wasn't asked, because something isn't declared.
        case skipped(String?)
        case asked(Asked)
    }

    /// What came of a question that was asked.
    struct Asked {
        let outcome: Outcome
        /// What the question is about.
        let content: Question.Content
        /// Whether the fault came after the answer.
        var hadAnswered = false

        /// The fault in words.
        func words(_ fault: VerifierFault) -> String { "\(fault)" + (hadAnswered ? ", after its answer" : "") }
    }

    private(set) var entries: [Entry] = []
    private(set) var incidents: [ProgramIncident] = []
    private var names: [String] = []
    private var interview: Interview
    private let verifier: any Verifier

    init(with verifier: any Verifier) {
        self.verifier = verifier
        interview = Interview(with: verifier)
    }

    /// Leaves a question out.
    mutating func skip(_ why: String?) {
        entries.append(.skipped(why))
        names.append("")
    }

    /// Asks a question; `patience`, in seconds, shortens its time limit.
    mutating func ask(
        _ name: String,
        _ content: Question.Content = .bytes,
        _ question: @escaping @Sendable (_ verifier: any Verifier, _ patience: Double?) async -> Outcome
    ) async {
        let inquiry = Inquiry(entries.count) { verifier, _, patience in
            Inquiry.Reply(attempts: [await Attempt { await question(verifier, patience) }])
        }
        names.append(name)
        let (reply, findings) = await interview.ask(inquiry)
        let fallback = Outcome.fault(.crash("it was stopped", standardError: ""))
        entries.append(.asked(Asked(outcome: reply.attempts.last?.outcome ?? fallback, content: content)))
        if let findings { take(findings) }
    }

    /// Ends the process, and charges what it did then.
    mutating func conclude() async {
        if Task.isCancelled { return }
        for findings in await interview.conclude() { take(findings) }
        for words in (verifier as? any IsolatedVerifier)?.contradictions ?? [] { incidents.add(ProgramIncident(words)) }
    }

    private mutating func take(_ findings: Inquest.Findings) {
        for (number, culprit) in findings.culprits {
            guard case .asked(let asked) = entries[number] else { continue }
            entries[number] = .asked(
                Asked(outcome: .fault(culprit.fault), content: asked.content, hadAnswered: culprit.hadAnswered)
            )
        }
        for (number, reply) in findings.cleared {
            guard case .asked(let asked) = entries[number], let other = reply.attempts.last?.outcome,
                // A token that was signed again may differ, and is as good.
                asked.outcome.token == nil || other.token == nil
            else { continue }
            entries[number] = .asked(Asked(outcome: other, content: asked.content))
        }
        if let incident = findings.incident {
            incidents.add(
                ProgramIncident(incident.words { names[$0] }, standardError: incident.fault.standardError)
            )
        }
    }
}
