/// The escapes of strings (RFC 8259 section 7).
enum JSONEscapes {
    /// The character that a letter after a backslash means; `nil` for `u` and for what isn't an escape.
    static func character(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The value of a hexadecimal digit.
    static func digit(_ character: UInt8) -> UInt16? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(character - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(character - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The text of a string that ``JSONScanner`` took.
    static func unescaped(_ octets: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(octets.count)
        var position = 0
        while position < octets.count {
            guard octets[position] == UInt8(ascii: "\\") else {
                text.append(octets[position])
                position += 1
                continue
            }
            if let character = character(octets[position + 1]) {
                text.append(character)
                position += 2
                continue
            }
            var scalar = UInt32(codeUnit(octets, at: position))
            position += 6
            if (0xD800...0xDBFF).contains(scalar) {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + UInt32(codeUnit(octets, at: position)) - 0xDC00
                position += 6
            }
            if let scalar = Unicode.Scalar(scalar) { text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
        }
        return text
    }

    /// The code unit of an escape with `u`.
    private static func codeUnit(_ octets: Span<UInt8>, at position: Int) -> UInt16 {
        (position + 2..<position + 6).reduce(0) { $0 << 4 | (digit(octets[$1]) ?? 0) }
    }
}
