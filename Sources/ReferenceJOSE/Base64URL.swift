/// base64url without padding (RFC 7515 section 2), strict both ways.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each character, 64 for a character that has none.
    private static let values: InlineArray<256, UInt8> = {
        var values = InlineArray<256, UInt8>(repeating: 64)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
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
        if let octets = decodeCanonical(text) { return octets }
        return try decodeLeniently(text, without: disabled)
    }

    /// Decodes a text that is canonical; `nil` for any other.
    static func decodeCanonical(_ text: Span<UInt8>) -> [UInt8]? {
        var isCanonical = false
        let octets = [UInt8](capacity: octetCount(of: text.count)) { output in
            isCanonical = decodeCanonical(text, into: &output)
        }
        return isCanonical ? octets : nil
    }

    /// Decodes a text that is canonical in place of what an array holds, whose memory is used again.
    ///
    /// - Returns: whether it is canonical.
    static func decodeCanonical(_ text: Span<UInt8>, into octets: inout [UInt8]) -> Bool {
        var isCanonical = false
        octets.removeAll(keepingCapacity: true)
        octets.append(addingCapacity: octetCount(of: text.count)) { output in
            isCanonical = decodeCanonical(text, into: &output)
        }
        return isCanonical
    }

    /// How many octets so many characters encode.
    private static func octetCount(of characterCount: Int) -> Int {
        characterCount / 4 * 3 + max(0, characterCount % 4 - 1)
    }

    @inline(__always)
    private static func decodeCanonical(_ text: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Bool {
        let values = Self.values.span
        let remainder = text.count % 4
        guard remainder != 1 else { return false }
        let whole = text.count - remainder
        var faults: UInt8 = 0
        var index = 0
        while index < whole {
            let a = values[Int(text[index])]
            let b = values[Int(text[index + 1])]
            let c = values[Int(text[index + 2])]
            let d = values[Int(text[index + 3])]
            faults |= a | b | c | d
            let word = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
            output.append(UInt8(truncatingIfNeeded: word >> 16))
            output.append(UInt8(truncatingIfNeeded: word >> 8))
            output.append(UInt8(truncatingIfNeeded: word))
            index += 4
        }
        guard remainder > 0 else { return faults < 64 }
        var word: UInt32 = 0
        for offset in 0..<remainder {
            let value = values[Int(text[whole + offset])]
            faults |= value
            word |= UInt32(value) << UInt32(18 - offset * 6)
        }
        output.append(UInt8(truncatingIfNeeded: word >> 16))
        if remainder == 3 { output.append(UInt8(truncatingIfNeeded: word >> 8)) }
        let lowBits = remainder == 3 ? word & 0xFF : word & 0xFFFF
        return faults < 64 && lowBits == 0
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
        let alphabet = Self.alphabet.span
        let whole = octets.count / 3 * 3
        return [UInt8](capacity: (octets.count * 4 + 2) / 3) { output in
            var index = 0
            while index < whole {
                let word = UInt32(octets[index]) << 16 | UInt32(octets[index + 1]) << 8 | UInt32(octets[index + 2])
                output.append(alphabet[Int(word >> 18)])
                output.append(alphabet[Int(word >> 12 & 63)])
                output.append(alphabet[Int(word >> 6 & 63)])
                output.append(alphabet[Int(word & 63)])
                index += 3
            }
            switch octets.count - whole {
            case 1:
                output.append(alphabet[Int(octets[whole] >> 2)])
                output.append(alphabet[Int(octets[whole] & 3) << 4])
            case 2:
                let word = UInt32(octets[whole]) << 8 | UInt32(octets[whole + 1])
                output.append(alphabet[Int(word >> 10)])
                output.append(alphabet[Int(word >> 4 & 63)])
                output.append(alphabet[Int(word & 15) << 2])
            default:
                break
            }
        }
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
