extension Check {
    /// The name that vectors use, such as `ecdsa.range`.
    public var id: String { definition.id }

    /// The reason to reject a token that fails it.
    public var code: Rejection.Code { definition.code }

    /// The requirement behind it, by its id in `Vectors/requirements.json`, such as `RFC7519#4.1.4-1`.
    public var requirement: String { definition.requirement }

    /// The RFC and the section of the requirement, such as `RFC7519#4.1.4`.
    public var section: String {
        String(requirement.prefix(upTo: requirement.lastIndex(of: "-") ?? requirement.endIndex))
    }

    /// What it requires, in words.
    public var summary: String { definition.summary }

    /// The check with this name.
    public init?(id: String) {
        guard let check = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = check
    }

    private struct Definition {
        let id: String
        let code: Rejection.Code
        let requirement: String
        let summary: String

        init(_ id: String, _ code: Rejection.Code, _ requirement: String, _ summary: String) {
            self.id = id
            self.code = code
            self.requirement = requirement
            self.summary = summary
        }
    }

    /// One row for each check: its name, the reason, the requirement of the catalog, and what it requires.
    private var definition: Definition {
        switch self {
        case .tokenSize: .init("token.size", .limits, "RFC8259#9-2", "the token is no larger than the limit")
        case .base64Padding: .init("base64url.padding", .base64, "RFC7515#2-1", "base64url has no padding")
        case .base64Alphabet: .init("base64url.alphabet", .base64, "RFC7515#2-2", "base64url uses - and _, not + and /")
        case .base64WhiteSpace:
            .init("base64url.white-space", .base64, "RFC7515#2-3", "base64url has no line breaks or white space")
        case .base64Character: .init("base64url.character", .base64, "RFC7515#2-4", "base64url has no other characters")
        case .base64Length: .init("base64url.length", .base64, "RFC7515#2-5", "no text has a length of 1 modulo 4")
        case .base64TrailingBits:
            .init("base64url.trailing-bits", .base64, "RFC4648#3.5-1", "the bits after the last octet are zero")
        case .compactSegments:
            .init("compact.segments", .malformed, "RFC7515#3.1-1", "the compact serialization has three segments")
        case .encrypted: .init("token.encrypted", .encrypted, "RFC7516#9-1", "a JWE isn't a JWS")
        case .jsonGrammar: .init("json.grammar", .json, "RFC7515#5.2-3", "the text is JSON")
        case .jsonEncoding: .init("json.encoding", .json, "RFC7515#5.2-1", "the text is UTF-8")
        case .jsonByteOrderMark:
            .init("json.byte-order-mark", .json, "RFC8259#8.1-2", "there is no byte order mark before the text")
        case .jsonTrailingOctets:
            .init("json.trailing-octets", .json, "RFC7515#10.12-1", "nothing comes after the value")
        case .jsonDuplicateMember:
            .init("json.duplicate-member", .duplicateMember, "RFC7515#4-2", "member names are unique")
        case .jsonNUL: .init("json.nul", .json, "RFC8259#9-3", "no string holds U+0000")
        case .jsonDepth: .init("json.depth", .limits, "RFC8259#9-1", "values nest no deeper than the limit")
        case .jsonNumberRange: .init("json.number-range", .json, "RFC8259#6-2", "numbers are near a finite double")
        case .serializationMembers:
            .init(
                "serialization.members",
                .malformed,
                "RFC7515#7.2.1-1",
                "the members of a JSON serialization are present and have their types"
            )
        case .serializationSignatures:
            .init("serialization.signatures", .signature, "RFC7515#5.2-6", "there is at least one signature")
        case .serializationForm:
            .init(
                "serialization.form",
                .malformed,
                "RFC7515#7.2.2-1",
                "the flattened and the general form aren't mixed"
            )
        case .headersDisjoint:
            .init(
                "header.disjoint",
                .header,
                "RFC7515#7.2.1-8",
                "no parameter is in the protected and the unprotected header"
            )
        case .everySignature: .init("signature.every", .signature, "RFC7515#5.2-7", "every signature is right")
        case .detachedPayload:
            .init(
                "payload.detached",
                .malformed,
                "RFC7515#F-2",
                "the payload is in the token or beside it, and not both"
            )
        case .headerSize: .init("header.size", .limits, "RFC8259#9-2", "the header is no larger than the limit")
        case .headerObject: .init("header.object", .header, "RFC7515#4-1", "the header is a JSON object")
        case .headerTypes: .init("header.types", .header, "RFC7515#4.1-1", "registered parameters have the right types")
        case .algPresent: .init("alg.present", .algMissing, "RFC7515#4.1.1-1", "alg is present")
        case .algString: .init("alg.string", .header, "RFC7515#4.1.1-3", "alg is a string")
        case .algNone: .init("alg.none", .algNone, "RFC8725#3.2-1", "an unsecured token isn't accepted")
        case .algExact: .init("alg.exact", .algNotAllowed, "RFC7515#4.1.1-2", "alg is compared exactly")
        case .algAllowed: .init("alg.allowed", .algNotAllowed, "RFC8725#3.1-1", "alg is one that the policy allows")
        case .critArray: .init("crit.array", .crit, "RFC7515#4.1.11-6", "crit is an array of strings")
        case .critEmpty: .init("crit.empty", .crit, "RFC7515#4.1.11-2", "crit isn't empty")
        case .critDuplicate: .init("crit.duplicate", .crit, "RFC7515#4.1.11-4", "crit names a parameter once")
        case .critRegistered:
            .init(
                "crit.registered",
                .crit,
                "RFC7515#4.1.11-3",
                "crit names no parameter that RFC 7515 or RFC 7518 defines"
            )
        case .critPresent: .init("crit.present", .crit, "RFC7515#4.1.11-5", "what crit names is in the header")
        case .critUnderstood: .init("crit.understood", .crit, "RFC7515#4.1.11-1", "what crit names is understood")
        case .critProtected: .init("crit.protected", .crit, "RFC7515#4.1.11-7", "crit is in the protected header")
        case .b64Boolean: .init("b64.boolean", .b64, "RFC7797#3-2", "b64 is true or false")
        case .b64Critical: .init("b64.critical", .b64, "RFC7797#6-1", "crit names b64 where it is false")
        case .b64Protected: .init("b64.protected", .b64, "RFC7797#3-1", "b64 is in the protected header")
        case .b64Same: .init("b64.same", .b64, "RFC7797#3-3", "b64 is the same for every signature")
        case .b64Payload:
            .init(
                "b64.payload",
                .b64,
                "RFC7797#5.2-1",
                "an unencoded payload inside a compact token is printable ASCII without a period"
            )
        case .b64Claims: .init("b64.claims", .b64, "RFC7797#7-1", "a JWT's payload is encoded")
        case .typ: .init("typ.expected", .typ, "RFC8725#3.11-1", "typ is the one that the policy expects")
        case .keyFound: .init("key.found", .keyNotFound, "RFC7515#4.1.4-2", "a trusted key matches kid")
        case .keyType: .init("key.type", .algKeyMismatch, "RFC7517#4.1-2", "the key's type and curve are those of alg")
        case .keyAlgorithm: .init("key.algorithm", .algKeyMismatch, "RFC7517#4.4-1", "the key's own alg is the token's")
        case .keyUse: .init("key.use", .keyUse, "RFC7517#4.2-1", "the key's use is sig")
        case .keyOperations: .init("key.operations", .keyUse, "RFC7517#4.3-1", "the key's key_ops name the operation")
        case .keyUseConsistent: .init("key.use-consistent", .keyUse, "RFC7517#4.3-3", "use and key_ops agree")
        case .keyEmbedded:
            .init("key.embedded", .keyNotFound, "RFC7515#4.1.3-1", "a key in the header is a trusted one")
        case .keyCertificate:
            .init("key.certificate", .keyNotFound, "RFC7515#4.1.6-1", "a certificate in the header holds a trusted key")
        case .issuerKey: .init("key.issuer", .issuer, "RFC8725#3.8-1", "the key belongs to the issuer of the token")
        case .hmacKeySize: .init("hmac.key-size", .keyWeak, "RFC7518#3.2-1", "a secret is as long as the hash")
        case .hmacKeySecret:
            .init("hmac.key-secret", .keyMalformed, "RFC8725#3.1-2", "a secret isn't the text of a public key")
        case .rsaKeySize: .init("rsa.key-size", .keyWeak, "RFC7518#3.3-1", "a modulus has 2048 bits or more")
        case .rsaKeyMaximum: .init("rsa.key-maximum", .limits, "RFC8017#3.1-2", "a modulus has 16384 bits or fewer")
        case .rsaExponent:
            .init(
                "rsa.exponent",
                .keyMalformed,
                "RFC8017#3.1-1",
                "a public exponent is odd, 3 or more, and no longer than 256 bits"
            )
        case .jwkObject: .init("jwk.object", .keyMalformed, "RFC7517#4-3", "a JWK is a JSON object")
        case .jwkType: .init("jwk.type", .keyMalformed, "RFC7517#4.1-1", "kty and crv are known")
        case .jwkMembers:
            .init("jwk.members", .keyMalformed, "RFC7517#4-4", "the members of a JWK are present and have their types")
        case .jwkBase64: .init("jwk.base64url", .keyMalformed, "RFC7518#6-2", "the members of a JWK are base64url")
        case .jwkMinimal: .init("jwk.minimal", .keyMalformed, "RFC7518#2-1", "an integer has no leading zero octets")
        case .jwkCoordinateLength:
            .init("jwk.coordinate-length", .keyMalformed, "RFC7518#6.2.1.2-1", "a coordinate has full length")
        case .jwkOnCurve: .init("jwk.on-curve", .keyMalformed, "RFC7518#6.2.1-2", "the public integers are a key")
        case .jwkKeyLength: .init("jwk.key-length", .keyMalformed, "RFC8037#2-2", "an octet key has its curve's length")
        case .jwkSmallOrder:
            .init("jwk.small-order", .keyMalformed, "RFC8725#3.4-2", "the point of an octet key isn't of small order")
        case .jwkPrivate:
            .init(
                "jwk.private",
                .keyMalformed,
                "RFC7518#6.3.2-1",
                "the private members are complete and belong to the public ones"
            )
        case .jwkMultiPrime: .init("jwk.multi-prime", .keyMalformed, "RFC7518#6.3.2.7-1", "there are only two primes")
        case .jwkSetKeys: .init("jwk-set.keys", .keyMalformed, "RFC7517#5-1", "a JWK Set has an array of keys")
        case .pem: .init("pem.readable", .keyMalformed, "RFC7468#2-2", "a PEM text holds a key")
        case .hmacLength: .init("hmac.length", .signature, "RFC7518#3.2-4", "a MAC is as long as the hash")
        case .rsaSignatureLength:
            .init("rsa.signature-length", .signature, "RFC8017#8.2.2-1", "a signature is as long as the modulus")
        case .rsaSignatureRange:
            .init("rsa.signature-range", .signature, "RFC8017#5.2.2-1", "a signature is smaller than the modulus")
        case .pssSaltLength: .init("pss.salt-length", .signature, "RFC7518#3.5-1", "the salt is as long as the hash")
        case .ecdsaSignatureLength:
            .init("ecdsa.signature-length", .signature, "RFC7518#3.4-1", "a signature is R and S in full length")
        case .ecdsaRange:
            .init("ecdsa.range", .signature, "FIPS186-5#6.4.2-1", "R and S are from 1 to the order less 1")
        case .eddsaSignatureLength:
            .init("eddsa.signature-length", .signature, "RFC8032#5.1.7-2", "a signature has its curve's length")
        case .eddsaRange: .init("eddsa.range", .signature, "RFC8032#5.1.7-1", "S is smaller than the order")
        case .signature: .init("signature.valid", .signature, "RFC7515#5.2-5", "the signature is right")
        case .claimsCompact: .init("claims.compact", .malformed, "RFC7519#1-1", "a JWT is in the compact serialization")
        case .claimsNested:
            .init("claims.nested", .nested, "RFC7519#5.2-1", "the payload is a claims set and not a further token")
        case .claimsObject: .init("claims.object", .json, "RFC7519#7.2-4", "the claims set is a JSON object")
        case .numericDateType: .init("claims.numeric-date", .claimType, "RFC7519#2-2", "exp, nbf and iat are numbers")
        case .expired: .init("claims.exp", .expired, "RFC7519#4.1.4-1", "now is before exp")
        case .notYetValid: .init("claims.nbf", .notYetValid, "RFC7519#4.1.5-1", "now is on or after nbf")
        case .issuedInFuture: .init("claims.iat", .issuedInFuture, "RFC7519#4.1.6-2", "iat isn't in the future")
        case .issuerType: .init("claims.iss-string", .claimType, "RFC7519#4.1.1-2", "iss is a string")
        case .issuer: .init("claims.iss", .issuer, "RFC7519#4.1.1-1", "iss is the expected one")
        case .subjectType: .init("claims.sub-string", .claimType, "RFC7519#4.1.2-1", "sub is a string")
        case .subject: .init("claims.sub", .subject, "RFC8725#3.8-2", "sub is the expected one")
        case .audienceType:
            .init("claims.aud-strings", .claimType, "RFC7519#4.1.3-3", "aud is a string or an array of strings")
        case .audience: .init("claims.aud", .audience, "RFC7519#4.1.3-1", "aud names the recipient")
        case .tokenIDType: .init("claims.jti-string", .claimType, "RFC7519#4.1.7-1", "jti is a string")
        case .requiredClaims:
            .init("claims.required", .claimMissing, "RFC7519#4-4", "the claims that the policy requires are present")
        case .expectedClaims:
            .init(
                "claims.expected",
                .claimType,
                "RFC7519#7.2-8",
                "the claims that the policy gives a value have that value"
            )
        case .maximumAge:
            .init("claims.maximum-age", .lifetime, "RFC7519#4.1.6-3", "the token is no older than the policy allows")
        case .maximumLifetime:
            .init(
                "claims.maximum-lifetime",
                .lifetime,
                "RFC7519#4.1.4-3",
                "the token lives no longer than the policy allows"
            )
        case .revoked: .init("claims.revoked", .revoked, "RFC7519#4.1.7-2", "jti isn't on the deny list")
        case .replayed: .init("claims.replayed", .replayed, "RFC7519#4.1.7-3", "jti wasn't seen before")
        case .rule: .init("policy.rule", .claimType, "RFC7519#4-4", "the policy's own rules hold")
        }
    }
}
