import ReferenceJOSE

extension Mutation {
    /// The rules that mutated checks judge by.
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        // Times
        case expOnTheSecond = "on-the-second"
        case expOneSecondEarly = "one-second-early"
        case expWithoutLeeway = "without-leeway"
        case expLeewaySubtracted = "leeway-subtracted"
        case expMilliseconds = "milliseconds"
        case expNegative = "negative-is-none"
        case expZero = "zero-is-none"
        case expTruncated = "fraction-dropped"
        case nbfAfterTheSecond = "after-the-second"
        case nbfWithoutLeeway = "nbf-without-leeway"
        case nbfLeewayTurned = "leeway-turned"
        case nbfBesideExp = "only-without-exp"
        case nbfTruncated = "nbf-fraction-dropped"
        case iatWithoutLeeway = "iat-without-leeway"
        case ageBelowMaximum = "below-the-maximum"
        case ageWithoutLeeway = "age-without-leeway"
        case lifetimeBelowMaximum = "lifetime-below-the-maximum"
        case lifetimeFromNow = "counted-from-now"
        // Claims
        case audienceFirst = "first-alone"
        case audienceLast = "last-alone"
        case audienceEvery = "every-one"
        case audienceList = "split-at-spaces-and-commas"
        case audienceEmpty = "empty-array-is-none"
        case requiredImplied = "implied-ones-forgotten"
        case requiredFirst = "first-name-alone"
        case requiredCaseless = "names-without-case"
        case memoryBeforeSignature = "before-the-signature"
        case memoryBeforeClaims = "before-the-claims"
        // The header
        case typCaseSensitive = "case-counts"
        case typPrefixDemanded = "no-prefix-added"
        case typAbsent = "absent-is-right"
        case typUnprotected = "unprotected-header"
        case critFirstName = "crit-first-name-alone"
        case critAnyKnown = "one-known-name-is-enough"
        case algFamily = "same-family"
        case b64Ignored = "always-encoded"
        // Keys
        case kidIgnoredForOneKey = "ignored-for-one-key"
        case kidDemanded = "demanded"
        case firstKeyAlone = "first-key-alone"
        case algOfTheKey = "alg-of-the-key"
        case signIsVerify = "sign-is-verify"
        case embeddedSameType = "same-type-is-trusted"
        case hmacKeyHalf = "half-is-enough"
        case hmacKeyLonger = "longer-than-the-hash"
        case rsaKey1024 = "1024-bits-are-enough"
        // Signatures
        case hmacPrefix = "prefix-compared"
        case hmacHashOfKeyLength = "hash-of-the-key-length"
        case derBesideRaw = "der-beside-raw"
        case derAlone = "der-alone"
        case shortPaddedBehind = "padded-behind"
        case lowSDemanded = "low-s-demanded"
        case rsaStripped = "leading-zeros-demanded-away"
        case pssAnySalt = "any-salt"
        case pssEmptySalt = "no-salt"
        case pkcs1AnyHash = "hash-of-the-signature"
        case paddingOfTheSignature = "padding-of-the-signature"
        case firstSignature = "first-signature-alone"
        case lastSignature = "last-signature-alone"
        // The text
        case base64StopsAtFault = "stops-at-the-first-fault"
        case schemeDropped = "scheme-dropped"
        case trailingPeriod = "trailing-period"
        case firstMember = "first-member"
        case overflowIsMinimum = "overflow-is-the-minimum"
        case depth16 = "sixteen-deep"
    }
}

extension Mutation.Rule {
    /// The check that is changed.
    var check: Check { definition.check }

    /// What is changed, in words.
    var summary: String { definition.summary }

