import CryptoPrimitives
package import ReferenceJOSE

/// A check that isn't made everywhere: for one algorithm, one type of key, one serialization or one part of a token, the
/// reference lacks it.
package struct PartialCheck: Hashable, Sendable {
    /// The check.
    let check: Check
    /// Where it's missing.
    let scope: Scope

    /// Where a check is missing.
    enum Scope: Hashable, Sendable {
        case algorithm(Algorithm)
        case keyType(JWK.KeyType)
        /// Tokens in JSON serialization.
        case json
        /// Tokens whose payload is a claims set.
        case claims
        /// Every question but the first that a verifier is asked.
        case later
        /// Keys that come in a JWK Set.
        case set
        /// Questions with several acceptable issuers or recipients.
        case several
        case place(TextPlace)
    }
}

/// A text of a token or a key.
package enum TextPlace: String, Hashable, Sendable, CaseIterable {
    case header, payload, signature, claims, token, key
}

/// What a verifier can tell of a question before it looks at the token.
package struct Situation: Hashable, Sendable {
    let algorithms: [Algorithm]
    let isJSON: Bool
    let isClaims: Bool
    let isLater: Bool
    let isSet: Bool
    let isSeveral: Bool

    /// Describes a question.
    ///
    /// - Parameters:
    ///   - algorithms: those that the policy allows.
    ///   - isJSON: whether the token is in JSON serialization.
    ///   - isClaims: whether the payload is a claims set.
    ///   - isLater: whether the verifier was asked something before.
    ///   - isSet: whether the keys came in a JWK Set.
    ///   - isSeveral: whether the policy has several issuers or recipients.
    package init(
        algorithms: [Algorithm],
        isJSON: Bool,
        isClaims: Bool,
        isLater: Bool,
        isSet: Bool,
        isSeveral: Bool
    ) {
        self.algorithms = algorithms
        self.isJSON = isJSON
        self.isClaims = isClaims
        self.isLater = isLater
        self.isSet = isSet
        self.isSeveral = isSeveral
    }
}

extension PartialCheck.Scope {
    /// Whether the check is missing here.
    func holds(in situation: Situation?, at place: TextPlace?) -> Bool {
        switch self {
        case .place(let own): return own == place
        case .algorithm(let algorithm): return situation?.algorithms == [algorithm]
        case .keyType(let type):
            guard let algorithms = situation?.algorithms, !algorithms.isEmpty else { return false }
            return algorithms.allSatisfy { $0.keyType == type }
        case .json: return situation?.isJSON ?? false
        case .claims: return situation?.isClaims ?? false
        case .later: return situation?.isLater ?? false
        case .set: return situation?.isSet ?? false
        case .several: return situation?.isSeveral ?? false
        }
    }

    fileprivate var words: (name: String, text: String) {
        switch self {
        case .algorithm(let algorithm): ("but-for-\(algorithm.rawValue.lowercased())", "for \(algorithm.rawValue)")
        case .keyType(let type): ("but-for-\(type.rawValue.lowercased())-keys", "for \(type.rawValue) keys")
        case .json: ("but-for-json", "in JSON serialization")
        case .claims: ("but-for-claims", "where the payload is a claims set")
        case .later: ("but-for-the-first", "after a verifier's first token")
        case .set: ("but-for-sets", "for keys of a JWK Set")
        case .several: ("but-for-several", "where several issuers or recipients are acceptable")
        case .place(let place): ("but-for-the-\(place.rawValue)", "in the \(place.rawValue)")
        }
    }
}

extension Algorithm {
    /// The `kty` of its keys.
    package var keyType: JWK.KeyType {
        switch method {
        case .mac: .oct
        case .signature(.rsaPKCS1), .signature(.rsaPSS): .rsa
        case .signature(.ecdsa): .ec
        case .signature(.eddsa): .okp
        }
    }
}

extension PartialCheck: WrongCheck {
    var name: String { scope.words.name }
    var summary: String { "the check isn't made \(scope.words.text)" }
    // A key that fails a check hides the reason of another.
    var onlyAccepts: Bool { true }

