import JWTConformance

/// Nothing is timed that hasn't been verified: an implementation accepts every token of the workload with its payload, and
/// refuses copies of which one character was changed.
struct FleetGate {
    let workload: FleetWorkload
    let question: FleetQuestion

    /// Asks a verifier.
    ///
    /// - Throws: ``WorkloadError`` with the reason why there is to be no figure.
    func hold(_ verifier: any Verifier) async throws(WorkloadError) {
        for (index, token) in workload.tokens.enumerated() {
            switch try await answer(verifier, token) {
            case .accept(let payload)
            where payload.isSamePayload(as: workload.payloads[index], content: question.content):
                continue
            case .accept: throw WorkloadError("token \(index) was accepted with another payload")
            case .reject(let reason, let detail):
                throw WorkloadError("it rejected the valid token \(index): \(detail ?? reason ?? "no reason given")")
            case .unsupported(let feature): throw WorkloadError("it doesn't support \(feature)")
            case .error(let detail): throw WorkloadError("the valid token \(index) caused an error: \(detail)")
            }
        }
        let step = max(1, workload.tokens.count / VerificationGate.tamperedCount)
        for index in stride(from: 0, to: workload.tokens.count, by: step) {
            for part in TokenPart.allCases {
                let changed = String(decoding: part.tampered(Array(workload.tokens[index].utf8)), as: UTF8.self)
                if case .accept = try await answer(verifier, changed) {
                    throw WorkloadError("a token with a changed \(part.rawValue) was accepted")
                }
            }
        }
    }

    private func answer(_ verifier: any Verifier, _ token: String) async throws(WorkloadError) -> Answer {
        let question = Question(
            content: question.content,
            token: .text(token),
            key: workload.key,
            policy: question.policy,
            // The gate asks whether it's right, not how fast.
            timeLimit: 30
        )
        do throws(VerifierFault) {
            return try await verifier.answer(question)
        } catch {
            throw WorkloadError("\(error)")
        }
    }
}
