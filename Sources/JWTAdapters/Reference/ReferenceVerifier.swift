public import JWTConformance
package import ReferenceJOSE

/// The reference implementation, in this process.
public struct ReferenceVerifier: Verifier {
    private let disabled: CheckSet

    /// The reference with all its checks.
    public init() {
        disabled = CheckSet()
    }

    /// The reference with some checks off, for the proof that a vector tests what it says.
    package init(without disabled: [Check]) {
        self.disabled = CheckSet(disabled)
    }

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
                policy: VerificationPolicy.CodingKeys.allCases.map(\.rawValue) + ["unpinned"]
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

    /// Why a question can't be put to a verifier.
    package enum Obstacle: Error, Sendable {
        case key(Rejection)
        case policy(PolicyError)
    }

    /// The reference's own verdict, with the check that refused the token.
    package func verdict(on question: Question) -> Result<VerificationResult, Obstacle> {
        let keys: JWKSet
        do {
            keys = try question.key.trustedKeys(without: disabled)
        } catch {
            return .failure(.key(error))
        }
        do {
            let policy = TokenPolicy(question.policy, content: question.content)
            let verifier = try TokenVerifier(keys: keys, policy: policy, without: disabled)
            return .success(verifier.verify(question.token.bytes, detachedPayload: question.detachedPayload?.bytes))
        } catch {
            return .failure(.policy(error))
        }
    }
}
