import CryptoPrimitives

/// base64url without padding (RFC 7515 section 2), strict both ways.
enum Base64URL {
    /// The value of each character, 64 for a character that has none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, character) in SixBitText.alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Decodes a text.
    ///
    /// - Parameters:
    ///   - text: ASCII, or anything else.
    ///   - disabled: checks that are switched off.
    /// - Returns: the octets.
    /// - Throws: ``Rejection`` by the check that the first fault fails.
    static func decode(_ text: Span<UInt8>, without disabled: CheckSet = CheckSet()) throws(Rejection) -> [UInt8] {
        if let octets = SixBitText.decode(text) { return octets }
        return try decodeLeniently(text, without: disabled)
    }

    private static func decodeLeniently(
        _ text: Span<UInt8>,
        without disabled: CheckSet
    ) throws(Rejection) -> [UInt8] {
        var accumulator: UInt32 = 0
        var bits = 0
        var octets: [UInt8] = []
        var skipped = 0
        for index in text.indices {
            let character = text[index]
            guard skipped == 0 else {
                skipped -= 1
                continue
            }
            var value = values[Int(character)]
            if value == 64 {
                let check = Check.refusing(character)
                if disabled.has(.base64StopsAtFault) { break }
                guard disabled.contains(check) else {
                    throw Rejection(check, "the octet \(character) at \(index) isn't base64url")
                }
                // A URL's escape goes with its two digits.
                if character == UInt8(ascii: "%") { skipped = 2 }
                guard check == .base64Alphabet else { continue }
                value = character == UInt8(ascii: "+") ? 62 : 63
            }
            accumulator = accumulator << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            octets.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
        }
        guard bits < 6 || disabled.contains(.base64Length) else {
            throw Rejection(.base64Length, "\(text.count) characters encode no octets")
        }
        guard accumulator & (1 << UInt32(bits) - 1) == 0 || disabled.contains(.base64TrailingBits) else {
            throw Rejection(.base64TrailingBits, "the last \(bits) bits aren't zero")
        }
        return octets
    }

    /// Encodes octets.
    static func encode(_ octets: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: SixBitText.characterCount(ofOctets: octets.count)) { SixBitText.encode(octets, into: &$0) }
    }

    /// Encodes octets as text.
    static func text(_ octets: [UInt8]) -> String {
        String(decoding: encode(octets.span), as: UTF8.self)
    }
}

extension Check {
    /// The check that a character outside of the alphabet fails.
    fileprivate static func refusing(_ character: UInt8) -> Check {
        switch character {
        case UInt8(ascii: "="): .base64Padding
        case UInt8(ascii: "+"), UInt8(ascii: "/"): .base64Alphabet
        case UInt8(ascii: " "), 0x09...0x0D: .base64WhiteSpace
        default: .base64Character
        }
    }
}

extension Base64URL {
    /// Decodes base64 as RFC 4648 section 4 has it, with padding; `nil` for any other text.
    static func decodeStandard(_ text: String) -> [UInt8]? {
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
