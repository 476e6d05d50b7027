import FoundationEssentials
package import JWTConformance
package import ReferenceJOSE

extension KeyMaterial {
    /// The key material as the reference imports it.
    ///
    /// - Throws: `Rejection` if it can't be read.
    package func trustedKeys() throws(Rejection) -> JWKSet {
        switch self {
        case .jwk(let jwk, _): JWKSet([try JWK(parsing: jwk.text)])
        case .jwkSet(let set): try JWKSet(parsing: set.text)
        case .text(let text): try Self.keys(spelled: Array(text.utf8))
        case .octets(let octets): try Self.keys(spelled: octets.bytes)
        case .none: JWKSet([])
        }
    }

    /// Verbatim material: a JWK Set, a JWK, PEM, DER, or a secret, recognised by how it begins.
    private static func keys(spelled octets: [UInt8]) throws(Rejection) -> JWKSet {
        let text = String(decoding: octets, as: UTF8.self)
        if text.drop(while: \.isWhitespace).first == "{" {
            // Of the two, a JWK's own rejection says more.
            return text.contains("\"keys\"") ? try JWKSet(parsing: octets) : JWKSet([try JWK(parsing: octets)])
        }
        if text.contains("-----BEGIN ") { return JWKSet([try JWK(pem: text)]) }
        if let key = JWK(publicDER: octets) { return JWKSet([key]) }
        return JWKSet([try JWK(checkedSecret: octets)])
    }
}

extension Question {
    /// The trusted keys, and the issuers that have keys of their own.
    ///
    /// - Parameter read: how key material is imported.
    /// - Returns: the keys that are good for any issuer, and the issuers.
    /// - Throws: `Rejection` if it can't be read.
    package func trust(
        _ read: (KeyMaterial) throws(Rejection) -> JWKSet
    ) throws(Rejection) -> (keys: JWKSet, issuers: [TrustedIssuer]?) {
        guard let owners = policy.issuerKeys else { return (try read(key), nil) }
        var issuers: [TrustedIssuer] = []
        for owner in owners {
            issuers.append(TrustedIssuer(name: owner.issuer, keys: try read(key.only(owner.keys))))
        }
        return (JWKSet([]), issuers)
    }
}

extension KeyMaterial {
    /// The keys of a JWK Set at these positions, or no key if it isn't a set.
    fileprivate func only(_ positions: [Int]) -> KeyMaterial {
        guard case .jwkSet(let set) = self, let keys = set["keys"]?.arrayValue else { return .none }
        return .jwkSet(["keys": .array(positions.filter(keys.indices.contains).map { keys[$0] })])
    }
}

extension JSONValue {
    /// The value's JSON text, members sorted.
    package var text: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }
}
