import ReferenceJOSE

extension Mutation {
    /// The rules that mutated checks judge by.
    package enum Rule: Hashable, Sendable, CaseIterable {
        // Times
        case expOnTheSecond, expOneSecondEarly, expWithoutLeeway, expLeewaySubtracted, nbfAfterTheSecond,
            nbfWithoutLeeway, nbfLeewayTurned, nbfBesideExp
        case iatWithoutLeeway, ageBelowMaximum, ageWithoutLeeway, lifetimeBelowMaximum, lifetimeFromNow
        case nowTruncated, nowRounded, nowRoundedUp
        // Claims
        case issuersFirst, issuersLast, issuersJoined, audiencesFirst, audiencesLast, audiencesEvery, audiencesJoined
        case audiencesOnly, ownerOfKid, ownerInHeader, ownerOfFirst, ownerOfLast, ownerWithKid, ownerWithoutKid,
            ownerWithoutKeys
        case audienceFirst, audienceLast, audienceEvery, audienceList, audienceEmpty, requiredImplied, requiredFirst
        case requiredCaseless, memoryBeforeSignature, memoryBeforeClaims
        // The header
        case typCaseSensitive, typPrefixDemanded, typAbsent, critFirstName, critLastName, critAnyKnown, algFamily
        case b64Ignored
        // Keys
        case kidIgnoredForOneKey, kidDemanded, firstKeyAlone, algOfTheKey, signIsVerify, embeddedSameType
        case hmacKeyHalf, hmacKeyLonger, rsaKey1024
        // Signatures
        case hmacPrefix, hmacHashOfKeyLength, derBesideRaw, derAlone, shortPaddedBehind, lowSDemanded, rsaStripped
        case pssAnySalt, pssEmptySalt, pkcs1AnyHash, paddingOfTheSignature, firstSignature, lastSignature
        // The text
        case rangeOfROnly, rangeOfSOnly, zeroOnly, orderOnly, xNotReduced, eddsaTopBits
        case modulusByOctets, modulusZerosCounted, exponent32Bits, exponent64Bits, exponentOne
        case coordinatesPaddedInFront
        case nbfBesideIat, expBesideIat, expBesideNbf, ageFromNbf, ageOfFutureIat, requiredNull, requiredInHeader
        case expectedMayBeAbsent, partiesMayBeAbsent, audienceIssuer, subjectIsIssuer, algFirstAllowed, anyKeyWithoutKid
        case lastKeyAlone, keyWithoutKidExcluded, firstKeyOfKid, firstKeyWhateverUse, kidOfAnyUse
        case base64StopsAtFault, schemeDropped, trailingPeriod, firstMember, overflowIsMinimum, depth16
    }
}

extension Mutation.Rule: WrongCheck {
    var name: String { definition.name }
    var check: Check { definition.check }
    var summary: String { definition.summary }
    var onlyAccepts: Bool { false }

