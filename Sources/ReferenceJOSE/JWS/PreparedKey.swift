import CryptoPrimitives
import StrictJSON

/// A key with its contexts, made on the worker that uses them and by no other (OpenSSL's contexts are mutated by use).
final class PreparedKey {
    /// What is prepared: one key for one algorithm.
    struct Identity: Hashable {
        let position: Int
        let algorithm: Algorithm
    }

    private enum Kind {
        case mac(octetCount: Int)
        case signature(SignatureScheme, AsymmetricKey, modulus: [UInt8])
        case confusion(HashFunction, [[UInt8]])
        case impossible
    }

    private let kind: Kind
    private let form: SignatureForm
    private let bounds: SignatureBounds?
    private var mac: MACContext?
    private var verification: VerificationContext?

    /// How many characters of base64url its signatures have; `nil` for a key that never verifies.
    var signatureCharacterCount: Int? { bounds.map { SixBitText.characterCount(ofOctets: $0.octetCount) } }

    init(_ key: JWK, algorithm: Algorithm, without disabled: CheckSet) throws(Rejection) {
        form = SignatureForm(disabled: disabled)
        do {
            switch (algorithm.method, key.material) {
            case (.mac(let named), .secret(let secret)):
                let hash = disabled.has(.hmacHashOfKeyLength) ? .fitting(secret) : named
                mac = try MACContext(secret: secret.span, function: hash)
                kind = .mac(octetCount: hash.octetCount)
                bounds = SignatureBounds(macOctetCount: hash.octetCount)
            case (.mac(let hash), .asymmetric(let key)):
                kind = .confusion(hash, key.confusedSecrets())
                bounds = nil
            case (.signature(let scheme), .asymmetric(let key)):
                let adapted = scheme.adapted(to: key)
                let used = disabled.contains(.keyType) ? key.forSigning : key
                verification = try VerificationContext(
                    key: used,
                    scheme: adapted,
                    saltLength: .taken(without: disabled)
                )
                let modulus = key.rsaComponents?.n ?? []
                kind = .signature(adapted, used, modulus: modulus)
                bounds = SignatureBounds(scheme: adapted, key: used, modulus: modulus)
            case (.signature, .secret):
                kind = .impossible
                bounds = nil
            }
        } catch {
            throw Rejection(.keyType, error.detail)
        }
    }

    /// Checks a signature.
    func check(_ signature: [UInt8], over message: Span<UInt8>, without disabled: CheckSet) throws(Rejection) {
        guard try holds(signature, over: message) || disabled.contains(.signature) else { throw Self.refusal }
    }

    private static let refusal = Rejection(.signature, "the signature doesn't hold")

    /// Checks a signature with every check on, and without a copy.
    ///
    /// - Returns: `false` where its form isn't in order: ``check(_:over:without:)`` says why.
    /// - Throws: ``Rejection`` where it doesn't hold, as ``check(_:over:without:)`` does.
    func check(inOrder signature: Span<UInt8>, over message: Span<UInt8>) throws(Rejection) -> Bool {
        guard let bounds, bounds.admit(signature) else { return false }
        if mac?.matches(signature, for: message) ?? verification?.isValid(signature, for: message) ?? false {
            return true
        }
        if case .signature(let scheme, let key, _) = kind {
            try checkSalt(.octets(Array(copying: signature)), scheme, key, message)
        }
        throw Self.refusal
    }

    private func holds(_ signature: [UInt8], over message: Span<UInt8>) throws(Rejection) -> Bool {
        switch kind {
        case .mac(let octetCount):
            guard case .octets(let received) = try form.mac(signature, octetCount: octetCount) else { return true }
            return mac?.matches(received.span, for: message) ?? false
        case .signature(let scheme, let key, let modulus):
            let form = try form.signature(signature, scheme: scheme, key: key, modulus: modulus)
            if verifies(form, message) || otherwiseVerifies(form, scheme, key, message) { return true }
            try checkSalt(form, scheme, key, message)
            return false
        case .confusion(let hash, let secrets):
            return secrets.contains { Self.matches(signature, secret: $0, hash: hash, message) }
        case .impossible:
            return false
        }
    }

