package import JWTConformance
package import ReferenceJOSE

extension VerificationPolicy {
    /// A pinned algorithm that the reference doesn't know.
    var unknownAlgorithm: String? {
        guard case .only(let names) = algorithms else { return nil }
        return names.first { Algorithm(rawValue: $0) == nil }
    }
}

extension TokenPolicy {
    /// The policy of a question, as a policy of the reference; the verifier itself adds the tokens used before, and the
    /// issuers with keys of their own.
    package init(_ policy: VerificationPolicy, content: Question.Content) {
        // The reference has no default; where a question asks for one, it's every algorithm, each bound to its key type.
        let algorithms: [Algorithm] =
            switch policy.algorithms {
            case .only(let names): names.compactMap(Algorithm.init(rawValue:))
            case .implementationDefault: Algorithm.allCases
            }
        self.init(algorithms: algorithms, content: content == .claims ? .claims : .bytes)
        // One division, so that the time is the number nearest to its decimal text.
        now = policy.now.map { now in
            policy.nowMilliseconds.map { (Double(now) * 1000 + Double($0)) / 1000 } ?? Double(now)
        }
        leeway = Double(policy.leeway ?? 0)
        (issuer, issuers) = (policy.issuer, policy.issuers)
        (audience, audiences) = (policy.audience, policy.audiences)
        subject = policy.subject
        type = policy.type
        requiredClaims = policy.requiredClaims ?? []
        expectedClaims = policy.expectedClaims ?? [:]
        maximumAge = policy.maximumAge.map(Double.init)
        maximumLifetime = policy.maximumLifetime.map(Double.init)
        understoodCritical = Set(policy.understoodCritical ?? [])
        denyList = policy.revokedTokenIDs.map { FixedDenyList($0) }
    }
}
