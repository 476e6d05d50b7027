/// What a program is asked, process by process, and whose fault its failures are.
///
/// A verifier in this process throws its own faults, and nothing is asked again.
package struct Interview: Sendable {
    private let verifier: any Verifier
    private var inquest: Inquest?
    /// What the process that runs now was asked and has answered.
    private var life: [Inquiry] = []
    /// What processes had answered that didn't come to a clean end.
    private var pending: [Inquiry] = []
    /// The inquiries that made a process fail: they aren't asked again.
    private var convicted: Set<Int> = []

    /// Begins with a verifier that nobody else asks meanwhile.
    ///
    /// - Parameters:
    ///   - verifier: the verifier.
    ///   - width: questions in flight where several are asked again.
    package init(with verifier: any Verifier, width: Int = 1) {
        self.verifier = verifier
        inquest = (verifier as? any IsolatedVerifier).map { Inquest(of: $0, width: max(1, width)) }
    }

    /// Whether the verifier is a program of its own, whose faults may be those of an earlier question.
    var isApart: Bool { inquest != nil }

    /// Notes that the process that runs now has answered.
    mutating func note(_ inquiry: Inquiry) {
        if isApart { life.append(inquiry) }
    }

    /// Asks one inquiry with nothing else in flight.
    ///
    /// - Returns: the reply, which is the inquiry's own; and, after a fault, what is known of all others.
    package mutating func ask(_ inquiry: Inquiry) async -> (reply: Inquiry.Reply, findings: Inquest.Findings?) {
        let reply = await inquiry.ask(verifier, inquiry.steps, nil)
        guard let fault = reply.fault else {
            note(inquiry)
            return (reply, nil)
        }
        if Task.isCancelled || !isApart || reply.attempts.last?.unavailability != nil { return (reply, nil) }
        let findings = await investigate(fault, .working, open: [inquiry])
        let number = inquiry.number
        return (findings.cleared[number] ?? findings.culprits[number]?.reply ?? reply, findings)
    }

    /// Looks for the culprits of a fault.
    ///
    /// - Parameters:
    ///   - fault: how the process failed.
    ///   - phase: when it failed.
    ///   - open: what was in flight, the oldest first.
    /// - Returns: the culprits and the innocent.
    mutating func investigate(
        _ fault: VerifierFault,
        _ phase: Inquest.Phase,
        open: [Inquiry]
    ) async -> Inquest.Findings {
        guard var inquest else { return Inquest.Findings() }
        // What was started meanwhile has answered some of what was in flight, and hasn't come to its end.
        _ = await inquest.verifier.end(within: .zero)
        let answered = life.filter { !convicted.contains($0.number) }
        life = []
        let findings = await inquest.hold(on: fault, phase, answered: answered, open: open)
        self.inquest = inquest
        pending += findings.pending
        convicted.formUnion(findings.culprits.keys)
        return findings
    }

    /// Ends the process that runs now, and asks again what no clean end speaks for.
    ///
    /// - Returns: what came out; nothing if all is well.
    package mutating func conclude() async -> [Inquest.Findings] {
        guard let process = inquest?.verifier else { return [] }
        var all: [Inquest.Findings] = []
        var hasRested = false
        func isOver() -> Bool { Task.isCancelled || all.contains { $0.unavailable != nil } }
        // Whether it still answers; once it has, what it does by itself has begun, and gets its time.
        while let last = life.last {
            let asked = await ask(last)
            if let findings = asked.findings { all.append(findings) }
            if let gone = asked.reply.attempts.last?.unavailability { all.append(.init(unavailable: gone)) }
            if isOver() { return all }
            if hasRested { break }
            hasRested = true
            guard await process.rest(for: nil) else { break }
        }
        switch await process.end(within: nil) {
        case .clean: life = []
        case .failed(let fault): all.append(await investigate(fault, .working, open: []))
        case .endedBadly(let fault): all.append(await investigate(fault, .ending, open: []))
        }
        let suspects = pending.filter { !convicted.contains($0.number) }
        guard !isOver(), !suspects.isEmpty, var inquest else { return all }
        pending = []
        let findings = await inquest.clear(suspects)
        self.inquest = inquest
        convicted.formUnion(findings.culprits.keys)
        return all + [findings]
    }
}
