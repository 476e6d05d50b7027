/// One time that a question was asked.
struct Attempt: Hashable, Sendable {
    /// What came back.
    let outcome: Outcome
    /// How long it took.
    let duration: Duration

    /// Asks a question.
    init(asking question: Question, of verifier: some Verifier) async {
        let start = ContinuousClock.now
        let outcome = await verifier.outcome(of: question)
        self.init(outcome: outcome, duration: ContinuousClock.now - start)
    }

    /// An attempt with what came of it.
    init(outcome: Outcome, duration: Duration) {
        self.outcome = outcome
        self.duration = duration
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
