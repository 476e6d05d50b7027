import JWTAdapters
import JWTConformance
import Synchronization

/// The adapter that is examined, and whose fault it is when it fails.
final class Examinee: Sendable {
    private struct State {
        var interview: Interview
        var requests: [AdapterRequest] = []
        /// How many faults the interview has looked into.
        var inquests = 0
        /// What the program did after a reply, or without any message.
        var findings: [Finding] = []
        /// How often it stopped answering.
        var hangs = 0
        /// The longest that a reply took.
        var slowest = Duration.zero
    }

    /// How many faults are looked into: a program that fails at everything needn't be told so each time.
    private static let mostInquests = 3
    /// How often it may stop answering before it isn't asked any more.
    static let mostHangs = 3
    /// How long a reply may take at least, once another has stayed away.
    private static let haste = Duration.seconds(2)

    let verifier: StdioVerifier
    private let state: Mutex<State>

    init(_ verifier: StdioVerifier) {
        self.verifier = verifier
        state = Mutex(State(interview: Interview(with: verifier)))
    }

    /// Whether it stopped answering so often that nothing more is asked.
    var isGivenUp: Bool { state.withLock { $0.hangs >= Self.mostHangs } }

    /// Sends a message with no other in flight and keeps the outcome, which is this message's own.
    func exchange(_ request: AdapterRequest, within limit: Duration) async -> Exchange {
        if isGivenUp {
            let nothing = VerifierFault.unavailable(
                "it stopped answering, and wasn't asked any more",
                standardError: ""
            )
            return Exchange(request: request, outcome: .failure(nothing), seconds: 0)
        }
        if state.withLock({ $0.inquests >= Self.mostInquests }) {
            return await exchange(request, with: verifier, within: limit)
        }
        let latest = Mutex<Exchange?>(nil)
        let (number, interview) = state.withLock { state in
            state.requests.append(request)
            return (state.requests.count - 1, state.interview)
        }
        let inquiry = Inquiry(number) { verifier, _, patience in
            guard let verifier = verifier as? StdioVerifier else { return Inquiry.Reply(attempts: []) }
            let limit = min(limit, patience.map { .seconds($0) } ?? limit)
            let exchange = await self.exchange(request, with: verifier, within: limit)
            latest.withLock { $0 = exchange }
            let answer = Outcome.answer(.reject(reason: nil, detail: nil))
            return Inquiry.Reply(attempts: [await Attempt { exchange.fault.map(Outcome.fault) ?? answer }])
        }
        var changed = interview
        let (_, findings) = await changed.ask(inquiry)
        take(findings.map { [$0] } ?? [], but: number, changed)
        if let fault = findings?.culprits[number]?.fault {
            return Exchange(request: request, outcome: .failure(fault), seconds: 0)
        }
        let nothing = VerifierFault.crash("it was stopped", standardError: "")
        return latest.withLock { $0 } ?? Exchange(request: request, outcome: .failure(nothing), seconds: 0)
    }

    /// Sends many messages before a reply is waited for: the given ones in turn.
    ///
    /// - Returns: each with its place, in the order of sending.
    func pipeline(_ requests: [AdapterRequest], within limit: Duration) async -> [(position: Int, exchange: Exchange)] {
        // With replies that take seconds, fewer at a time show the same.
        let slowest = state.withLock { $0.slowest } / .seconds(1)
        let count = min(Doctor.window, max(4, Int(10 / max(slowest, 0.001))))
        let exchanges = await withTaskGroup(of: (position: Int, exchange: Exchange).self) { group in
            for position in 0..<count {
                let request = requests[position % requests.count]
                group.addTask { (position, await self.verifier.exchange(request, within: limit)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.position < $1.position }
        }
        // They are all waiting for the one that it stopped at.
        if let hang = exchanges.first(where: { $0.exchange.hasHung }) { note(hang.exchange) }
        return exchanges
    }

    /// Sends a message to a process of the program, and waits less long once another reply has stayed away.
    private func exchange(
        _ request: AdapterRequest,
        with process: StdioVerifier,
        within limit: Duration
    ) async -> Exchange {
        let (hangs, slowest) = state.withLock { ($0.hangs, $0.slowest) }
        let exchange = await process.exchange(
            request,
            within: hangs == 0 ? limit : min(limit, max(Self.haste, slowest * 4))
        )
        if process === verifier { note(exchange) }
        return exchange
    }

    private func note(_ exchange: Exchange) {
        state.withLock { state in
            state.slowest = max(state.slowest, .seconds(exchange.seconds))
            if exchange.hasHung { state.hangs += 1 }
        }
    }

    /// Ends the process that runs now, and keeps what it did after its replies.
    func settle() async {
        if state.withLock({ $0.inquests >= Self.mostInquests }) { return }
        var interview = state.withLock { $0.interview }
        let findings = await interview.conclude()
        take(findings, but: nil, interview)
    }

    /// Keeps the faults of a run that no vector could be shown to have caused, and how often it stopped answering.
    func note(_ run: ImplementationRun) {
        state.withLock { state in
            state.findings += (run.incidents ?? []).map { Self.unexplained("\($0)") }
            state.hangs += run.summary.count(.hang)
        }
    }

    /// Whether it does nothing more once it has replied.
    func checkQuiet() async -> DoctorCheck {
        await settle()
        return DoctorCheck(
            "quiet",
            "it does nothing more once it has replied",
            state.withLock { $0.findings }
        )
    }

    private func take(_ all: [Inquest.Findings], but number: Int?, _ interview: Interview) {
        state.withLock { state in
            state.interview = interview
            state.inquests += all.count
            for findings in all {
                for (culprit, words) in findings.culprits where culprit != number {
                    state.findings.append(Self.late(words.fault, after: Exchange.text(state.requests[culprit])))
                }
                if let incident = findings.incident {
                    let words = incident.words { state.requests[$0].op }
                    state.findings.append(Self.unexplained(words))
                }
            }
        }
    }

    private static func unexplained(_ words: String) -> Finding {
        Finding(
            .mustFix,
            "It fails, and no message alone is the reason.",
            came: words,
            change: "Keep no state from one question to the next, and start nothing that outlives a reply."
        )
    }

    private static func late(_ fault: VerifierFault, after message: String) -> Finding {
        Finding(
            .mustFix,
            "It fails after it has replied to a message.",
            sent: message,
            came: fault.text,
            change:
                "Write nothing and leave nothing running after a reply. If the library itself ends the process, leave "
                + "it: the suite reports which vector did it."
        )
    }
}
