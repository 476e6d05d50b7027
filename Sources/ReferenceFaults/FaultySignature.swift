import CryptoPrimitives
import ReferenceJOSE
import StrictJSON

/// Verifies a signature as a verifier with a fault does.
struct FaultySignature {
    let faults: Faults
    let algorithm: Algorithm
    let message: [UInt8]

    /// Checks a signature under a key.
    func check(_ signature: [UInt8], by key: JWK) throws(Rejection) {
        let own = faults.follow(.algOfTheKey) ? key.metadata.algorithm.flatMap(Algorithm.init(rawValue:)) : nil
        guard try holds(signature, key, own ?? algorithm) || faults.lack(.signature) else {
            throw Rejection(.signature, "the signature is wrong")
        }
    }

    /// Checks a MAC under each of some values that aren't secrets.
    func check(_ mac: [UInt8], byAny secrets: [[UInt8]], _ hash: HashFunction) throws(Rejection) {
        let holds = secrets.contains { mac == Self.code($0, hash, message) }
        guard holds || faults.lack(.signature) else {
            throw Rejection(.signature, "the signature is wrong")
        }
    }

    private func holds(_ signature: [UInt8], _ key: JWK, _ algorithm: Algorithm) throws(Rejection) -> Bool {
        switch (algorithm.method, key.material) {
        case (.mac(let hash), .secret(let secret)):
            var read = secret
            if case .secret(let misread) = faults.mutation { read = misread.read(secret, hash) }
            return try macHolds(signature, read, faults.follow(.hmacHashOfKeyLength) ? .fitting(secret) : hash)
        case (.mac(let hash), .asymmetric(let key)):
            // Only if types aren't compared do such a key and such an algorithm meet.
            guard faults.lack(.keyType) else { return false }
            return key.confusedSecrets().contains { signature == Self.code($0, hash, message) }
        case (.signature(let scheme), .asymmetric(let key)):
            if case .encoding(let uncompared) = faults.mutation, uncompared.algorithm == algorithm,
                uncompared.overlooks(signature, of: message, key: key)
            {
                return true
            }
            return try holds(signature, key.forSigning, scheme.adapted(to: key))
        case (.signature, .secret):
            return false
        }
    }

    // MARK: MACs

    private static func code(_ secret: [UInt8], _ hash: HashFunction, _ message: [UInt8]) -> [UInt8]? {
        guard var context = try? MACContext(secret: secret.span, function: hash) else { return nil }
        return context.code(for: message.span)
    }

    private func macHolds(_ received: [UInt8], _ secret: [UInt8], _ hash: HashFunction) throws(Rejection) -> Bool {
        let code = Self.code(secret, hash, message)
        guard received.count != hash.octetCount else { return received == code }
        if faults.follow(.hmacPrefix) || faults.lack(.hmacLength) {
            if received.isEmpty { return faults.lack(.hmacLength) }
            if faults.lack(.hmacLength), received.count == hash.octetCount * 2, let octets = received.fromHexadecimal {
                return octets == code
            }
            return code?.starts(with: received.prefix(hash.octetCount)) ?? false
        }
        throw Rejection(.hmacLength, "the MAC has \(received.count) octets, not \(hash.octetCount)")
    }

    // MARK: Signatures

    private func holds(
        _ signature: [UInt8],
        _ key: AsymmetricKey,
        _ scheme: SignatureScheme
    ) throws(Rejection) -> Bool {
        guard let form = try? SignatureForm(scheme: scheme, key: key) else { return false }
        let shown = try mutated(signature, key)
        guard let octets = try inForm(shown, form, key) else { return true }
        if verifies(octets, key, scheme, saltLength) { return true }
        if confusedSchemes(with: scheme).contains(where: { verifies(octets, key, $0, .digest) }) { return true }
        // A second verification tells a wrong salt's length from a signature that doesn't hold at all.
        if case .rsaPSS = scheme, verifies(octets, key, scheme, .any) {
            throw Rejection(.pssSaltLength, "the salt isn't as long as the hash")
        }
        return false
    }

