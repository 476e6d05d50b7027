// Strings (RFC 8259 section 7), which are UTF-8 (section 8.1).
extension JSONScanner {
    /// Reads a string, the position being at its quotation mark.
    @inline(__always)
    mutating func string() -> Bool {
        position += 1
        let start = position
        skipPlain()
        guard current != UInt8(ascii: "\"") else {
            position += 1
            return note(.string, from: start, to: position - 1)
        }
        return unusualString(from: start)
    }

    /// Goes on with a string that has something else in it than printable ASCII, or no end.
    private mutating func unusualString(from start: Int) -> Bool {
        var isEscaped = false
        while true {
            let octet = current
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                return note(.string, from: start, to: position - 1, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                guard skipEscape() else { return false }
                isEscaped = true
            case 0..<0x20:
                return false
            default:
                guard octet < 0x80 || skipUTF8(octet) else { return false }
                if octet < 0x80 { position += 1 }
            }
            skipPlain()
        }
    }

    /// Skips unescaped characters: ASCII except control characters, quotation mark and backslash; eight octets at a
    /// time.
    @inline(__always)
    private mutating func skipPlain() {
        // Not the property: it would be written to at each step.
        var position = position
        defer { self.position = position }
        while unsafe position + 8 <= octets.count {
            let word = unsafe UnsafeRawBufferPointer(octets).loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let marks = Self.unusual(in: word.littleEndian)
            guard marks == 0 else {
                position += marks.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while unsafe position < octets.count, Self.unusual(in: unsafe UInt64(octets[position])) & 0x80 == 0 {
            position += 1
        }
    }

    /// The high bit of each octet that isn't plain; what stands above the lowest such bit may be wrong, by a borrow.
    @inline(__always)
    private static func unusual(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let slashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let low = (word &- ones &* 0x20) & ~word
        return ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | low | word) & (ones &* 0x80)
    }

    /// Skips an escape; a high surrogate is skipped with the low one after it.
    private mutating func skipEscape() -> Bool {
        position += 1
        let escape = current
        guard escape == UInt8(ascii: "u") else {
            guard JSONEscapes.character(escape) != nil else { return false }
            position += 1
            return true
        }
        guard let unit = skipCodeUnit() else { return false }
        switch unit {
        case 0, 0xDC00...0xDFFF:
            return false
        case 0xD800...0xDBFF:
            guard current == UInt8(ascii: "\\") else { return false }
            position += 1
            guard current == UInt8(ascii: "u"), let low = skipCodeUnit() else { return false }
            return (0xDC00...0xDFFF).contains(low)
        default:
            return true
        }
    }

    /// Passes over `u` and four hexadecimal digits.
    private mutating func skipCodeUnit() -> UInt16? {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            position += 1
            guard let digit = JSONEscapes.digit(current) else { return nil }
            unit = unit << 4 | digit
        }
        position += 1
        return unit
    }

    /// Passes over a character of two to four octets: none in more octets than it needs, no half of UTF-16, nothing above
    /// U+10FFFF (RFC 3629 section 4).
    private mutating func skipUTF8(_ first: UInt8) -> Bool {
        position += 1
        let second = current
        let (count, range): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (1, 0x80...0xBF)
            case 0xE0: (2, 0xA0...0xBF)
            case 0xED: (2, 0x80...0x9F)
            case 0xE1...0xEF: (2, 0x80...0xBF)
            case 0xF0: (3, 0x90...0xBF)
            case 0xF1...0xF3: (3, 0x80...0xBF)
            case 0xF4: (3, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard count > 0, range.contains(second) else { return false }
        position += 1
        for _ in 1..<count {
            guard (0x80...0xBF).contains(current) else { return false }
            position += 1
        }
        return true
    }
}
