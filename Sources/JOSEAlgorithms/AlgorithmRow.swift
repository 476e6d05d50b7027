/// What an algorithm does, with the curve where the key brings it.
package enum AlgorithmMethod: Hashable, Sendable {
    /// A MAC.
    case mac(HashFunction)
    /// A signature.
    case signature(SignatureScheme)
}

/// One row of the table of algorithms: everything that their specifications say of one.
///
/// A new algorithm begins with its row. `AlgorithmTableTests` then says where something is missing: in the reference, the
/// corpus or the benchmark.
package struct AlgorithmRow: Hashable, Sendable {
    /// The value of `alg`.
    package let name: String
    /// What the algorithm does.
    package let method: AlgorithmMethod
    /// The kinds of key that it takes; the first is the usual one.
    package let keys: [KeyKind]
    /// What the `alg` of its keys may say instead of its own name (RFC 9864 section 5).
    package let otherNames: [String]

    /// A row whose method says which key it takes.
    private init(_ name: String, _ method: AlgorithmMethod) {
        let key: KeyKind =
            switch method {
            case .mac: .secret
            case .signature(.ecdsa(let curve, _)): .ec(curve)
            case .signature: .rsa
            }
        (self.name, self.method, keys, otherNames) = (name, method, [key], [])
    }

    /// A row of EdDSA, whose key brings the curve.
    private init(_ name: String, on curves: OctetKeyCurve..., otherNames: String...) {
        (self.name, method) = (name, .signature(.eddsa))
        keys = curves.map(KeyKind.okp)
        self.otherNames = otherNames
    }
}

extension AlgorithmRow {
    /// Every algorithm of JWS but `none`: RFC 7518 section 3.1, RFC 8812 section 3.2, RFC 8037 section 3.1, RFC 9864
    /// section 2.2.
    package static let all = [
        AlgorithmRow("HS256", .mac(.sha256)),
        AlgorithmRow("HS384", .mac(.sha384)),
        AlgorithmRow("HS512", .mac(.sha512)),
        AlgorithmRow("RS256", .signature(.rsaPKCS1(.sha256))),
        AlgorithmRow("RS384", .signature(.rsaPKCS1(.sha384))),
        AlgorithmRow("RS512", .signature(.rsaPKCS1(.sha512))),
        AlgorithmRow("PS256", .signature(.rsaPSS(.sha256))),
        AlgorithmRow("PS384", .signature(.rsaPSS(.sha384))),
        AlgorithmRow("PS512", .signature(.rsaPSS(.sha512))),
        AlgorithmRow("ES256", .signature(.ecdsa(.p256, .sha256))),
        AlgorithmRow("ES384", .signature(.ecdsa(.p384, .sha384))),
        AlgorithmRow("ES512", .signature(.ecdsa(.p521, .sha512))),
        AlgorithmRow("ES256K", .signature(.ecdsa(.secp256k1, .sha256))),
        AlgorithmRow("EdDSA", on: .ed25519, .ed448, otherNames: "Ed25519", "Ed448"),
        AlgorithmRow("Ed25519", on: .ed25519, otherNames: "EdDSA"),
        AlgorithmRow("Ed448", on: .ed448, otherNames: "EdDSA"),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { (Array($0.name.utf8), $0) })

    /// The algorithm of a name, to the octet; `nil` for any other text.
    package static func named(_ name: String) -> AlgorithmRow? { byName[Array(name.utf8)] }

    /// The key that it's signed with in the corpus and in the benchmark.
    package var usualKey: KeyKind { keys[0] }

    /// The least length of a key in bits, if the algorithm and not the curve says it (RFC 7518 sections 3.2, 3.3, 3.5).
    package var minimumKeyBits: Int? {
        switch method {
        case .mac(let hash): hash.octetCount * 8
        case .signature(.rsaPKCS1), .signature(.rsaPSS): 2048
        case .signature(.ecdsa), .signature(.eddsa): nil
        }
    }

    /// How long a signature is in octets.
    ///
    /// - Parameters:
    ///   - curve: the `crv` of the key; the usual key's if it's `nil` or the algorithm doesn't take it.
    ///   - modulusOctetCount: the length of an RSA key's modulus.
    /// - Returns: `nil` for RSA without a modulus.
    package func signatureOctetCount(curve: String?, modulusOctetCount: Int?) -> Int? {
        switch keys.first(where: { $0.curveName == curve }) ?? usualKey {
        case .secret: minimumKeyBits.map { $0 / 8 }
        case .rsa: modulusOctetCount
        case .ec(let curve): curve.coordinateOctetCount * 2
        case .okp(let curve): curve.signatureOctetCount
        }
    }
}
