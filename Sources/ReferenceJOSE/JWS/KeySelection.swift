import CryptoPrimitives
import StrictJSON

extension JWKSet {
    /// The keys to try for a signature, by position: those that fit `kid`, `alg` and the use.
    ///
    /// A key without `kid` fits every `kid`: the caller trusts it all the same. Where several keys fit the `kid` and
    /// some of them fit `alg`, the others are skipped (RFC 7517 section 4.5); if none does, the first says why.
    func candidates(for header: JOSEHeader, algorithm: Algorithm) throws(Rejection) -> [Int] {
        var fitting: [Int] = []
        var first: Rejection?
        for (position, key) in keys.enumerated() {
            if let wanted = header["kid"]?.string, let keyID = key.metadata.keyID, !wanted.isExactly(keyID) {
                continue
            }
            do {
                try key.checkFitness(for: algorithm, operation: "verify")
                fitting.append(position)
            } catch {
                first = first ?? error
            }
            if fitting.count == TokenLimits.triedKeyCount { break }
        }
        guard fitting.isEmpty else { return fitting }
        throw first ?? ignored.first?.reason ?? Rejection(.keyFound, "no trusted key has this kid")
    }
}

extension JWK {
    /// Checks that the key is one for this algorithm and this use.
    ///
    /// - Parameters:
    ///   - algorithm: the token's algorithm.
    ///   - operation: `verify` or `sign`.
    /// - Throws: ``Rejection`` by the check that fails.
    func checkFitness(for algorithm: Algorithm, operation: String) throws(Rejection) {
        try checkType(for: algorithm)
        try checkMetadata(for: algorithm, operation: operation)
        try checkStrength(for: algorithm)
    }

    /// Checks that the key's type and curve are the algorithm's (RFC 7518 section 3.1).
    package func checkType(for algorithm: Algorithm) throws(Rejection) {
        guard fitsType(of: algorithm) else {
            throw Rejection(.keyType, "\(algorithm.rawValue) needs another key type than \(description)")
        }
    }

    /// Checks what the key's owner says that it's for (RFC 7517 sections 4.2 to 4.4).
    package func checkMetadata(for algorithm: Algorithm, operation: String) throws(Rejection) {
        if let own = metadata.algorithm, !algorithm.rawValue.isExactly(own), !algorithm.isAlsoCalled(own) {
            throw Rejection(.keyAlgorithm, "the key is for \(own), the token says \(algorithm.rawValue)")
        }
        if let use = metadata.use, use != "sig" {
            throw Rejection(.keyUse, "the key's use is \(use)")
        }
        guard let operations = metadata.operations else { return }
        if metadata.use == "sig", Set(operations).isDisjoint(with: ["sign", "verify"]) {
            throw Rejection(.keyUseConsistent, "use is sig, but key_ops has neither sign nor verify")
        }
        guard operations.containsExactly(operation) else {
            throw Rejection(.keyOperations, "key_ops doesn't contain \(operation)")
        }
    }

    /// Checks that the key is as long as RFC 7518 sections 3.2 and 3.3 require.
    package func checkStrength(for algorithm: Algorithm) throws(Rejection) {
        if case .mac(let hash) = algorithm.method, case .secret(let secret) = material {
            guard secret.count >= hash.octetCount else {
                throw Rejection(
                    .hmacKeySize,
                    "\(algorithm.rawValue) needs \(hash.octetCount) octets, not \(secret.count)"
                )
            }
        }
        if case .asymmetric(let key) = material, case .rsa(let bits) = key.kind {
            guard bits >= 2048 else { throw Rejection(.rsaKeySize, "the modulus has \(bits) bits") }
        }
    }

    private func fitsType(of algorithm: Algorithm) -> Bool {
        switch (algorithm.method, material) {
        case (.mac, .secret):
            true
        case (.signature(let scheme), .asymmetric(let key)):
            switch (scheme, key.kind) {
            case (.rsaPKCS1, .rsa), (.rsaPSS, .rsa): true
            case (.ecdsa(let curve, _), .ec(let own)): curve == own
            case (.eddsa, .okp(let curve)): algorithm.takes(curve)
            default: false
            }
        default:
            false
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