    private var definition: (check: Check, summary: String) {
        switch self {
        case .expOnTheSecond: (.expired, "exp itself still counts as before exp")
        case .expOneSecondEarly: (.expired, "the last second before exp is gone")
        case .expWithoutLeeway: (.expired, "exp is compared without the leeway")
        case .expLeewaySubtracted: (.expired, "the leeway has the wrong sign at exp")
        case .expMilliseconds: (.expired, "exp is read as milliseconds")
        case .expNegative: (.expired, "a negative exp counts as none")
        case .expZero: (.expired, "an exp of zero counts as none")
        case .expTruncated: (.expired, "exp loses its fraction")
        case .nbfAfterTheSecond: (.notYetValid, "nbf itself is still too early")
        case .nbfWithoutLeeway: (.notYetValid, "nbf is compared without the leeway")
        case .nbfLeewayTurned: (.notYetValid, "the leeway has the wrong sign at nbf")
        case .nbfBesideExp: (.notYetValid, "nbf isn't looked at where there is exp")
        case .nbfTruncated: (.notYetValid, "nbf loses its fraction")
        case .iatWithoutLeeway: (.issuedInFuture, "iat is compared without the leeway")
        case .ageBelowMaximum: (.maximumAge, "a token of the maximum age is too old")
        case .ageWithoutLeeway: (.maximumAge, "the age is compared without the leeway")
        case .lifetimeBelowMaximum: (.maximumLifetime, "the maximum itself is too long a life")
        case .lifetimeFromNow: (.maximumLifetime, "the life is counted from now and not from iat")
        case .audienceFirst: (.audience, "the first of several recipients is compared alone")
        case .audienceLast: (.audience, "the last of several recipients is compared alone")
        case .audienceEvery: (.audience, "every recipient has to be the expected one")
        case .audienceList: (.audience, "a string is split at spaces and commas")
        case .audienceEmpty: (.audience, "an empty array counts as no aud")
        case .requiredImplied: (.requiredClaims, "a claim that's compared may be missing")
        case .requiredFirst: (.requiredClaims, "the first required claim is looked for alone")
        case .requiredCaseless: (.requiredClaims, "names of claims have no case")
        case .memoryBeforeSignature: (.replayed, "jti is remembered before the signature is verified")
        case .memoryBeforeClaims: (.replayed, "jti is remembered before the other claims are validated")
        case .typCaseSensitive: (.typ, "letters of a media type have a case")
        case .typPrefixDemanded: (.typ, "application/ isn't added before it's compared")
        case .typAbsent: (.typ, "no typ counts as the right one")
        case .typUnprotected: (.typ, "typ is read from the unprotected header as well")
        case .critFirstName: (.critUnderstood, "the first name of crit is looked at alone")
        case .critAnyKnown: (.critUnderstood, "one name that's understood is enough")
        case .algFamily: (.algAllowed, "any algorithm of an allowed one's family is enough")
        case .b64Ignored: (.b64Critical, "b64 false is read as true")
        case .kidIgnoredForOneKey: (.keyFound, "kid isn't compared where there is one key")
        case .kidDemanded: (.keyFound, "a token without kid finds no key that has one")
        case .firstKeyAlone: (.keyFound, "only the first key that fits is tried")
        case .algOfTheKey: (.keyAlgorithm, "the key's own alg is used, whatever the header says")
        case .signIsVerify: (.keyOperations, "key_ops sign is as good as verify")
        case .embeddedSameType: (.keyEmbedded, "a key in the header is trusted where its type is right")
        case .hmacKeyHalf: (.hmacKeySize, "a secret half as long as the hash is enough")
        case .hmacKeyLonger: (.hmacKeySize, "a secret has to be longer than the hash")
        case .rsaKey1024: (.rsaKeySize, "a modulus of 1024 bits is enough")
        case .hmacPrefix: (.hmacLength, "the octets that are there are compared, and no others")
        case .hmacHashOfKeyLength: (.signature, "the hash function is the one that the secret's length fits")
        case .derBesideRaw: (.ecdsaSignatureLength, "DER is accepted beside R and S")
        case .derAlone: (.ecdsaSignatureLength, "DER is accepted and nothing else")
        case .shortPaddedBehind: (.ecdsaSignatureLength, "a short signature is padded with zeros after it")
        case .lowSDemanded: (.ecdsaRange, "S above half the order is rejected")
        case .rsaStripped: (.rsaSignatureLength, "a signature may not begin with an octet zero")
        case .pssAnySalt: (.pssSaltLength, "a salt of any length is accepted")
        case .pssEmptySalt: (.pssSaltLength, "the salt has no octets")
        case .pkcs1AnyHash: (.signature, "the hash function is the one that the signature says")
        case .paddingOfTheSignature: (.signature, "the padding is the one that the signature has")
        case .firstSignature: (.everySignature, "the first signature is verified alone")
        case .lastSignature: (.everySignature, "the last signature is verified alone")
        case .base64StopsAtFault: (.base64Character, "decoding stops at the first fault and keeps what it has")
        case .schemeDropped: (.base64WhiteSpace, "what comes before a space is dropped as a scheme")
        case .trailingPeriod: (.compactSegments, "an empty fourth segment is accepted")
        case .firstMember: (.jsonDuplicateMember, "the first of several members wins")
        case .overflowIsMinimum: (.jsonNumberRange, "a number that's too large becomes the smallest integer")
        case .depth16: (.jsonDepth, "values nest sixteen deep at most")
        }
    }
}
