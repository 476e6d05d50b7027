import CryptoPrimitives
import StrictJSON

/// Tells a secret from the text of a key: where a public key is used as an HMAC secret, anyone who knows it can sign.
enum PublicKeyText {
    /// Whether the octets are a key in PEM, SSH's line, DER, the base64 of DER, or a JWK.
    static func isOne(_ octets: [UInt8]) -> Bool {
        let text = octets.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        for prefix in ["-----BEGIN ", "ssh-", "ecdsa-sha2-", "sk-ssh-"] where text.starts(with: prefix.utf8) {
            return true
        }
        if text.first == UInt8(ascii: "{"), let value = try? StrictText.parse(Array(text).span) {
            return value.object?["kty"] != nil || value.object?["keys"] != nil
        }
        if octets.first == 0x30 { return isDER(octets) }
        // Every DER of a key begins with a sequence of 128 octets or more, or a short one: 0x30 is M in base64.
        guard text.first == UInt8(ascii: "M") else { return false }
        let lines = text.filter { $0 > 0x20 }
        return Base64URL.decodeStandard(String(decoding: lines, as: UTF8.self)).map(isDER) ?? false
    }

    private static func isDER(_ octets: [UInt8]) -> Bool {
        ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"].contains { label in
            (try? AsymmetricKey(der: octets, label: label)) != nil
        }
    }
}
