/// Octets that JSON carries as base64url text without padding (RFC 4648 section 5).
public struct Octets: Hashable, Sendable {
    /// The octets; of a payload that wasn't kept whole, the first of them.
    public var bytes: [UInt8]
    /// What is known of the whole; `nil` if these are all.
    var whole: PayloadFingerprint?

    /// Wraps octets.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The octets of a text in UTF-8.
    public init(utf8 text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The octets as text, if they are valid UTF-8.
    public var utf8: String? {
        String(validating: bytes, as: UTF8.self)
    }
}

extension Octets {
    /// Decodes base64url without padding; `nil` for any other text.
    ///
    /// Trailing bits may be non-zero: a payload may have them if the signature covers its text.
    public init?(base64url text: some StringProtocol) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var accumulator: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            let sextet: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): sextet = character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): sextet = character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): sextet = character - UInt8(ascii: "0") + 52
            case UInt8(ascii: "-"): sextet = 62
            case UInt8(ascii: "_"): sextet = 63
            default: return nil
            }
            accumulator = accumulator << 6 | UInt32(sextet)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
            }
        }
        guard bits < 6 else { return nil }
        self.bytes = bytes
    }

    /// The octets as base64url without padding.
    public var base64url: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var accumulator: UInt32 = 0
        var bits = 0
        for byte in bytes {
            accumulator = accumulator << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(accumulator >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(accumulator << UInt32(6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Octets: Codable {
    /// Reads base64url text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let octets = Octets(base64url: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected base64url without padding, found \(text.prefix(64))"
            )
        }
        self = octets
    }

    /// Writes base64url text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(base64url)
    }
}
