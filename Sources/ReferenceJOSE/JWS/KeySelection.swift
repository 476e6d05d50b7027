import CryptoPrimitives
import StrictJSON

extension JWKSet {
    /// The keys to try for a signature, by position: those that fit `kid`, `alg` and the use.
    ///
    /// A key without `kid` fits every `kid`: the caller trusts it all the same. Where several keys fit the `kid` and
    /// some of them fit `alg`, the others are passed over (RFC 7517 section 4.5); where none does, the first says why.
    func candidates(
        for header: JOSEHeader,
        algorithm: Algorithm,
        without disabled: CheckSet
    ) throws(Rejection) -> [Int] {
        var fitting: [Int] = []
        var refusal: Rejection?
        for (position, key) in keys.enumerated() {
            if let wanted = header["kid"]?.string, let keyID = key.metadata.keyID, !disabled.contains(.keyFound) {
                guard disabled.isSame(wanted, keyID, .keyID) || (disabled.has(.kidIgnoredForOneKey) && keys.count == 1)
                else { continue }
            } else if disabled.has(.kidDemanded), key.metadata.keyID != nil {
                continue
            }
            do {
                try key.checkFitness(for: algorithm, operation: "verify", without: disabled)
                fitting.append(position)
            } catch {
                refusal = refusal ?? error
            }
            if fitting.count == (disabled.has(.firstKeyAlone) ? 1 : TokenLimits.triedKeyCount) { break }
        }
        guard fitting.isEmpty else { return fitting }
        throw refusal ?? ignored.first?.reason ?? Rejection(.keyFound, "no trusted key has this kid")
    }
}

extension JWK {
    /// Checks that the key is one for this algorithm and this use.
    ///
    /// - Parameters:
    ///   - algorithm: the token's algorithm.
    ///   - operation: `verify` or `sign`.
    ///   - disabled: checks that are switched off.
    /// - Throws: ``Rejection`` by the check that fails.
    func checkFitness(
        for algorithm: Algorithm,
        operation: String,
        without disabled: CheckSet
    ) throws(Rejection) {
        guard fitsType(of: algorithm) || disabled.contains(.keyType) else {
            throw Rejection(.keyType, "\(algorithm.rawValue) doesn't go with a key of type \(description)")
        }
        if let own = metadata.algorithm, !disabled.isSame(algorithm.rawValue, own, .keyAlgorithm),
            !algorithm.isAlsoCalled(own),
            !disabled.contains(.keyAlgorithm), !disabled.has(.algOfTheKey)
        {
            throw Rejection(.keyAlgorithm, "the key is for \(own), the token says \(algorithm.rawValue)")
        }
        if let use = metadata.use, use != "sig", !disabled.contains(.keyUse) {
            throw Rejection(.keyUse, "the key's use is \(use)")
        }
        if let operations = metadata.operations {
            let signs = !Set(operations).isDisjoint(with: ["sign", "verify"])
            if metadata.use == "sig", !signs, !disabled.contains(.keyUseConsistent) {
                throw Rejection(.keyUseConsistent, "use is sig and key_ops name neither sign nor verify")
            }
            guard
                operations.contains(where: { disabled.isSame(operation, $0, .operation) })
                    || disabled.contains(.keyOperations) || (disabled.has(.signIsVerify) && signs)
                    || (metadata.use == "sig" && !signs)
            else { throw Rejection(.keyOperations, "key_ops don't name \(operation)") }
        }
        try checkStrength(for: algorithm, without: disabled)
    }

    /// The algorithm that the key's own alg names.
    var ownAlgorithm: Algorithm? {
        metadata.algorithm.flatMap(Algorithm.init(rawValue:))
    }

    private func fitsType(of algorithm: Algorithm) -> Bool {
        switch (algorithm.method, material) {
        case (.mac, .secret):
            true
        case (.signature(let scheme), .asymmetric(let key)):
            switch (scheme, key.kind) {
            case (.rsaPKCS1, .rsa), (.rsaPSS, .rsa): true
            case (.ecdsa(let demanded, _), .ec(let curve)): demanded == curve
            case (.eddsa, .okp(let curve)): algorithm.takes(curve)
            default: false
            }
        default:
            false
        }
    }

    private func checkStrength(for algorithm: Algorithm, without disabled: CheckSet) throws(Rejection) {
        switch (algorithm.method, material) {
        case (.mac(let hash), .secret(let secret)):
            if disabled.has(.hmacKeyHalf), secret.count * 2 >= hash.octetCount { return }
            let isLong =
                secret.count > hash.octetCount || (secret.count == hash.octetCount && !disabled.has(.hmacKeyLonger))
            guard isLong || disabled.contains(.hmacKeySize) else {
                throw Rejection(
                    .hmacKeySize,
                    "\(algorithm.rawValue) needs \(hash.octetCount) octets, not \(secret.count)"
                )
            }
        case (_, .asymmetric(let key)):
            guard case .rsa(let bits) = key.kind, bits < (disabled.has(.rsaKey1024) ? 1024 : 2048),
                !disabled.contains(.rsaKeySize)
            else { return }
            throw Rejection(.rsaKeySize, "the modulus has \(bits) bits")
        default:
            break
        }
    }

    private var description: String {
        guard case .asymmetric(let key) = material else { return "oct" }
        switch key.kind {
        case .rsa: return "RSA"
        case .ec(let curve): return "EC on \(curve.joseName)"
        case .okp(let curve): return "OKP on \(curve.joseName)"
        }
    }
}
