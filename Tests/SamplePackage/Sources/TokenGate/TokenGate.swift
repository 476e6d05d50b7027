import ReferenceJOSE

/// A small library under test: it lets requests in by a token under HS256.
///
/// It takes a token alone or the whole value of an `Authorization` header, and that is its one deviation: a token with
/// the scheme before it is let in, where a verifier of tokens has to refuse it.
public struct TokenGate {
    private let verifier: TokenVerifier

    /// Opens a gate.
    ///
    /// - Parameters:
    ///   - key: the secret, as the JSON text of a JWK.
    ///   - issuer: the one acceptable `iss`, if any.
    ///   - now: the time in seconds since 1970-01-01T00:00:00Z; absent: times aren't compared.
    ///   - holdsClaims: whether the payload has to be a claims set.
    /// - Throws: ``Refusal`` where the key isn't one for HS256, `PolicyError` where the settings contradict each other.
    public init(key: [UInt8], issuer: String? = nil, now: Int64? = nil, holdsClaims: Bool = true) throws {
        var policy = TokenPolicy(algorithms: [.hs256], content: holdsClaims ? .claims : .bytes)
        policy.issuer = issuer
        policy.now = now.map(Double.init)
        let trusted: JWK
        do {
            trusted = try JWK(parsing: key)
        } catch {
            throw Refusal(reason: error.description)
        }
        verifier = try TokenVerifier(keys: JWKSet([trusted]), policy: policy)
    }

    /// Lets a request in, or not.
    ///
    /// - Parameter authorization: the token, or the whole value of the header.
    /// - Returns: the octets of the payload.
    /// - Throws: ``Refusal``.
    public func admit(_ authorization: String) throws(Refusal) -> [UInt8] {
        let scheme = "Bearer "
        let token = authorization.hasPrefix(scheme) ? String(authorization.dropFirst(scheme.count)) : authorization
        switch verifier.verify(token) {
        case .accepted(let token): return token.payload
        case .rejected(let rejection): throw Refusal(reason: rejection.description)
        }
    }

    /// Why a request isn't let in.
    public struct Refusal: Error {
        /// The reason, for a log.
        public let reason: String
    }
}
