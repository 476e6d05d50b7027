import CryptoPrimitives

/// base64url without padding (RFC 7515 section 2), strict both ways.
package enum Base64URL {
    /// Decodes a text.
    ///
    /// - Parameter text: ASCII, or anything else.
    /// - Returns: the octets.
    /// - Throws: ``Rejection`` by the check that the first fault fails.
    package static func decode(_ text: Span<UInt8>) throws(Rejection) -> [UInt8] {
        guard let octets = SixBitText.decode(text) else { throw rejection(of: text) }
        return octets
    }

    /// Why a text isn't base64url.
    private static func rejection(of text: Span<UInt8>) -> Rejection {
        let alphabet = SixBitText.alphabet.utf8
        for index in text.indices where !alphabet.contains(text[index]) {
            return Rejection(.rejecting(text[index]), "the octet \(text[index]) at \(index) isn't base64url")
        }
        guard text.count % 4 != 1 else {
            return Rejection(.base64Length, "\(text.count) characters encode no octets")
        }
        return Rejection(.base64TrailingBits, "the last \(text.count % 4 == 2 ? 4 : 2) bits aren't zero")
    }

    /// Encodes octets.
    package static func encode(_ octets: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: SixBitText.characterCount(ofOctets: octets.count)) { SixBitText.encode(octets, into: &$0) }
    }

    /// Encodes octets as text.
    package static func text(_ octets: [UInt8]) -> String {
        String(decoding: encode(octets.span), as: UTF8.self)
    }
}

extension Check {
    /// The check that a character outside of the alphabet fails.
    package static func rejecting(_ character: UInt8) -> Check {
        switch character {
        case UInt8(ascii: "="): .base64Padding
        case UInt8(ascii: "+"), UInt8(ascii: "/"): .base64Alphabet
        case UInt8(ascii: " "), 0x09...0x0D: .base64WhiteSpace
        default: .base64Character
        }
    }
}

extension Base64URL {
    /// Decodes base64 (RFC 4648 section 4) with padding; `nil` for any other text.
    package static func decodeStandard(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 4) else { return nil }
        let unpadded = characters.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        guard characters.count - unpadded.count <= 2 else { return nil }
        var translated: [UInt8] = []
        for character in unpadded {
            switch character {
            case UInt8(ascii: "+"): translated.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): translated.append(UInt8(ascii: "_"))
            case UInt8(ascii: "-"), UInt8(ascii: "_"): return nil
            default: translated.append(character)
            }
        }
        return try? decode(translated.span)
    }
}
