import CryptoPrimitives
import ReferenceJOSE

/// A secret that is changed before it's used: it's octets, and some code takes it for text.
package enum MisreadSecret: String, Hashable, Sendable, CaseIterable {
    case trimmed, untilNUL, repairedUTF8, first32Octets, firstBlock, hashed, hexadecimal, base64url, base64
    case withoutNULs
}

extension MisreadSecret: WrongCheck {
    var name: String {
        "secret-\(rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined())"
            .replacing("-n-u-l", with: "-nul").replacing("-u-t-f", with: "-utf")
    }
    var check: Check { .signature }
    var onlyAccepts: Bool { false }

    var summary: String {
        switch self {
        case .trimmed: "white space around a secret is dropped"
        case .untilNUL: "a secret ends at its first zero"
        case .repairedUTF8: "octets of a secret that aren't UTF-8 are replaced"
        case .first32Octets: "a secret is cut to 32 octets"
        case .firstBlock: "a secret is cut to the block of the hash function"
        case .hashed: "a secret is hashed before it's used"
        case .hexadecimal: "the hexadecimal digits of a secret are the secret"
        case .base64url: "the text of k is the secret"
        case .base64: "the secret in base64 is the secret"
        case .withoutNULs: "zeros of a secret are dropped"
        }
    }

    /// The secret as it's used.
    func read(_ secret: [UInt8], _ hash: HashFunction) -> [UInt8] {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return switch self {
        case .trimmed: Array(secret.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        case .untilNUL: Array(secret.prefix { $0 != 0 })
        case .repairedUTF8: Array(String(decoding: secret, as: UTF8.self).utf8)
        case .first32Octets: Array(secret.prefix(32))
        case .firstBlock: Array(secret.prefix(hash.octetCount > 32 ? 128 : 64))
        case .hashed: hash.digest(secret.span)
        case .hexadecimal:
            secret.flatMap { octet in
                let digits = String(octet, radix: 16)
                return Array((digits.count == 1 ? "0" + digits : digits).utf8)
            }
        case .base64url: Array(Base64URL.text(secret).utf8)
        case .base64:
            Array(
                (Base64URL.text(secret).replacing("-", with: "+").replacing("_", with: "/")
                    + String(repeating: "=", count: (3 - secret.count % 3) % 3)).utf8
            )
        case .withoutNULs: secret.filter { $0 != 0 }
        }
    }
}
