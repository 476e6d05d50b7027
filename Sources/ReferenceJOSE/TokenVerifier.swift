/// Verifies tokens under one policy with the keys that the caller trusts.
///
/// Immutable: used from any thread.
///
/// ```swift
/// let verifier = try TokenVerifier(keys: JWKSet(parsing: json), policy: TokenPolicy(algorithms: [.es256]))
/// switch verifier.verify(token) {
/// case .accepted(let token): use(token.claims)
/// case .rejected(let rejection): log(rejection)
/// }
/// ```
///
/// It fetches nothing, decrypts nothing, and never takes a key from a token.
public struct TokenVerifier: Sendable {
    let keys: JWKSet
    let policy: TokenPolicy
    let disabled: CheckSet
    let understoodCritical: Set<String>

    /// Prepares a verifier.
    ///
    /// - Parameters:
    ///   - keys: the trusted keys.
    ///   - policy: what is demanded.
    /// - Throws: ``PolicyError`` where the policy contradicts itself.
    public init(keys: JWKSet, policy: TokenPolicy) throws(PolicyError) {
        try self.init(keys: keys, policy: policy, without: CheckSet())
    }

    package init(keys: JWKSet, policy: TokenPolicy, without disabled: CheckSet) throws(PolicyError) {
        try policy.checkConsistency()
        self.keys = keys
        self.policy = policy
        self.disabled = disabled
        understoodCritical = policy.rules.reduce(into: policy.understoodCritical.union(["b64"])) { union, rule in
            union.formUnion(rule.understoodCritical)
        }
    }

    /// Verifies one token.
    ///
    /// For many tokens, use a worker's ``VerifierWorker/verify(_:detachedPayload:)``: it keeps its contexts.
    ///
    /// - Parameters:
    ///   - token: the token as it came over the wire, in compact or JSON serialization.
    ///   - detachedPayload: the payload, where it travels apart (RFC 7515 appendix F).
    /// - Returns: the verdict.
    public func verify(_ token: String, detachedPayload: [UInt8]? = nil) -> VerificationResult {
        verify(Array(token.utf8), detachedPayload: detachedPayload)
    }

    /// Verifies one token, given as octets.
    public func verify(_ token: [UInt8], detachedPayload: [UInt8]? = nil) -> VerificationResult {
        var worker = makeWorker()
        return worker.verify(token.span, detachedPayload: detachedPayload)
    }

    /// A worker: what one thread needs to verify many tokens.
    public func makeWorker() -> VerifierWorker {
        VerifierWorker(self)
    }

    /// Verifies one token on the thorough way alone: the judge of the quick one.
    package func verifyThoroughly(_ token: [UInt8], detachedPayload: [UInt8]? = nil) -> VerificationResult {
        var worker = VerifierWorker(self, takesQuickWay: false)
        return worker.verify(token.span, detachedPayload: detachedPayload)
    }
}