    /// Tells a signature that is refused for its salt's length from one that doesn't hold at all.
    private func checkSalt(
        _ form: CheckedForm,
        _ scheme: SignatureScheme,
        _ key: AsymmetricKey,
        _ message: Span<UInt8>
    ) throws(Rejection) {
        guard case .rsaPSS = scheme, case .octets(let octets) = form,
            var tolerant = try? VerificationContext(key: key, scheme: scheme, saltLength: .any)
        else { return }
        guard tolerant.isValid(octets.span, for: message) else { return }
        throw Rejection(.pssSaltLength, "the salt isn't as long as the hash")
    }

    private func verifies(_ form: CheckedForm, _ message: Span<UInt8>) -> Bool {
        switch form {
        case .octets(let octets): verification?.isValid(octets.span, for: message) ?? false
        case .vacuous: true
        }
    }

    /// Whether the signature holds under a scheme that the token doesn't name; never, but in mutations.
    private func otherwiseVerifies(
        _ form: CheckedForm,
        _ scheme: SignatureScheme,
        _ key: AsymmetricKey,
        _ message: Span<UInt8>
    ) -> Bool {
        guard case .octets(let octets) = form, !self.form.disabled.isEmpty else { return false }
        for other in scheme.confused(by: self.form.disabled) {
            var context = try? VerificationContext(key: key, scheme: other)
            if context?.isValid(octets.span, for: message) ?? false { return true }
        }
        return false
    }

    private static func matches(
        _ received: [UInt8],
        secret: [UInt8],
        hash: HashFunction,
        _ message: Span<UInt8>
    ) -> Bool {
        guard received.count == hash.octetCount,
            var context = try? MACContext(secret: secret.span, function: hash)
        else { return false }
        return context.matches(received.span, for: message)
    }
}

extension HashFunction {
    /// The hash function that a secret is as long as, or longer.
    fileprivate static func fitting(_ secret: [UInt8]) -> HashFunction {
        secret.count >= 64 ? .sha512 : secret.count >= 48 ? .sha384 : .sha256
    }
}

extension PSSSaltLength {
    /// The length that is demanded: that of the digest (RFC 7518 section 3.5).
    fileprivate static func taken(without disabled: CheckSet) -> PSSSaltLength {
        if disabled.contains(.pssSaltLength) || disabled.has(.pssAnySalt) { return .any }
        return disabled.has(.pssEmptySalt) ? .octets(0) : .digest
    }
}

extension AsymmetricKey {
    /// The key on the curve of signatures with the same octets, where this one is of key agreement.
    fileprivate var forSigning: AsymmetricKey {
        guard case .okp(.x25519) = kind, let x = octetKeyComponents?.x else { return self }
        return (try? AsymmetricKey(OctetKeyComponents(curve: .ed25519, x: x))) ?? self
    }
}

extension SignatureScheme {
    /// The schemes that a mutation takes this one for.
    fileprivate func confused(by disabled: CheckSet) -> [SignatureScheme] {
        switch self {
        case .rsaPKCS1 where disabled.has(.pkcs1AnyHash):
            [HashFunction.sha256, .sha384, .sha512].map { .rsaPKCS1($0) }
        case .rsaPKCS1(let hash) where disabled.has(.paddingOfTheSignature): [.rsaPSS(hash)]
        case .rsaPSS(let hash) where disabled.has(.paddingOfTheSignature): [.rsaPKCS1(hash)]
        default: []
        }
    }

    /// ECDSA on the curve that the key is on.
    ///
    /// They differ only where ``Check/keyType`` is off.
    fileprivate func adapted(to key: AsymmetricKey) -> SignatureScheme {
        guard case .ecdsa(_, let hash) = self, case .ec(let curve) = key.kind else { return self }
        return .ecdsa(curve, hash)
    }
}
