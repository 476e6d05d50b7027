import CryptoPrimitives
import FoundationEssentials
import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

/// Keys are as long as RFC 7518 demands, unless the vector is about that.
@Suite struct KeyLengthLints {
    /// The checks of what a key is.
    ///
    /// A vector that one of them refuses may have any key.
    private static let keyChecks: Set<Check> = [
        .hmacKeySize, .hmacKeySecret, .rsaKeySize, .rsaKeyMaximum, .rsaExponent, .jwkObject, .jwkType, .jwkMembers,
        .jwkBase64, .jwkMinimal, .jwkCoordinateLength, .jwkOnCurve, .jwkKeyLength, .jwkPrivate, .jwkMultiPrime,
        .jwkSetKeys, .pem,
    ]

    @Test func `keys are long enough`() throws {
        for vector in try SourceCorpus.corpus.get().vectors {
            if let check = vector.targets.flatMap(Check.init(id:)), Self.keyChecks.contains(check) { continue }
            for jwk in vector.question.key.jwks {
                let text = try Array(JSONEncoder().encode(jwk))
                guard let key = try? Faults(missing: Check.allCases).key(parsing: text) else { continue }
                if let shortness = Self.shortness(of: key, under: vector.question.policy) {
                    Issue.record("\(vector.id): \(shortness)")
                }
            }
        }
    }

    private static func shortness(of key: JWK, under policy: VerificationPolicy) -> String? {
        switch key.material {
        case .secret(let secret):
            let demanded = policy.macs.map(\.octetCount).max() ?? 0
            return secret.count < demanded ? "\(secret.count) octets, and RFC 7518 demands \(demanded)" : nil
        case .asymmetric(let key):
            guard case .rsa(let bits) = key.kind else { return nil }
            return bits < 2048 ? "\(bits) bits, and RFC 7518 demands 2048" : nil
        }
    }
}

extension VerificationPolicy {
    /// The hash functions of the MAC algorithms that the policy allows by name.
    fileprivate var macs: [HashFunction] {
        guard case .only(let names) = algorithms else { return [] }
        return names.compactMap(Algorithm.init(rawValue:)).compactMap { algorithm in
            guard case .mac(let hash) = algorithm.method else { return nil }
            return hash
        }
    }
}

extension KeyMaterial {
    /// The JWKs, where the material is JWKs.
    fileprivate var jwks: [JSONValue] {
        switch self {
        case .jwk(let jwk, _): [jwk]
        case .jwkSet(let set): set["keys"]?.arrayValue ?? []
        case .text, .octets, .none: []
        }
    }
}
