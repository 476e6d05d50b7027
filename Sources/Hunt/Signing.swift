import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE
import VectorForge

/// Who makes the signature of a specimen, and with what.
enum Signing: Hashable, Sendable {
    /// The signature of the genuine token, whatever it stands under now.
    case genuine
    /// The issuer signs.
    case issuer(Algorithm)
    /// The issuer signs by another hash function or padding than the algorithm's; see ``Signature``.
    case issuerOddly(Oddity)
    /// Someone signs with a key that isn't trusted for this; the id of a key record.
    case other(String, Algorithm)
    /// A MAC under octets that everybody has, or can guess.
    case secret([UInt8], HashFunction, isGuess: Bool)
    /// These octets.
    case literal([UInt8])

    /// How an issuer's signature can be odd.
    enum Oddity: Hashable, Sendable {
        case pssSalt(Int)
        case hash(HashFunction)
        case otherPadding
    }
}

/// A key to sign with.
///
/// Every signature comes out the same each time.
final class SigningKey: Sendable {
    /// The id of its record; empty for a key in place.
    let id: String
    let jwk: JWK
    let value: JSONValue

    init?(id: String, _ value: JSONValue) {
        guard let jwk = try? JWK(parsing: value.text), jwk.isPrivate else { return nil }
        (self.id, self.jwk, self.value) = (id, jwk, value)
    }

    /// The octets, if it's a secret.
    var secret: [UInt8]? {
        guard case .secret(let octets) = jwk.material else { return nil }
        return octets
    }

    /// The curve, if it's for ECDSA.
    var curve: EllipticCurve? {
        guard case .asymmetric(let key) = jwk.material, case .ec(let curve) = key.kind else { return nil }
        return curve
    }

    /// Signs with an asymmetric key; `nil` if it can't sign so.
    func sign(_ message: [UInt8], _ algorithm: Algorithm, _ oddity: Signing.Oddity? = nil) -> [UInt8]? {
        guard case .asymmetric(let key) = jwk.material, case .signature(let scheme) = algorithm.method else {
            return nil
        }
        if case .ecdsa(_, let hash) = scheme {
            guard let components = key.ecComponents, let d = components.d else { return nil }
            var hash = hash
            if case .hash(let other) = oddity { hash = other }
            return try? DeterministicECDSA(curve: components.curve, hash: hash, privateValue: d).signature(for: message)
        }
        return try? Self.signature(key, oddly(scheme, oddity), oddity, message)
    }

    private func oddly(_ scheme: SignatureScheme, _ oddity: Signing.Oddity?) -> SignatureScheme {
        switch (scheme, oddity) {
        case (.rsaPKCS1(let hash), .otherPadding): .rsaPSS(hash)
        case (.rsaPSS(let hash), .otherPadding): .rsaPKCS1(hash)
        case (.rsaPKCS1, .hash(let hash)): .rsaPKCS1(hash)
        case (.rsaPSS, .hash(let hash)): .rsaPSS(hash)
        default: scheme
        }
    }

    private static func signature(
        _ key: AsymmetricKey,
        _ scheme: SignatureScheme,
        _ oddity: Signing.Oddity?,
        _ message: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        if case .rsaPSS(let hash) = scheme {
            var count = hash.octetCount
            if case .pssSalt(let other) = oddity { count = other }
            return try pss(key, hash, saltCount: count, message)
        }
        var context = try SigningContext(key: key, scheme: scheme)
        return try context.signature(for: message.span)
    }

    /// RSASSA-PSS with a salt that follows from the message, so that a hunt finds the same again.
    private static func pss(
        _ key: AsymmetricKey,
        _ hash: HashFunction,
        saltCount: Int,
        _ message: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        guard let components = key.rsaComponents, let d = components.d else {
            throw .unsupported("signing with a public key")
        }
        let digest = hash.digest(message.span)
        let most = components.n.count - hash.octetCount - 2
        let salt = (0..<max(0, min(saltCount, most))).map { digest[$0 % digest.count] }
        let encoded = try RawRSA(components).encodedByPSS(message, hash: hash, salt: salt)
        let n = try BigNumber(components.n.span)
        let exponent = try BigNumber(d.span)
        let base = try BigNumber(encoded.span)
        return try base.power(exponent, modulo: n).octets(count: components.n.count) ?? []
    }
}

extension HashFunction {
    /// The hash function of an algorithm for MACs.
    init?(of algorithm: Algorithm) {
        guard case .mac(let hash) = algorithm.method else { return nil }
        self = hash
    }
}
