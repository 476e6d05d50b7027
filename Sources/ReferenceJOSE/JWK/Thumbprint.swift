import CryptoPrimitives
import StrictJSON

extension JWK {
    /// The JWK thumbprint with SHA-256, as base64url (RFC 7638).
    public var thumbprint: String {
        Base64URL.text(HashFunction.sha256.digest(Array(thumbprintInput.utf8).span))
    }

    /// The text whose hash is the thumbprint: the required members in lexicographic order, without white space.
    package var thumbprintInput: String {
        JSONWriter.text(.object(JSONObject(requiredMembers)))
    }

    /// Whether one of the keys is this public key: by thumbprint input.
    package func isAmong(_ keys: [JWK]) -> Bool {
        let input = thumbprintInput
        return keys.contains { $0.type == type && $0.thumbprintInput == input }
    }
}
