import FoundationEssentials
import JWTConformance
import ReferenceJOSE

extension KeyMaterial {
    /// The key material as the reference imports it.
    ///
    /// - Throws: `Rejection` where it can't be read.
    func trustedKeys(without disabled: CheckSet) throws(Rejection) -> JWKSet {
        switch self {
        case .jwk(let jwk, _):
            JWKSet([try JWK(parsing: jwk.text, without: disabled)])
        case .jwkSet(let set):
            try JWKSet(parsing: set.text, without: disabled)
        case .text(let text):
            try Self.keys(spelled: Array(text.utf8), without: disabled)
        case .octets(let octets):
            try Self.keys(spelled: octets.bytes, without: disabled)
        case .none:
            JWKSet([])
        }
    }

    /// Verbatim material: a JWK Set, a JWK, PEM, DER, or a secret, told apart by how it begins.
    private static func keys(spelled octets: [UInt8], without disabled: CheckSet) throws(Rejection) -> JWKSet {
        let keys = try keysAlone(spelled: octets, without: disabled)
        // With the check off, the spelling is a secret as well, as in libraries that don't tell types of keys apart.
        return disabled.contains(.keyType) ? JWKSet(keys.keys + [JWK(secret: octets)]) : keys
    }

    private static func keysAlone(
        spelled octets: [UInt8],
        without disabled: CheckSet
    ) throws(Rejection) -> JWKSet {
        let text = String(decoding: octets, as: UTF8.self)
        if text.drop(while: \.isWhitespace).first == "{" {
            // Whichever of the two it is, the JWK's own complaint is the more telling one.
            if text.contains("\"keys\"") { return try JWKSet(parsing: octets, without: disabled) }
            return JWKSet([try JWK(parsing: octets, without: disabled)])
        }
        if text.contains("-----BEGIN ") {
            guard disabled.contains(.pem) else { return JWKSet([try JWK(pem: text)]) }
            // With the check off, what can't be read is a secret, as in libraries that take any text for one.
            return JWKSet([try? JWK(pem: text, without: disabled), JWK(secret: octets)].compactMap(\.self))
        }
        if let key = JWK(publicDER: octets) { return JWKSet([key]) }
        return JWKSet([try JWK(checkedSecret: octets, without: disabled)])
    }
}

extension JSONValue {
    /// The value's JSON text, members sorted.
    var text: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }
}
