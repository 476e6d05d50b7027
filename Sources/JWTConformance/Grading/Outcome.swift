/// What came back for a vector: an answer, a token, or the fault that stands in its place.
package enum Outcome: Hashable, Sendable {
    /// The implementation answered; a signer that refuses rejects the request.
    case answer(Answer)
    /// The signer made a token.
    case token(ExaminedToken)
    /// The implementation didn't answer.
    case fault(VerifierFault)
}

/// A token that a signer made, and what is wrong with it.
package struct ExaminedToken: Hashable, Sendable {
    /// The token.
    package let text: String
    /// In which ways it isn't what was asked for; none are looked for if no token may come.
    package let defects: [TokenDefect]
    /// What is wrong with it, in words.
    package let objection: String?
    /// Whether the second request gave the same token, if it was made.
    package internal(set) var isRepeated: Bool?

    /// Keeps what an examination found.
    package init(_ text: String, defects: [TokenDefect] = [], objection: String? = nil) {
        (self.text, self.defects, self.objection) = (text, defects, objection)
    }
}

extension Outcome {
    /// Whether two outcomes of one vector say the same.
    ///
    /// Reasons and details aren't compared: an exception's text may hold an address or a time. Two tokens are the same where
    /// both are what was asked for, or neither is.
    func saysTheSame(as other: Outcome, content: Question.Content) -> Bool {
        switch (self, other) {
        case (.answer(.accept(let one)), .answer(.accept(let two))): one.isSamePayload(as: two, content: content)
        case (.answer(.reject), .answer(.reject)), (.answer(.error), .answer(.error)): true
        case (.answer(.unsupported(let one)), .answer(.unsupported(let two))): one == two
        case (.token(let one), .token(let two)): one.defects.isEmpty == two.defects.isEmpty
        case (.fault(let one), .fault(let two)): one.verdict == two.verdict
        default: false
        }
    }

    /// The outcome in a word, as in run documents.
    func word(for kind: VectorKind) -> String {
        switch self {
        case .token: "token"
        case .answer(.accept): "accept"
        case .answer(.reject): kind == .sign ? "refuse" : "reject"
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

extension Verifier {
    /// Asks for a token, which isn't examined, and keeps a fault as a value.
    func outcome(of request: SignRequest) async -> Outcome {
        // Who doesn't sign isn't asked, by the plan; see ``AskingPlan``.
        guard let signer = self as? any Signer else {
            return .answer(.unsupported(feature: Feature.operation("sign").name))
        }
        do throws(VerifierFault) {
            switch try await signer.sign(request) {
            case .token(let text): return .token(ExaminedToken(text))
            case .refuse(let reason, let detail): return .answer(.reject(reason: reason, detail: detail))
            case .unsupported(let feature): return .answer(.unsupported(feature: feature))
            case .error(let detail): return .answer(.error(detail: detail))
            }
        } catch {
            return .fault(error)
        }
    }
}

extension Outcome {
    /// The token, if one came.
    var token: ExaminedToken? {
        guard case .token(let token) = self else { return nil }
        return token
    }
}
