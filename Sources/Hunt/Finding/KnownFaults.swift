package import JWTConformance
import Synchronization

/// What the corpus shows of verifiers already: splits that this explains are counted and not shown.
package final class KnownFaults: Sendable {
    private let found = Mutex<Set<FaultKey>>([])

    package init() {}

    /// Every fault, in no order.
    package var keys: Set<FaultKey> { found.withLock { $0 } }

    /// Takes a case of a run over the corpus.
    package func observe(_ event: RunEvent) {
        guard case .caseFinished(let label, let result) = event, let answer = result.answer else { return }
        let vector = result.vector
        let deviation: Deviation
        switch (answer.outcome, vector.expectation) {
        case ("accept", .reject): deviation = .accepts
        case ("accept", .either(_, _, .reject)): deviation = .accepts
        case ("accept", .accept): deviation = .payload
        case ("reject", .accept): deviation = .rejects
        case ("error", _): deviation = .error
        default:
            guard let other = Deviation(rawValue: answer.outcome) else { return }
            deviation = other
        }
        if deviation == .payload, result.verdict == .pass { return }
        let isAccepted = deviation == .accepts
        let words = deviation == .payload || isAccepted ? nil : Response.words(answer.reason, answer.detail)
        let key = FaultKey(
            label: label,
            deviation: deviation,
            check: isAccepted ? vector.targets : nil,
            severity: isAccepted ? Severity(attacker: vector.attacker, gain: vector.gain) : nil,
            words: words
        )
        found.withLock { _ = $0.insert(key) }
    }
}
