package import JWTConformance

/// A client that fetches the keys it verifies with.
package protocol KeyClient: Sendable {
    /// Who it is and what it can be told.
    func profile() async throws(VerifierFault) -> ImplementationProfile
    /// Asks about tokens, one after the other or at once.
    func answers(to question: KeyQuestion) async throws(VerifierFault) -> [Answer]
    /// Ends it.
    func finish() async
}

/// Tokens, where their keys are, and what the client is told.
package struct KeyQuestion: Hashable, Sendable {
    /// The tokens, and whether they come at once.
    package var tokens: [String]
    package var atOnce: Bool
    /// How the client finds the keys.
    package var kind: KeySourceKind
    /// The address of the set, or the issuer.
    package var address: String
    /// A file with the certificate of the authority that the client trusts, in PEM.
    package var caFile: String
    /// One client lives as long as this name is the same.
    package var sequence: String
    /// What the client demands of a token, and how it fetches: `keyElapsed`, `keyTimeout`, ….
    package var policy: [String: JSONValue]
    /// How long it may take for all of them, in seconds.
    package var timeLimit: Double

    /// A member of the policy that is text.
    package func text(_ name: String) -> String? { policy[name]?.stringValue }

    /// A member of the policy that is a whole number.
    package func seconds(_ name: String) -> Int64? {
        guard case .integer(let number) = policy[name] else { return nil }
        return number
    }
}

/// The operation, in adapter protocol 1, that asks about tokens at once.
package let verifyAll = "verify-all"

/// Any program that speaks adapter protocol 1 and declares the keys `jwks-url` or `discovery`.
package struct StdioKeyClient: KeyClient {
    private let verifier: StdioVerifier

    /// A client that is a program.
    package init(command: [String], observing observe: (@Sendable (Conversation.Line) -> Void)? = nil) {
        let limits = StdioVerifier.Limits(startUpSeconds: 60)
        verifier =
            if let observe {
                StdioVerifier(command: command, limits: limits, observing: observe)
            } else {
                StdioVerifier(command: command, limits: limits)
            }
    }

    package func profile() async throws(VerifierFault) -> ImplementationProfile { try await verifier.profile }

    package func finish() async { await verifier.finish() }

    package func answers(to question: KeyQuestion) async throws(VerifierFault) -> [Answer] {
        let limit = Duration.milliseconds(Int64(question.timeLimit * 1000))
        if question.atOnce {
            var request = Self.request(verifyAll, question)
            request.tokens = question.tokens
            return try await verifier.ask(request, within: limit) { reply throws(ProtocolViolation) in
                try reply.answers(count: question.tokens.count)
            }
        }
        var answers: [Answer] = []
        for token in question.tokens {
            var request = Self.request("verify", question)
            request.token = token
            answers.append(
                try await verifier.ask(request, within: limit) { reply throws(ProtocolViolation) in
                    try reply.answer()
                }
            )
        }
        return answers
    }

    private static func request(_ op: String, _ question: KeyQuestion) -> AdapterRequest {
        var request = AdapterRequest(op: op)
        request.content = .claims
        request.sequence = question.sequence
        request.strangers = [
            question.kind == .discovery ? "discovery" : "jwksURL": .string(question.address),
            "caFile": .string(question.caFile), "policy": .object(question.policy),
        ]
        return request
    }
}

extension AdapterReply {
    /// The reply to `verify-all`: an outcome for each token, as base64url of a JSON array of replies.
    fileprivate func answers(count: Int) throws(ProtocolViolation) -> [Answer] {
        guard outcome == "ok" else { return Array(repeating: try answer(), count: count) }
        guard let payload, let replies = try? [ReplyInBatch](json: payload.bytes), replies.count == count else {
            throw ProtocolViolation("a reply to \(verifyAll) without \(count) outcomes in its payload")
        }
        var answers: [Answer] = []
        for reply in replies {
            switch reply.outcome {
            case "accept": answers.append(.accept(payload: Octets([])))
            case "reject": answers.append(.reject(reason: nil, detail: reply.detail?.bounded(to: 1024)))
            case "error": answers.append(.error(detail: (reply.detail ?? "").bounded(to: 1024)))
            default: throw ProtocolViolation("unknown outcome \(reply.outcome.bounded(to: 64))")
            }
        }
        return answers
    }
}

/// One of the outcomes in a reply to `verify-all`.
private struct ReplyInBatch: Decodable {
    let outcome: String
    let detail: String?
}
