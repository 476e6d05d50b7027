import StrictJSON

/// An issuer and the keys that are its own (RFC 8725 section 3.8).
public struct TrustedIssuer: Sendable {
    /// The `iss` of its tokens.
    public let name: String
    /// Its keys; a key may belong to several issuers.
    public let keys: JWKSet

    /// An issuer with its keys.
    public init(name: String, keys: JWKSet) {
        (self.name, self.keys) = (name, keys)
    }
}

/// The keys to try, and whose each of them is.
package struct OwnedKeys: Sendable {
    /// The keys; where the policy has issuers with keys of their own, those of all of them.
    package let set: JWKSet
    /// The names of the owners, by the positions of the keys; empty where a key is good for any issuer.
    private let owners: [String]
    private let issuers: [String]

    /// The keys of a verifier.
    ///
    /// - Throws: ``PolicyError`` if there are keys beside those of issuers: nobody could say whose they are.
    package init(_ keys: JWKSet, _ policy: TokenPolicy) throws(PolicyError) {
        guard let issuers = policy.trustedIssuers else {
            (set, owners, issuers) = (keys, [], [])
            return
        }
        guard keys.keys.isEmpty else {
            throw PolicyError(description: "the policy has issuers with keys of their own, and these keys are nobody's")
        }
        set = JWKSet(issuers.flatMap(\.keys.keys), ignored: issuers.flatMap(\.keys.ignored))
        owners = issuers.flatMap { issuer in issuer.keys.keys.map { _ in issuer.name } }
        self.issuers = issuers.map(\.name)
    }

    /// Whether it matters whose a key is.
    package var areOwned: Bool { !owners.isEmpty }

    /// Checks that a key belongs to the issuer that a token names (RFC 8725 section 3.8).
    ///
    /// A token that names nobody, or an issuer that isn't trusted, is left to the check of `iss`.
    ///
    /// - Parameters:
    ///   - position: the key that the signature holds under.
    ///   - issuer: the `iss` of the token.
    /// - Throws: ``Rejection`` if the key is another issuer's.
    package func checkOwner(of position: Int, issuer: String?) throws(Rejection) {
        guard let issuer, issuers.contains(where: issuer.isExactly), !issuer.isExactly(owners[position]) else { return }
        throw Rejection(.issuerKey, "the key that signed the token is another issuer's")
    }
}
