public import JWTConformance

extension StdioVerifier: Signer {
    /// Has the program sign a payload.
    public func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        try await ask(AdapterRequest(signing: request), within: .limit(request.timeLimit)) {
            reply throws(ProtocolViolation) in try reply.signAnswer()
        }
    }
}

extension AdapterReply {
    /// The reply as an answer to `sign`.
    package func signAnswer() throws(ProtocolViolation) -> SignAnswer {
        switch outcome {
        case "ok":
            guard let token else { throw ProtocolViolation("ok without token") }
            return .token(token)
        case "reject": return .refuse(reason: reason, detail: detail)
        case "unsupported": return .unsupported(feature: feature ?? "")
        case "error": return .error(detail: detail ?? "")
        case .some(let other): throw ProtocolViolation("unknown outcome \(Excerpt(other))")
        case .none: throw ProtocolViolation("a reply without the member outcome")
        }
    }
}
