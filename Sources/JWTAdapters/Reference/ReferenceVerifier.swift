public import JWTConformance
package import ReferenceJOSE

/// The reference implementation, in this process.
public struct ReferenceVerifier: Verifier {
    private let memories = SequenceMemories()

    /// The reference.
    public init() {}

    /// What the reference can do: everything that a question may ask for.
    public var profile: ImplementationProfile {
        ImplementationProfile(
            name: "reference",
            version: "1",
            language: "Swift",
            capabilities: Capabilities(
                operations: ["verify", "sign"],
                algorithms: Algorithm.allCases.map(\.rawValue),
                serializations: ["compact", "flattened", "general", "detached", "unencoded"],
                keys: ["jwk", "jwks", "pem", "text", "octets", "none"],
                policy: VerificationPolicy.CodingKeys.allCases.map(\.rawValue) + ["unpinned"],
                sequences: true
            )
        )
    }

    /// Answers a question.
    ///
    /// Synchronous within: nothing is awaited.
    public func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        if let name = question.policy.unknownAlgorithm { return .unsupported(feature: "algorithm:\(name)") }
        switch verdict(on: question) {
        case .success(.accepted(let token)):
            return .accept(payload: Octets(token.payload))
        case .success(.rejected(let rejection)), .failure(.key(let rejection)):
            return .reject(reason: rejection.code.rawValue, detail: "\(rejection.check.id): \(rejection.detail)")
        case .failure(.policy(let error)):
            return .error(detail: error.description)
        }
    }

    /// Why a question can't be sent to a verifier.
    package enum Obstacle: Error, Sendable {
        case key(Rejection)
        case policy(PolicyError)
    }

    /// The reference's own verdict on a vector, after the questions that come before it.
    ///
    /// - Parameter vector: a step of a sequence is sent to a verifier that remembers nothing else; any other vector
    ///   is asked on its own.
    /// - Returns: the verdict, or why there can't be one.
    package func verdict(on vector: Vector) -> Result<VerificationResult, Obstacle> {
        let verifier = ReferenceVerifier()
        for question in vector.predecessors { _ = verifier.verdict(on: question) }
        return verifier.verdict(on: vector.question)
    }

    /// The reference's own verdict, with the check that rejected the token.
    package func verdict(on question: Question) -> Result<VerificationResult, Obstacle> {
        let trusted: (keys: JWKSet, issuers: [TrustedIssuer]?)
        do {
            trusted = try question.trust { material throws(Rejection) in try material.trustedKeys() }
        } catch {
            return .failure(.key(error))
        }
        do {
            var policy = TokenPolicy(question.policy, content: question.content)
            policy.trustedIssuers = trusted.issuers
            policy.replayMemory = replayMemory(for: question)
            let verifier = try TokenVerifier(keys: trusted.keys, policy: policy)
            return .success(verifier.verify(question.token.bytes, detachedPayload: question.detachedPayload?.bytes))
        } catch {
            return .failure(.policy(error))
        }
    }

    /// What was used: as the policy lists it, and where each token may be used once, in the sequence until now.
    private func replayMemory(for question: Question) -> UnboundedReplayMemory? {
        let seen = question.policy.seenTokenIDs
        guard question.policy.singleUse == true else { return seen.map { UnboundedReplayMemory(seen: $0) } }
        let memory = memories.memory(of: question.sequence)
        for tokenID in seen ?? [] { _ = memory.isFirstUse(tokenID: tokenID, expires: nil) }
        return memory
    }
}
