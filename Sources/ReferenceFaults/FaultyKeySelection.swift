import CryptoPrimitives
import ReferenceJOSE
import StrictJSON

// The selection of a key by a verifier with a fault.
extension Faults {
    /// The keys to try for a signature: those that fit `kid`, `alg` and the use.
    func candidates(
        in set: JWKSet,
        for header: JOSEHeader,
        algorithm: Algorithm
    ) throws(Rejection) -> [JWK] {
        var fitting: [JWK] = []
        var first: Rejection?
        for key in set.keys where isNamed(key, by: header["kid"]?.string, of: set.keys.count) {
            do {
                try checkFitness(of: key, for: algorithm)
                fitting.append(key)
            } catch {
                first = first ?? error
            }
            if fitting.count == (follow(.firstKeyAlone) ? 1 : TokenLimits.triedKeyCount) { break }
        }
        guard fitting.isEmpty else { return fitting }
        throw first ?? set.ignored.first?.reason ?? Rejection(.keyFound, "no trusted key has this kid")
    }

    private func isNamed(_ key: JWK, by wanted: String?, of count: Int) -> Bool {
        guard let keyID = key.metadata.keyID else { return true }
        guard let wanted else { return !follow(.kidDemanded) }
        return wanted.isExactly(keyID) || lack(.keyFound) || confuse(wanted, with: keyID, in: .keyID)
            || (follow(.kidIgnoredForOneKey) && count == 1)
    }

    private func checkFitness(of key: JWK, for algorithm: Algorithm) throws(Rejection) {
        if !lack(.keyType) { try key.checkType(for: algorithm) }
        let shown = JWK(material: key.material, metadata: shownMetadata(key.metadata, for: algorithm))
        try shown.checkMetadata(for: algorithm, operation: "verify")
        try checkStrength(of: key, for: algorithm)
    }

    /// What the strict check is shown of a key's metadata: nothing that the fault doesn't see.
    private func shownMetadata(_ metadata: JWK.Metadata, for algorithm: Algorithm) -> JWK.Metadata {
        var shown = metadata
        if lack(.keyAlgorithm) || follow(.algOfTheKey) { shown.algorithm = nil }
        if let own = metadata.algorithm, confuse(algorithm.rawValue, with: own, in: .keyAlgorithm) {
            shown.algorithm = algorithm.rawValue
        }
        if lack(.keyUse), metadata.use != "sig" { shown.use = nil }
        guard let operations = metadata.operations else { return shown }
        let signs = !Set(operations).isDisjoint(with: ["sign", "verify"])
        if metadata.use == "sig", !signs {
            if lack(.keyUseConsistent) { shown.operations = nil }
        } else if lack(.keyOperations) || (follow(.signIsVerify) && signs)
            || operations.contains(where: { confuse("verify", with: $0, in: .operation) })
        {
            shown.operations = nil
        }
        return shown
    }

    private func checkStrength(of key: JWK, for algorithm: Algorithm) throws(Rejection) {
        if case .mac(let hash) = algorithm.method, case .secret(let secret) = key.material {
            if lack(.hmacKeySize) || (follow(.hmacKeyHalf) && secret.count * 2 >= hash.octetCount) { return }
            guard !follow(.hmacKeyLonger) || secret.count > hash.octetCount else {
                throw Rejection(.hmacKeySize, "the secret isn't longer than the hash")
            }
        }
        if case .asymmetric(let key) = key.material, case .rsa(let bits) = key.kind {
            if lack(.rsaKeySize) || (follow(.rsaKey1024) && bits >= 1024) { return }
        }
        try key.checkStrength(for: algorithm)
    }
}
