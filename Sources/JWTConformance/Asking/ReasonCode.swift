/// Why a token must be rejected.
///
/// Every vector to reject has a reason. A verifier's own reason is recorded and never graded.
public enum ReasonCode: String, Hashable, Sendable, Codable, CaseIterable {
    /// The text isn't a JOSE object: wrong number of segments, not an object, white space around it.
    case malformed
    /// A segment isn't base64url as defined in RFC 7515 section 2.
    case base64
    /// A header or claims set isn't JSON (RFC 8259) in UTF-8.
    case json
    /// An object has a member twice.
    case duplicateMember = "duplicate-member"
    /// A header parameter is missing, of the wrong type, or in the wrong header.
    case header
    /// `alg` is missing.
    case algMissing = "alg-missing"
    /// `alg` is `none`.
    case algNone = "alg-none"
    /// `alg` isn't one that the policy allows.
    case algNotAllowed = "alg-not-allowed"
    /// The key doesn't fit `alg`.
    case algKeyMismatch = "alg-key-mismatch"
    /// `crit` is malformed or names something that isn't understood.
    case crit
    /// `b64` is misused (RFC 7797).
    case b64
    /// `typ` isn't the one in the policy.
    case typ
    /// No key fits the header.
    case keyNotFound = "key-not-found"
    /// The key isn't meant for this use.
    case keyUse = "key-use"
    /// The key is shorter than RFC 7518 allows.
    case keyWeak = "key-weak"
    /// The key can't be read.
    case keyMalformed = "key-malformed"
    /// The signature is wrong.
    case signature
    /// The token is a JWE where a JWS is expected.
    case encrypted
    /// Now is on or after `exp`.
    case expired
    /// Now is before `nbf`.
    case notYetValid = "not-yet-valid"
    /// `iat` is in the future.
    case issuedInFuture = "issued-in-future"
    /// `iss` isn't the expected one.
    case issuer
    /// `aud` doesn't name the recipient.
    case audience
    /// `sub` isn't the expected one.
    case subject
    /// A required claim is missing.
    case claimMissing = "claim-missing"
    /// A claim has the wrong type or value.
    case claimType = "claim-type"
    /// The token is older, or lives longer, than the policy allows.
    case lifetime
    /// The `jti` was seen before.
    case replayed
    /// The `jti` was revoked.
    case revoked
    /// An inner token is rejected.
    case nested
    /// The token is larger or deeper than the verifier allows.
    case limits
}
