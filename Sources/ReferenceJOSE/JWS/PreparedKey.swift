import CryptoPrimitives
import StrictJSON

/// A key with its contexts.
///
/// It's made on the worker that uses it and by no other: using OpenSSL's contexts changes them.
package final class PreparedKey {
    /// What is prepared: one key for one algorithm.
    struct Identity: Hashable {
        let position: Int
        let algorithm: Algorithm
    }

    private let form: SignatureForm
    private var mac: MACContext?
    private var verification: VerificationContext?

    /// How many characters of base64url its signatures have.
    var signatureCharacterCount: Int { SixBitText.characterCount(ofOctets: form.octetCount) }

    /// Prepares a key.
    ///
    /// - Throws: ``Rejection`` by ``Check/keyType`` if the key and the algorithm don't go together.
    package init(_ key: JWK, algorithm: Algorithm) throws(Rejection) {
        do throws(CryptoError) {
            switch (algorithm.method, key.material) {
            case (.mac(let hash), .secret(let secret)):
                form = SignatureForm(macOctetCount: hash.octetCount)
                mac = try MACContext(secret: secret.span, function: hash)
            case (.signature(let scheme), .asymmetric(let key)):
                form = try SignatureForm(scheme: scheme, key: key)
                verification = try VerificationContext(key: key, scheme: scheme)
            default:
                throw CryptoError.unsupported("a key of another type than the algorithm's")
            }
        } catch {
            throw Rejection(.keyType, error.detail)
        }
    }

    /// Checks a signature: its form, then whether it holds (RFC 7515 section 5.2, step 8).
    package func check(_ signature: Span<UInt8>, over message: Span<UInt8>) throws(Rejection) {
        try form.check(signature)
        guard mac?.matches(signature, for: message) ?? verification?.isValid(signature, for: message) ?? false else {
            throw Self.rejection
        }
    }

    private static let rejection = Rejection(.signature, "the signature is wrong")
}
