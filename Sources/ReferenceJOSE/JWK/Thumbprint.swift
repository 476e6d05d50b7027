import CryptoPrimitives
import StrictJSON

extension JWK {
    /// The JWK thumbprint with SHA-256, as base64url (RFC 7638).
    public var thumbprint: String {
        Base64URL.text(HashFunction.sha256.digest(Array(thumbprintInput.utf8).span))
    }

    /// The text whose hash is the thumbprint: the required members in lexicographic order, without white space.
    var thumbprintInput: String {
        JSONWriter.text(.object(JSONObject(requiredMembers)))
    }

    /// Whether this is the same public key, or secret, as another: by thumbprint input.
    func hasSameKey(as other: JWK) -> Bool {
        thumbprintInput == other.thumbprintInput
    }
}
