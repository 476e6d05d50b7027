package import JWTConformance

/// What a program says to `bench`.
package enum OperationResult<Value: Sendable>: Sendable {
    case done(Value)
    /// The implementation can't or doesn't want to; these are its words.
    case declined(String)
}

extension StdioVerifier {
    /// Has the program time its own verifications of the tokens in turn.
    ///
    /// The clock runs inside the program: a round trip through two pipes takes about as long as a signature.
    package func timeVerification(
        of tokens: [String],
        content: Question.Content,
        key: KeyMaterial,
        policy: VerificationPolicy,
        iterations: Int,
        within limit: Duration
    ) async throws(VerifierFault) -> OperationResult<Duration> {
        let request = AdapterRequest(
            timing: tokens,
            content: content,
            key: key,
            policy: policy,
            iterations: iterations
        )
        return try await ask(request, within: limit) { reply throws(ProtocolViolation) in
            let elapsed = reply.elapsedNanoseconds.map { Duration.nanoseconds($0) }
            if reply.outcome == "ok", reply.iterations != iterations {
                throw ProtocolViolation("expected \(iterations) iterations, but it did another number")
            }
            return try reply.result("elapsedNanoseconds", elapsed)
        }
    }
}

extension AdapterReply {
    fileprivate func result<Value>(
        _ name: String,
        _ value: Value?
    ) throws(ProtocolViolation) -> OperationResult<Value> {
        switch outcome {
        case "ok":
            guard let value else { throw ProtocolViolation("ok without \(name)") }
            return .done(value)
        case "reject", "error": return .declined(detail ?? reason ?? "no reason given")
        case "unsupported": return .declined("unsupported: \(feature ?? "no feature given")")
        default: throw ProtocolViolation("unknown outcome \(Excerpt(outcome ?? ""))")
        }
    }
}