    private func verifies(
        _ signature: [UInt8],
        _ key: AsymmetricKey,
        _ scheme: SignatureScheme,
        _ saltLength: PSSSaltLength
    ) -> Bool {
        var context = try? VerificationContext(key: key, scheme: scheme, saltLength: saltLength)
        return context?.isValid(signature.span, for: message.span) ?? false
    }

    private var saltLength: PSSSaltLength {
        if faults.lack(.pssSaltLength) || faults.follow(.pssAnySalt) { return .any }
        return faults.follow(.pssEmptySalt) ? .octets(0) : .digest
    }

    private func confusedSchemes(with scheme: SignatureScheme) -> [SignatureScheme] {
        switch scheme {
        case .rsaPKCS1 where faults.follow(.pkcs1AnyHash):
            [HashFunction.sha256, .sha384, .sha512].map { .rsaPKCS1($0) }
        case .rsaPKCS1(let hash) where faults.follow(.paddingOfTheSignature): [.rsaPSS(hash)]
        case .rsaPSS(let hash) where faults.follow(.paddingOfTheSignature): [.rsaPKCS1(hash)]
        default: []
        }
    }

    // MARK: The form

    /// The signature in a form that the strict check accepts.
    ///
    /// - Returns: `nil` for what an implementation without the check accepts unseen: no octets, or zeros on both sides of
    ///   ECDSA's equation.
    private func inForm(
        _ signature: [UInt8],
        _ form: SignatureForm,
        _ key: AsymmetricKey
    ) throws(Rejection) -> [UInt8]? {
        do {
            try form.check(signature.span)
            return signature
        } catch {
            guard faults.lack(error.check) || overlooksRange(of: signature, error.check, key) else { throw error }
            guard !signature.isEmpty else { return nil }
            guard let repaired = repaired(signature, error.check, key) else { throw error }
            if error.check == .ecdsaRange,
                repaired.prefix(repaired.count / 2).isZero || repaired.suffix(repaired.count / 2).isZero
            {
                return nil
            }
            // A signature that now has the right length can still be out of range.
            return try repaired == signature ? signature : inForm(repaired, form, key)
        }
    }

    /// Whether a check of integers that goes wrong doesn't see what is out of range.
    private func overlooksRange(of signature: [UInt8], _ check: Check, _ key: AsymmetricKey) -> Bool {
        let halves = [signature.prefix(signature.count / 2), signature.suffix(signature.count / 2)]
        switch (check, key.kind) {
        case (.ecdsaRange, .ec(let curve)):
            let isInRange = halves.map { !$0.isZero && $0.lexicographicallyPrecedes(curve.order) }
            if faults.follow(.rangeOfROnly) { return isInRange[0] }
            if faults.follow(.rangeOfSOnly) { return isInRange[1] }
            if faults.follow(.zeroOnly) { return halves.allSatisfy { !$0.isZero } }
            return faults.follow(.orderOnly) && halves.contains { $0.isZero }
                && halves.allSatisfy { $0.lexicographicallyPrecedes(curve.order) }
        case (.eddsaRange, .okp(.ed25519)): return faults.follow(.eddsaTopBits) && (signature.last ?? 0) & 0xE0 == 0
        default: return false
        }
    }

    private func repaired(_ signature: [UInt8], _ check: Check, _ key: AsymmetricKey) -> [UInt8]? {
        switch (check, key.kind) {
        case (.rsaSignatureLength, .rsa(let bits)):
            let significant = signature.drop { $0 == 0 }.prefix((bits + 7) / 8)
            return [UInt8](repeating: 0, count: (bits + 7) / 8 - significant.count) + significant
        case (.rsaSignatureRange, .rsa):
            return signature.reduced(modulo: key.rsaComponents?.n ?? [])
        case (.ecdsaSignatureLength, .ec(let curve)):
            return curve.fittedSignature(signature)
        case (.ecdsaRange, .ec(let curve)):
            let size = curve.coordinateOctetCount
            guard let r = Array(signature.prefix(size)).reduced(modulo: curve.order),
                let s = Array(signature.suffix(size)).reduced(modulo: curve.order)
            else { return nil }
            return r + s
        case (.eddsaSignatureLength, .okp(let curve)):
            // What is too short is filled up with zeros, as in a buffer of C.
            let count = curve.signatureOctetCount
            return signature.prefix(count) + [UInt8](repeating: 0, count: max(0, count - signature.count))
        case (.eddsaRange, .okp(let curve)):
            // S is the second half, least significant octet first.
            let half = signature.count / 2
            return Array(signature.suffix(half).reversed()).reduced(modulo: curve.signatureOrder).map {
                signature.prefix(half) + $0.reversed()
            }
        default: return nil
        }
    }

