import StrictJSON
import Synchronization

/// A token that passed every check.
///
/// Only a verifier makes one.
public struct VerifiedToken: Sendable {
    private let storage: Storage

    package init(headers: [JOSEHeader], payload: [UInt8], content: Content) {
        storage = Storage(headers: headers, payload: payload, content: content)
    }

    /// The headers of the signatures that hold, in order.
    public var headers: [JOSEHeader] { storage.headers }

    /// The payload, octet by octet as it was signed.
    public var payload: [UInt8] { storage.payload }

    /// The claims set, if the policy says that the payload is one.
    ///
    /// It's read from the payload at the first use, and kept.
    public var claims: JSONMembers? { storage.claims }

    /// What the payload is.
    package enum Content: Sendable {
        case bytes
        /// A claims set, as was found by reading it.
        case claims
    }

    /// One allocation for a token, which its copies share.
    private final class Storage: Sendable {
        let headers: [JOSEHeader]
        let payload: [UInt8]
        private let content: Content
        private let readClaims = AtomicLazyReference<ReadClaims>()

        init(headers: [JOSEHeader], payload: [UInt8], content: Content) {
            self.headers = headers
            self.payload = payload
            self.content = content
        }

        var claims: JSONMembers? {
            guard content == .claims else { return nil }
            if let read = readClaims.load() { return read.members }
            let payload = payload
            // No more values than octets, and the root.
            var outline = JSONOutline(capacity: payload.count + 1)
            guard outline.read(payload.span) == .read, let object = outline.value(of: payload.span).object else {
                return nil
            }
            return readClaims.storeIfNil(ReadClaims(JSONMembers(object))).members
        }
    }

    private final class ReadClaims: Sendable {
        let members: JSONMembers

        init(_ members: JSONMembers) {
            self.members = members
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
