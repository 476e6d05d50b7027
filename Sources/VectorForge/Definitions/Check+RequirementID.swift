import ReferenceJOSE

extension Check {
    /// The requirement for a vector that this check rejects, if its definition names no finer one.
    ///
    /// ``Check/requirement`` is the section that a person reads; this is the row of the catalog.
    var requirementID: String {
        switch self {
        case .tokenSize, .headerSize: "RFC8259#9-2"
        case .base64Padding: "RFC7515#2-1"
        case .base64Alphabet: "RFC7515#2-2"
        case .base64WhiteSpace: "RFC7515#2-3"
        case .base64Character: "RFC7515#2-4"
        case .base64Length: "RFC7515#2-5"
        case .base64TrailingBits: "RFC4648#3.5-1"
        case .compactSegments: "RFC7515#3.1-1"
        case .encrypted: "RFC7516#9-1"
        case .jsonGrammar: "RFC7515#5.2-3"
        case .jsonEncoding: "RFC7515#5.2-1"
        case .jsonByteOrderMark: "RFC8259#8.1-2"
        case .jsonTrailingOctets: "RFC7515#10.12-1"
        case .jsonDuplicateMember: "RFC7515#4-2"
        case .jsonNUL: "RFC8259#9-3"
        case .jsonDepth: "RFC8259#9-1"
        case .jsonNumberRange: "RFC8259#6-2"
        default: serializationOrHeaderID ?? keyID ?? signatureOrClaimID
        }
    }

    private var serializationOrHeaderID: String? {
        switch self {
        case .serializationMembers: "RFC7515#7.2.1-1"
        case .serializationSignatures: "RFC7515#5.2-6"
        case .serializationForm: "RFC7515#7.2.2-1"
        case .headersDisjoint: "RFC7515#7.2.1-8"
        case .everySignature: "RFC7515#5.2-7"
        case .detachedPayload: "RFC7515#F-2"
        case .headerObject: "RFC7515#4-1"
        case .headerTypes: "RFC7515#4.1-1"
        case .algPresent: "RFC7515#4.1.1-1"
        case .algString: "RFC7515#4.1.1-3"
        case .algNone: "RFC8725#3.2-1"
        case .algExact: "RFC7515#4.1.1-2"
        case .algAllowed: "RFC8725#3.1-1"
        case .critArray: "RFC7515#4.1.11-6"
        case .critEmpty: "RFC7515#4.1.11-2"
        case .critDuplicate: "RFC7515#4.1.11-4"
        case .critRegistered: "RFC7515#4.1.11-3"
        case .critPresent: "RFC7515#4.1.11-5"
        case .critUnderstood: "RFC7515#4.1.11-1"
        case .critProtected: "RFC7515#4.1.11-7"
        case .b64Boolean: "RFC7797#3-2"
        case .b64Critical: "RFC7797#6-1"
        case .b64Protected: "RFC7797#3-1"
        case .b64Same: "RFC7797#3-3"
        case .b64Payload: "RFC7797#5.2-1"
        case .b64Claims: "RFC7797#7-1"
        case .typ: "RFC8725#3.11-1"
        default: nil
        }
    }

    private var keyID: String? {
        switch self {
        case .keyFound: "RFC7515#4.1.4-2"
        case .keyType: "RFC7517#4.1-2"
        case .keyAlgorithm: "RFC7517#4.4-1"
        case .keyUse: "RFC7517#4.2-1"
        case .keyOperations: "RFC7517#4.3-1"
        case .keyUseConsistent: "RFC7517#4.3-3"
        case .keyEmbedded: "RFC7515#4.1.3-1"
        case .keyCertificate: "RFC7515#4.1.6-1"
        case .hmacKeySize: "RFC7518#3.2-1"
        case .hmacKeySecret: "RFC8725#3.1-2"
        case .rsaKeySize: "RFC7518#3.3-1"
        case .rsaKeyMaximum: "RFC8017#3.1-2"
        case .rsaExponent: "RFC8017#3.1-1"
        case .jwkObject: "RFC7517#4-3"
        case .jwkType: "RFC7517#4.1-1"
        case .jwkMembers: "RFC7517#4-4"
        case .jwkBase64: "RFC7518#6-2"
        case .jwkMinimal: "RFC7518#2-1"
        case .jwkCoordinateLength: "RFC7518#6.2.1.2-1"
        case .jwkOnCurve: "RFC7518#6.2.1-2"
        case .jwkKeyLength: "RFC8037#2-2"
        case .jwkSmallOrder: "RFC8725#3.4-2"
        case .jwkPrivate: "RFC7518#6.3.2-1"
        case .jwkMultiPrime: "RFC7518#6.3.2.7-1"
        case .jwkSetKeys: "RFC7517#5-1"
        case .pem: "RFC7468#2-2"
        default: nil
        }
    }

    private var signatureOrClaimID: String {
        switch self {
        case .hmacLength: "RFC7518#3.2-4"
        case .rsaSignatureLength: "RFC8017#8.2.2-1"
        case .rsaSignatureRange: "RFC8017#5.2.2-1"
        case .pssSaltLength: "RFC7518#3.5-1"
        case .ecdsaSignatureLength: "RFC7518#3.4-1"
        case .ecdsaRange: "FIPS186-5#6.4.2-1"
        case .eddsaSignatureLength: "RFC8032#5.1.7-2"
        case .eddsaRange: "RFC8032#5.1.7-1"
        case .claimsCompact: "RFC7519#1-1"
        case .claimsNested: "RFC7519#5.2-1"
        case .claimsObject: "RFC7519#7.2-4"
        case .numericDateType: "RFC7519#2-2"
        case .expired: "RFC7519#4.1.4-1"
        case .notYetValid: "RFC7519#4.1.5-1"
        case .issuedInFuture: "RFC7519#4.1.6-2"
        case .issuerType: "RFC7519#4.1.1-2"
        case .issuer: "RFC7519#4.1.1-1"
        case .subjectType: "RFC7519#4.1.2-1"
        case .subject: "RFC8725#3.8-2"
        case .audienceType: "RFC7519#4.1.3-3"
        case .audience: "RFC7519#4.1.3-1"
        case .tokenIDType: "RFC7519#4.1.7-1"
        case .requiredClaims, .rule: "RFC7519#4-4"
        case .expectedClaims: "RFC7519#7.2-8"
        case .maximumAge: "RFC7519#4.1.6-3"
        case .maximumLifetime: "RFC7519#4.1.4-3"
        case .revoked: "RFC7519#4.1.7-2"
        case .replayed: "RFC7519#4.1.7-3"
        default: "RFC7515#5.2-5"
        }
    }
}