    /// The table: checks by the places where one can be forgotten.
    static let all: [PartialCheck] =
        of([.signature], Algorithm.allCases.map { .algorithm($0) })
        + of([.keyType], (algorithms(.oct) + algorithms(.ec)) + [.algorithm(.ed25519), .algorithm(.ed448)])
        + of([.hmacKeySize, .hmacLength], algorithms(.oct))
        + of([.rsaKeySize, .rsaSignatureLength, .rsaSignatureRange], algorithms(.rsa))
        + of([.pssSaltLength], [.ps256, .ps384, .ps512].map { .algorithm($0) })
        + of([.ecdsaSignatureLength, .ecdsaRange], algorithms(.ec))
        + of([.eddsaSignatureLength, .eddsaRange], algorithms(.okp))
        + of(
            [
                .keyAlgorithm, .keyUse, .keyOperations, .keyUseConsistent, .keyFound, .algNone, .algAllowed, .jwkBase64,
                .jwkMembers,
            ],
            JWK.KeyType.allCases.map { .keyType($0) }
        )
        + of([.keyEmbedded], [.rsa, .ec, .okp].map { .keyType($0) })
        + of([.keyCertificate], [.rsa, .ec].map { .keyType($0) })
        + of(
            [
                .signature, .algAllowed, .algNone, .algExact, .critUnderstood, .critArray, .critPresent, .typ,
                .headerTypes,
                .keyFound, .keyType, .keyAlgorithm, .keyUse, .keyOperations, .keyEmbedded, .hmacKeySize, .hmacLength,
                .encrypted, .b64Critical, .b64Boolean, .ecdsaRange, .ecdsaSignatureLength,
            ],
            [.json]
        )
        + of(
            [
                .signature, .algAllowed, .algNone, .algExact, .keyFound, .keyType, .keyAlgorithm, .keyUse, .keyEmbedded,
                .critUnderstood, .headerTypes, .hmacKeySize, .ecdsaRange, .ecdsaSignatureLength, .rsaKeySize,
            ],
            [.claims]
        )
        + of(
            [
                .signature, .algAllowed, .algNone, .keyFound, .typ, .critUnderstood, .headerTypes, .expired,
                .notYetValid,
                .issuer, .audience, .subject, .requiredClaims, .expectedClaims, .revoked, .keyEmbedded,
                .numericDateType, .issuerKey,
            ],
            [.later]
        )
        + of([.issuer, .issuerType, .audience, .audienceType, .requiredClaims, .signature], [.several])
        + of(
            [
                .keyAlgorithm, .keyUse, .keyOperations, .hmacKeySize, .rsaKeySize, .rsaExponent, .jwkOnCurve,
                .jwkBase64,
                .jwkMembers, .jwkCoordinateLength, .jwkMinimal, .jwkKeyLength, .jwkPrivate, .hmacKeySecret, .keyType,
            ],
            [.set]
        )
        + of(
            [.base64Padding, .base64Alphabet, .base64WhiteSpace, .base64Character, .base64Length, .base64TrailingBits],
            [.header, .payload, .signature].map { .place($0) }
        )
        + of(
            [
                .jsonGrammar, .jsonEncoding, .jsonByteOrderMark, .jsonTrailingOctets, .jsonDuplicateMember, .jsonNUL,
                .jsonDepth, .jsonNumberRange,
            ],
            [.header, .claims, .token, .key].map { .place($0) }
        )

    private static func of(_ checks: [Check], _ scopes: [Scope]) -> [PartialCheck] {
        checks.flatMap { check in scopes.map { PartialCheck(check: check, scope: $0) } }.filter { partial in
            // Behind a byte order mark there is no brace, so that neither a token nor a key is JSON.
            partial.check != .jsonByteOrderMark || ![.place(.token), .place(.key)].contains(partial.scope)
        }
    }

    private static func algorithms(_ type: JWK.KeyType) -> [Scope] {
        Algorithm.allCases.filter { $0.keyType == type }.map { .algorithm($0) }
    }
}