    /// The signature as a check that goes wrong sees it; or its rejection, if that is stricter.
    private func mutated(_ signature: [UInt8], _ key: AsymmetricKey) throws(Rejection) -> [UInt8] {
        if case .rsa = key.kind, faults.follow(.rsaStripped), signature.first == 0 {
            throw Rejection(.rsaSignatureLength, "the signature begins with zero")
        }
        guard case .ec(let curve) = key.kind else { return signature }
        let size = curve.coordinateOctetCount
        if faults.follow(.derBesideRaw) || faults.follow(.derAlone) {
            if let decoded = curve.decodedDERSignature(signature) { return decoded }
            if faults.follow(.derAlone) { throw Rejection(.ecdsaSignatureLength, "the signature isn't DER") }
        }
        if faults.follow(.shortPaddedBehind), !signature.isEmpty, signature.count < size * 2 {
            return signature + [UInt8](repeating: 0, count: size * 2 - signature.count)
        }
        if faults.follow(.xNotReduced), signature.prefix(size).dropLast().isZero {
            throw Rejection(.signature, "x is above the order")
        }
        if faults.follow(.lowSDemanded), curve.hasHighS(signature) {
            throw Rejection(.ecdsaRange, "S is above half the order")
        }
        return signature
    }
}

extension EllipticCurve {
    /// R and S in full length, from what a lenient implementation accepts: DER, or halves that are too long or short.
    fileprivate func fittedSignature(_ signature: [UInt8]) -> [UInt8] {
        if let decoded = decodedDERSignature(signature) { return decoded }
        let size = coordinateOctetCount
        guard signature.count > size * 2 else {
            return [UInt8](repeating: 0, count: size * 2 - signature.count) + signature
        }
        guard signature.count.isMultiple(of: 2) else { return Array(signature.prefix(size * 2)) }
        let half = signature.count / 2
        return Array(signature[(half - size)..<half] + signature.suffix(size))
    }

    /// Whether S is above half the order.
    fileprivate func hasHighS(_ signature: [UInt8]) -> Bool {
        let s = Array(signature.suffix(coordinateOctetCount))
        guard let number = try? BigNumber(s.span), let order = try? BigNumber(order.span),
            let other = try? order.subtracting(number)
        else { return false }
        return other.isLess(than: number)
    }
}

extension HashFunction {
    /// The hash function that a secret is as long as, or longer.
    fileprivate static func fitting(_ secret: [UInt8]) -> HashFunction {
        secret.count >= 64 ? .sha512 : secret.count >= 48 ? .sha384 : .sha256
    }
}

extension AsymmetricKey {
    /// The key on the curve of signatures with the same octets, if this one is of key agreement.
    fileprivate var forSigning: AsymmetricKey {
        guard case .okp(.x25519) = kind, let x = octetKeyComponents?.x else { return self }
        return (try? AsymmetricKey(OctetKeyComponents(curve: .ed25519, x: x))) ?? self
    }
}

extension SignatureScheme {
    /// ECDSA on the curve that the key is on; they differ only if types aren't compared.
    fileprivate func adapted(to key: AsymmetricKey) -> SignatureScheme {
        guard case .ecdsa(_, let hash) = self, case .ec(let curve) = key.kind else { return self }
        return .ecdsa(curve, hash)
    }
}

extension Sequence<UInt8> {
    /// Whether every octet is zero.
    fileprivate var isZero: Bool { allSatisfy { $0 == 0 } }
}

extension [UInt8] {
    /// The octets that hexadecimal digits spell.
    fileprivate var fromHexadecimal: [UInt8]? {
        let digits = compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == count, count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// The remainder, in as many octets.
    fileprivate func reduced(modulo modulus: [UInt8]) -> [UInt8]? {
        try? BigNumber(span).remainder(dividingBy: BigNumber(modulus.span)).octets(count: count)
    }
}
