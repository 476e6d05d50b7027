/// What came back for a question: an answer, or the fault that stands in its place.
public enum Outcome: Hashable, Sendable {
    /// The verifier answered.
    case answer(Answer)
    /// The verifier didn't answer.
    case fault(VerifierFault)
}

extension Outcome {
    /// Whether two outcomes of one question say the same of the token.
    ///
    /// Reasons and details aren't compared: an exception's text may hold an address or a time.
    func saysTheSame(as other: Outcome, content: Question.Content) -> Bool {
        switch (self, other) {
        case (.answer(.accept(let one)), .answer(.accept(let two))): one.isSamePayload(as: two, content: content)
        case (.answer(.reject), .answer(.reject)), (.answer(.error), .answer(.error)): true
        case (.answer(.unsupported(let one)), .answer(.unsupported(let two))): one == two
        case (.fault(let one), .fault(let two)): one.verdict == two.verdict
        default: false
        }
    }

    /// The outcome in a word, as run documents have it.
    var word: String {
        switch self {
        case .answer(.accept): "accept"
        case .answer(.reject): "reject"
        case .answer(.unsupported): "unsupported"
        case .answer(.error): "error"
        case .fault(.unavailable): "unavailable"
        case .fault(let fault): fault.verdict.rawValue
        }
    }
}

extension Verifier {
    /// Asks a question and keeps a fault as a value.
    func outcome(of question: Question) async -> Outcome {
        do throws(VerifierFault) {
            return .answer(try await answer(question))
        } catch {
            return .fault(error)
        }
    }
}
