/// Every check of the reference: what it requires, why it rejects, and the requirement behind it.
///
/// Verification is these checks in a visible order and nothing else. One of them, ``pssSaltLength``, is libcrypto's, which
/// says no more than that a signature doesn't hold; so the reference rejects by ``signature`` there.
public enum Check: Hashable, Sendable, CaseIterable {
    // The text
    case tokenSize, base64Padding, base64Alphabet, base64WhiteSpace, base64Character, base64Length, base64TrailingBits
    case compactSegments, encrypted
    // JSON
    case jsonGrammar, jsonEncoding, jsonByteOrderMark, jsonTrailingOctets, jsonDuplicateMember, jsonNUL, jsonDepth
    case jsonNumberRange
    // JSON serialization
    case serializationMembers, serializationSignatures, serializationForm, headersDisjoint, everySignature
    case detachedPayload
    // The header
    case headerSize, headerObject, headerTypes, algPresent, algString, algNone, algExact, algAllowed
    case critArray, critEmpty, critDuplicate, critRegistered, critPresent, critUnderstood, critProtected
    case b64Boolean, b64Critical, b64Protected, b64Same, b64Payload, b64Claims
    case typ
    // Keys
    case keyFound, keyType, keyAlgorithm, keyUse, keyOperations, keyUseConsistent, keyEmbedded, keyCertificate
    case issuerKey
    case hmacKeySize, hmacKeySecret, rsaKeySize, rsaKeyMaximum, rsaExponent
    case jwkObject, jwkType, jwkMembers, jwkBase64, jwkMinimal, jwkCoordinateLength, jwkOnCurve, jwkKeyLength
    case jwkSmallOrder
    case jwkPrivate, jwkMultiPrime, jwkSetKeys, pem
    // Signatures
    case hmacLength, rsaSignatureLength, rsaSignatureRange, pssSaltLength, ecdsaSignatureLength, ecdsaRange
    case eddsaSignatureLength, eddsaRange, signature
    // Claims
    case claimsCompact, claimsNested, claimsObject, numericDateType, expired, notYetValid, issuedInFuture
    case issuerType, issuer, subjectType, subject, audienceType, audience, tokenIDType, requiredClaims
    case expectedClaims
    case maximumAge, maximumLifetime, revoked, replayed, rule
}
