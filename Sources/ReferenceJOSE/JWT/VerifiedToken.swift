public import StrictJSON

/// A token that passed every check.
///
/// Only a verifier makes one.
public struct VerifiedToken: Sendable {
    /// The headers of the signatures that hold, in order.
    public let headers: [JOSEHeader]
    /// The payload, octet by octet as it was signed.
    public let payload: [UInt8]
    /// The claims set, where the policy says that the payload is one.
    public let claims: JSONObject?

    init(headers: [JOSEHeader], payload: [UInt8], claims: JSONObject?) {
        self.headers = headers
        self.payload = payload
        self.claims = claims
    }
}

/// The verdict on a token: a value, not a thrown error, since a bad token is nothing unusual.
public enum VerificationResult: Sendable {
    /// The token passed every check.
    case accepted(VerifiedToken)
    /// The token failed a check.
    case rejected(Rejection)
}
