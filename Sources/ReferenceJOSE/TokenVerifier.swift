/// Verifies tokens under one policy with the keys that the caller trusts.
///
/// Immutable: use it from any thread.
///
/// ```swift
/// let verifier = try TokenVerifier(keys: JWKSet(parsing: json), policy: TokenPolicy(algorithms: [.es256]))
/// switch verifier.verify(token) {
/// case .accepted(let token): use(token.claims)
/// case .rejected(let rejection): log(rejection)
/// }
/// ```
///
/// It fetches nothing, decrypts nothing, and never trusts a key from a token.
public struct TokenVerifier: Sendable {
    let keys: OwnedKeys
    let policy: TokenPolicy
    let understoodCritical: Set<String>

    /// Prepares a verifier.
    ///
    /// - Parameters:
    ///   - keys: the trusted keys; none, if the policy has issuers with keys of their own.
    ///   - policy: what a token has to satisfy.
    /// - Throws: ``PolicyError`` if the policy contradicts itself.
    public init(keys: JWKSet, policy: TokenPolicy) throws(PolicyError) {
        try policy.checkConsistency()
        self.keys = try OwnedKeys(keys, policy)
        self.policy = policy
        understoodCritical = policy.everyUnderstoodCritical
    }

    /// Verifies one token.
    ///
    /// For many tokens, use a worker's ``VerifierWorker/verify(_:detachedPayload:)``: it keeps its contexts.
    ///
    /// - Parameters:
    ///   - token: the token as it was received, in compact or JSON serialization.
    ///   - detachedPayload: the payload, if it travels separately (RFC 7515 appendix F).
    /// - Returns: the verdict.
    public func verify(_ token: String, detachedPayload: [UInt8]? = nil) -> VerificationResult {
        verify(Array(token.utf8), detachedPayload: detachedPayload)
    }

    /// Verifies one token, given as octets.
    public func verify(_ token: [UInt8], detachedPayload: [UInt8]? = nil) -> VerificationResult {
        var worker = makeWorker()
        return worker.verify(token.span, detachedPayload: detachedPayload)
    }

    /// Makes a worker: what one thread needs to verify many tokens.
    public func makeWorker() -> VerifierWorker {
        VerifierWorker(self)
    }

    /// Verifies one token without the quick way, which the tests compare with it.
    package func verifyThoroughly(_ token: [UInt8], detachedPayload: [UInt8]? = nil) -> VerificationResult {
        var worker = VerifierWorker(self, takesQuickWay: false)
        return worker.verify(token.span, detachedPayload: detachedPayload)
    }
}
