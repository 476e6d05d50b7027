import CryptoPrimitives

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
    private var mac: MACContext?
    private var verification: VerificationContext?

    init(_ key: JWK, algorithm: Algorithm, without disabled: CheckSet) throws(Rejection) {
        form = SignatureForm(disabled: disabled)
        do {
            switch (algorithm.method, key.material) {
            case (.mac(let hash), .secret(let secret)):
                mac = try MACContext(secret: secret.span, function: hash)
                kind = .mac(octetCount: hash.octetCount)
            case (.mac(let hash), .asymmetric(let key)):
                kind = .confusion(hash, key.confusedSecrets())
            case (.signature(let scheme), .asymmetric(let key)):
                let adapted = scheme.adapted(to: key)
                let saltLength: PSSSaltLength = disabled.contains(.pssSaltLength) ? .any : .digest
                verification = try VerificationContext(key: key, scheme: adapted, saltLength: saltLength)
                kind = .signature(adapted, key, modulus: key.rsaComponents?.n ?? [])
            case (.signature, .secret):
                kind = .impossible
            }
        } catch {
            throw Rejection(.keyType, error.detail)
        }
    }

    /// Checks a signature.
    func check(_ signature: [UInt8], over message: Span<UInt8>, without disabled: CheckSet) throws(Rejection) {
        guard try holds(signature, over: message) || disabled.contains(.signature) else {
            throw Rejection(.signature, "the signature doesn't hold")
        }
    }

    private func holds(_ signature: [UInt8], over message: Span<UInt8>) throws(Rejection) -> Bool {
        switch kind {
        case .mac(let octetCount):
            let received = try form.mac(signature, octetCount: octetCount)
            return mac?.matches(received.span, for: message) ?? false
        case .signature(let scheme, let key, let modulus):
            let form = try form.signature(signature, scheme: scheme, key: key, modulus: modulus)
            if verifies(form, message) { return true }
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

extension SignatureScheme {
    /// ECDSA on the curve that the key is on.
    ///
    /// They differ only where ``Check/keyType`` is off.
    fileprivate func adapted(to key: AsymmetricKey) -> SignatureScheme {
        guard case .ecdsa(_, let hash) = self, case .ec(let curve) = key.kind else { return self }
        return .ecdsa(curve, hash)
    }
}
