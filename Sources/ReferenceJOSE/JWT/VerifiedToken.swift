public import StrictJSON

/// A token that passed every check.
///
/// Only a verifier makes one.
public struct VerifiedToken: Sendable {
    /// The headers of the signatures that hold, in order.
    public let headers: [JOSEHeader]
    /// The payload, octet by octet as it was signed.
    public let payload: [UInt8]
    private let content: Content

    /// Where the claims set is.
    enum Content: Sendable {
        /// Nowhere: the payload isn't one.
        case bytes
        /// In the payload, which was read and found to be one.
        case claims
        /// Here.
        case read(JSONObject)
    }

    init(headers: [JOSEHeader], payload: [UInt8], content: Content) {
        self.headers = headers
        self.payload = payload
        self.content = content
    }

    /// The claims set, where the policy says that the payload is one.
    ///
    /// It's made of the payload at each use: keep it rather than ask twice.
    public var claims: JSONObject? {
        switch content {
        case .bytes:
            return nil
        case .read(let claims):
            return claims
        case .claims:
            // No more values than octets, and the root.
            var outline = JSONOutline(capacity: payload.count + 1)
            guard outline.read(payload.span) == .read else { return nil }
            return outline.value(of: payload.span).object
        }
    }
}

/// The verdict on a token: a value, not a thrown error, since a bad token is nothing unusual.
public enum VerificationResult: Sendable {
    /// The token passed every check.
    case accepted(VerifiedToken)
    /// The token failed a check.
    case rejected(Rejection)
}
