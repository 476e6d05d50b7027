import JWTConformance

/// The checks that an implementation has to make on every token: as many as it declares.
struct FleetQuestion: Sendable {
    let content: Question.Content
    let policy: VerificationPolicy

    /// Chooses for an implementation.
    ///
    /// - Throws: ``WorkloadError`` if it lacks a needed capability.
    init(_ algorithm: String, for capabilities: Capabilities?) throws(WorkloadError) {
        guard let capabilities else { throw WorkloadError("it doesn't declare capabilities") }
        guard capabilities.operations.contains("bench") else {
            throw WorkloadError("it doesn't declare the operation bench")
        }
        guard capabilities.algorithms.contains(algorithm) else {
            throw WorkloadError("it doesn't declare \(algorithm)")
        }
        guard capabilities.keys.contains("jwk") || capabilities.keys.contains("pem") else {
            throw WorkloadError("it declares neither jwk nor pem")
        }
        content = capabilities.contents.contains("claims") ? .claims : .bytes
        let honoured = Set(capabilities.policy)
        var policy = VerificationPolicy(
            algorithms: honoured.contains("algorithms") ? .only([algorithm]) : .implementationDefault
        )
        if content == .claims {
            if honoured.contains("now") || capabilities.clock == .injected { policy.now = Int64(ClaimsPayload.now) }
            if honoured.contains("issuer") { policy.issuer = ClaimsPayload.issuer }
            if honoured.contains("audience") { policy.audience = ClaimsPayload.audience }
        }
        self.policy = policy
    }

    /// The checks besides the signature.
    var checks: [String] {
        policy.members.compactMap { member in
            switch member {
            case .algorithms: policy.algorithms == .implementationDefault ? nil : "algorithm"
            case .now: "times"
            default: member.rawValue
            }
        }
    }
}
