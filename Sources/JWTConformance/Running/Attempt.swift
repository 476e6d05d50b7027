/// One time that a vector was asked.
package struct Attempt: Hashable, Sendable {
    /// What came back.
    package let outcome: Outcome
    /// How long it took.
    let duration: Duration

    /// Puts an attempt together.
    init(_ outcome: Outcome, duration: Duration) {
        (self.outcome, self.duration) = (outcome, duration)
    }

    /// Waits for the answer.
    package init(_ outcome: () async -> Outcome) async {
        let start = ContinuousClock.now
        self.outcome = await outcome().kept
        duration = ContinuousClock.now - start
    }

    /// An attempt whose token came, or didn't come, a second time.
    init(_ first: Attempt, isRepeated: Bool?) {
        duration = first.duration
        guard var token = first.outcome.token else {
            outcome = first.outcome
            return
        }
        token.isRepeated = isRepeated
        outcome = .token(token)
    }

    /// The duration in seconds, to the microsecond.
    var seconds: Double { Self.seconds(duration) }

    /// The fault that stands in place of an answer, if any.
    var fault: VerifierFault? {
        guard case .fault(let fault) = outcome else { return nil }
        return fault
    }

    /// A duration in seconds, to the microsecond.
    static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return (Double(seconds) * 1_000_000 + Double(attoseconds / 1_000_000_000_000)) / 1_000_000
    }
}