    private var definition: (name: String, check: Check, summary: String) {
        switch self {
        case .expOnTheSecond: ("on-the-second", .expired, "exp itself still counts as before exp")
        case .expOneSecondEarly: ("one-second-early", .expired, "a token expires one second early")
        case .expWithoutLeeway: ("without-leeway", .expired, "exp is compared without the leeway")
        case .expLeewaySubtracted: ("leeway-subtracted", .expired, "the leeway has the wrong sign at exp")
        case .nbfAfterTheSecond: ("after-the-second", .notYetValid, "nbf itself is still too early")
        case .nbfWithoutLeeway: ("nbf-without-leeway", .notYetValid, "nbf is compared without the leeway")
        case .nbfLeewayTurned: ("leeway-turned", .notYetValid, "the leeway has the wrong sign at nbf")
        case .nbfBesideExp: ("only-without-exp", .notYetValid, "nbf isn't looked at where there is exp")
        case .iatWithoutLeeway: ("iat-without-leeway", .issuedInFuture, "iat is compared without the leeway")
        case .ageBelowMaximum: ("below-the-maximum", .maximumAge, "a token of the maximum age is too old")
        case .ageWithoutLeeway: ("age-without-leeway", .maximumAge, "the age is compared without the leeway")
        case .lifetimeBelowMaximum:
            ("lifetime-below-the-maximum", .maximumLifetime, "the maximum itself is too long a life")
        case .lifetimeFromNow: ("counted-from-now", .maximumLifetime, "the life is counted from now and not from iat")
        case .nowTruncated: ("now-truncated", .expired, "the fraction of the present second is dropped")
        case .nowRounded: ("now-rounded", .expired, "the present is rounded to the nearest second")
        case .nowRoundedUp: ("now-rounded-up", .expired, "the present is rounded up to a second")
        case .issuersFirst: ("first-expected-alone", .issuer, "only the first of the expected issuers is acceptable")
        case .issuersLast: ("last-expected-alone", .issuer, "only the last of the expected issuers is acceptable")
        case .issuersJoined:
            ("expected-joined", .issuer, "iss may be any part of the expected issuers, joined by commas")
        case .audiencesFirst: ("first-expected-alone", .audience, "only the first of the expected recipients counts")
        case .audiencesLast: ("last-expected-alone", .audience, "only the last of the expected recipients counts")
        case .audiencesEvery: ("every-expected", .audience, "aud has to name every expected recipient")
        case .audiencesOnly: ("expected-alone", .audience, "aud may name no other than the expected recipients")
        case .audiencesJoined:
            ("expected-joined", .audience, "aud may be any part of the expected recipients, joined by commas")
        case .ownerOfKid: ("kid-of-the-issuer", .issuerKey, "a kid that one of the issuer's keys has is enough")
        case .ownerInHeader: ("issuer-in-header", .issuerKey, "iss in the header says whose the key has to be")
        case .ownerOfFirst: ("first-issuer-alone", .issuerKey, "only tokens of the first issuer need its own keys")
        case .ownerOfLast: ("last-issuer-alone", .issuerKey, "only tokens of the last issuer need its own keys")
        case .ownerWithKid: ("with-kid-alone", .issuerKey, "only tokens with a kid need their issuer's own keys")
        case .ownerWithoutKeys:
            ("issuer-without-keys", .issuerKey, "a token of an issuer that has no keys may be signed with any")
        case .ownerWithoutKid: ("without-kid-alone", .issuerKey, "only tokens without kid need their issuer's own keys")
        case .audienceFirst: ("first-alone", .audience, "the first of several recipients is compared alone")
        case .audienceLast: ("last-alone", .audience, "the last of several recipients is compared alone")
        case .audienceEvery: ("every-one", .audience, "every recipient has to be the expected one")
        case .audienceList: ("split-at-spaces-and-commas", .audience, "a string is split at spaces and commas")
        case .audienceEmpty: ("empty-array-is-none", .audience, "an empty array counts as no aud")
        case .requiredImplied: ("implied-ones-forgotten", .requiredClaims, "a claim that's compared may be missing")
        case .requiredFirst: ("first-name-alone", .requiredClaims, "the first required claim is looked for alone")
        case .requiredCaseless: ("names-without-case", .requiredClaims, "names of claims have no case")
        case .memoryBeforeSignature:
            ("before-the-signature", .replayed, "jti is remembered before the signature is verified")
        case .memoryBeforeClaims:
            ("before-the-claims", .replayed, "jti is remembered before the other claims are validated")
        case .typCaseSensitive: ("case-counts", .typ, "letters of a media type have a case")
        case .typPrefixDemanded: ("no-prefix-added", .typ, "application/ isn't added before it's compared")
        case .typAbsent: ("absent-is-right", .typ, "no typ counts as the right one")
        case .critFirstName: ("crit-first-name-alone", .critUnderstood, "the first name of crit is looked at alone")
        case .critLastName: ("crit-last-name-alone", .critUnderstood, "the last name of crit is looked at alone")
        case .critAnyKnown: ("one-known-name-is-enough", .critUnderstood, "one name that's understood is enough")
        case .algFamily: ("same-family", .algAllowed, "any algorithm of an allowed one's family is enough")
        case .b64Ignored: ("always-encoded", .b64Critical, "b64 false is read as true")
        case .kidIgnoredForOneKey: ("ignored-for-one-key", .keyFound, "kid isn't compared where there is one key")
        case .kidDemanded: ("demanded", .keyFound, "a token without kid finds no key that has one")
        case .firstKeyAlone: ("first-key-alone", .keyFound, "only the first key that fits is tried")
        case .algOfTheKey: ("alg-of-the-key", .keyAlgorithm, "the key's own alg is used, whatever the header says")
        case .signIsVerify: ("sign-is-verify", .keyOperations, "key_ops sign is as good as verify")
        case .embeddedSameType:
            ("same-type-is-trusted", .keyEmbedded, "a key in the header is trusted where its type is right")
        case .hmacKeyHalf: ("half-is-enough", .hmacKeySize, "a secret half as long as the hash is enough")
        case .hmacKeyLonger: ("longer-than-the-hash", .hmacKeySize, "a secret has to be longer than the hash")
        case .rsaKey1024: ("1024-bits-are-enough", .rsaKeySize, "a modulus of 1024 bits is enough")
        case .hmacPrefix: ("prefix-compared", .hmacLength, "only as many octets are compared as the MAC has")
        case .hmacHashOfKeyLength:
            ("hash-of-the-key-length", .signature, "the secret's length decides the hash function")
        case .derBesideRaw: ("der-beside-raw", .ecdsaSignatureLength, "DER is accepted beside R and S")
        case .derAlone: ("der-alone", .ecdsaSignatureLength, "DER is accepted and nothing else")
        case .shortPaddedBehind:
            ("padded-behind", .ecdsaSignatureLength, "a short signature is padded with zeros after it")
        case .lowSDemanded: ("low-s-demanded", .ecdsaRange, "S above half the order is rejected")
        case .rsaStripped:
            ("leading-zeros-demanded-away", .rsaSignatureLength, "a signature may not begin with an octet zero")
        case .pssAnySalt: ("any-salt", .pssSaltLength, "a salt of any length is accepted")
        case .pssEmptySalt: ("no-salt", .pssSaltLength, "the salt must be empty")
        case .pkcs1AnyHash:
            ("hash-of-the-signature", .signature, "the signature decides the hash function")
        case .paddingOfTheSignature:
            ("padding-of-the-signature", .signature, "the signature decides the padding")
        case .firstSignature: ("first-signature-alone", .everySignature, "only the first signature is verified")
        case .lastSignature: ("last-signature-alone", .everySignature, "only the last signature is verified")
        case .rangeOfROnly: ("range-of-r-alone", .ecdsaRange, "the range of R is checked and not that of S")
        case .rangeOfSOnly: ("range-of-s-alone", .ecdsaRange, "the range of S is checked and not that of R")
        case .zeroOnly: ("zero-alone", .ecdsaRange, "R and S may be the order or more")
        case .orderOnly: ("order-alone", .ecdsaRange, "R and S may be zero")
        case .xNotReduced: ("x-not-reduced", .signature, "R is compared with an x that isn't reduced modulo the order")
        case .eddsaTopBits: ("top-bits-alone", .eddsaRange, "only the three highest bits of S are checked")
        case .modulusByOctets:
            ("by-octets", .rsaKeySize, "a modulus of 256 octets is enough, whatever its first bits are")
        case .modulusZerosCounted: ("zeros-counted", .jwkMinimal, "zeros before a modulus count for its length")
        case .exponent32Bits: ("32-bits", .rsaExponent, "a public exponent is cut to 32 bits")
        case .exponent64Bits: ("64-bits", .rsaExponent, "a public exponent is cut to 64 bits")
        case .exponentOne: ("one", .rsaExponent, "a public exponent may be one")
        case .coordinatesPaddedInFront:
            ("padded-in-front", .jwkCoordinateLength, "a short coordinate is padded with zeros before it")
        case .nbfBesideIat: ("only-without-iat", .notYetValid, "nbf isn't looked at where there is iat")
        case .expBesideIat: ("only-without-iat", .expired, "exp isn't looked at where there is iat")
        case .expBesideNbf: ("only-without-nbf", .expired, "exp isn't looked at where there is nbf")
        case .ageFromNbf: ("counted-from-nbf", .maximumAge, "the age is counted from nbf where there is one")
        case .ageOfFutureIat: ("age-without-sign", .maximumAge, "an iat in the future is as old as one in the past")
        case .requiredNull: ("null-is-missing", .requiredClaims, "a required claim of null is missing")
        case .requiredInHeader: ("header-will-do", .requiredClaims, "a required claim may stand in the header")
        case .expectedMayBeAbsent: ("may-be-absent", .expectedClaims, "a claim with an expected value may be absent")
        case .partiesMayBeAbsent: ("parties-may-be-absent", .requiredClaims, "iss, sub and aud may be absent")
        case .audienceIssuer: ("issuer-will-do", .audience, "the issuer counts as a recipient")
        case .subjectIsIssuer: ("any-claim", .subject, "the expected subject may be the value of any claim")
        case .algFirstAllowed:
            ("first-allowed-alone", .algAllowed, "only the first of the allowed algorithms is allowed")
        case .anyKeyWithoutKid: ("kid-needs-kids", .keyFound, "a kid is ignored where one of the keys has none")
        case .lastKeyAlone: ("last-key-alone", .keyFound, "only the last key that fits is tried")
        case .keyWithoutKidExcluded: ("key-needs-kid", .keyFound, "a key without kid fits no token that has one")
        case .firstKeyOfKid: ("first-key-of-kid", .keyType, "only the first key with the kid is looked at")
        case .firstKeyWhateverUse:
            ("first-of-the-type", .keyUse, "the first key of the type decides, whatever it's for")
        case .kidOfAnyUse: ("kid-whatever-use", .keyUse, "a key that kid names may be for anything")
        case .base64StopsAtFault:
            ("stops-at-the-first-fault", .base64Character, "decoding stops at the first fault and keeps what it has")
        case .schemeDropped: ("scheme-dropped", .base64WhiteSpace, "what comes before a space is dropped as a scheme")
        case .trailingPeriod: ("trailing-period", .compactSegments, "an empty fourth segment is accepted")
        case .firstMember: ("first-member", .jsonDuplicateMember, "the first of several members wins")
        case .overflowIsMinimum:
            ("overflow-is-the-minimum", .jsonNumberRange, "a number that's too large becomes the smallest integer")
        case .depth16: ("sixteen-deep", .jsonDepth, "values nest sixteen deep at most")
        }
    }
}
