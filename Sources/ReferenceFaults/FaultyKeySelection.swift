import CryptoPrimitives
import ReferenceJOSE
import StrictJSON

// The selection of a key by a verifier with a fault.
extension Faults {
    /// The keys to try for a signature, by position: those that fit `kid`, `alg` and the use.
    func candidates(
        in set: JWKSet,
        for header: JOSEHeader,
        algorithm: Algorithm
    ) throws(Rejection) -> [Int] {
        var fitting: [Int] = []
        var first: Rejection?
        let kid = withoutOverlookedTypes(header)["kid"]?.string
        var named = set.keys.indices.filter { isNamed(set.keys[$0], by: kid, of: set.keys) }
        if follow(.firstKeyOfKid), kid != nil { named = Array(named.prefix(1)) }
        if follow(.firstKeyWhateverUse) {
            named = named.filter { set.keys[$0].type == algorithm.keyType }.prefix(1).map(\.self)
        }
        for position in named {
            do {
                try checkFitness(of: set.keys[position], for: algorithm)
                fitting.append(position)
            } catch {
                first = first ?? error
            }
            if fitting.count == (follow(.firstKeyAlone) ? 1 : TokenLimits.triedKeyCount) { break }
        }
        guard fitting.isEmpty else { return follow(.lastKeyAlone) ? Array(fitting.suffix(1)) : fitting }
        throw first ?? set.ignored.first?.reason ?? Rejection(.keyFound, "no trusted key has this kid")
    }

    private func isNamed(_ key: JWK, by wanted: String?, of keys: [JWK]) -> Bool {
        guard let keyID = key.metadata.keyID else { return wanted == nil || !follow(.keyWithoutKidExcluded) }
        if follow(.anyKeyWithoutKid), keys.contains(where: { $0.metadata.keyID == nil }) { return true }
        guard let wanted else { return !follow(.kidDemanded) }
        return wanted.isExactly(keyID) || lack(.keyFound) || confuse(wanted, with: keyID, in: .keyID)
            || (follow(.kidIgnoredForOneKey) && keys.count == 1)
    }

    private func checkFitness(of key: JWK, for algorithm: Algorithm) throws(Rejection) {
        if !lack(.keyType) { try key.checkType(for: algorithm) }
        let shown = JWK(material: key.material, metadata: shownMetadata(of: key, for: algorithm))
        try shown.checkMetadata(for: algorithm, operation: "verify")
        try checkStrength(of: key, for: algorithm)
    }

    /// What the strict check is shown of a key's metadata: nothing that the fault doesn't see.
    private func shownMetadata(of key: JWK, for algorithm: Algorithm) -> JWK.Metadata {
        let metadata = key.metadata
        var shown = metadata
        if case .purpose(let overlooked) = mutation { shown = overlooked.read(shown, of: key) }
        if follow(.kidOfAnyUse), metadata.keyID != nil { (shown.use, shown.operations) = (nil, nil) }
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
            if lack(.rsaKeySize) || (follow(.rsaKey1024) && bits >= 1024)
                || (follow(.modulusByOctets) && bits > 2040) || follow(.modulusZerosCounted)
            {
                return
            }
        }
        try key.checkStrength(for: algorithm)
    }
}
