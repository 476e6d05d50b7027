// Numbers (RFC 8259 section 6), each as the nearest double.
extension JSONScanner {
    /// As many decimal digits fit into 64 bits, and a conversion of those rounds once.
    private static let exactDigitCount = 18

    /// Reads a number, the position being at its first character.
    mutating func number() -> Bool {
        let start = position
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let digits = position
        let magnitude = readDigits()
        let count = position - digits
        let startsWithZero = unsafe count > 0 && octets[digits] == UInt8(ascii: "0")
        guard count == 1 || (count > 1 && !startsWithZero) else { return false }
        let isInteger = current != UInt8(ascii: ".") && current | 0x20 != UInt8(ascii: "e")
        if isInteger, count <= Self.exactDigitCount {
            let number = Double(magnitude)
            return note(.number, from: start, to: position, number: isNegative ? -number : number)
        }
        guard skipFraction(), skipExponent() else { return false }
        let text = unsafe String(decoding: octets[start..<position], as: UTF8.self)
        // Without end if no finite double is near.
        guard let number = Double(text), number.isFinite else { return false }
        return note(.number, from: start, to: position, number: number)
    }

    /// Passes over digits.
    ///
    /// - Returns: the integer they spell, if they are few enough for one.
    @inline(__always)
    private mutating func readDigits() -> UInt64 {
        var magnitude: UInt64 = 0
        // Not the property: it would be written to at each step.
        var position = position
        while unsafe position < octets.count {
            let digit = unsafe octets[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            magnitude = magnitude &* 10 &+ UInt64(digit)
            position += 1
        }
        self.position = position
        return magnitude
    }

    private mutating func skipFraction() -> Bool {
        guard current == UInt8(ascii: ".") else { return true }
        position += 1
        return skipDigits()
    }

    private mutating func skipExponent() -> Bool {
        guard current | 0x20 == UInt8(ascii: "e") else { return true }
        position += 1
        if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
        return skipDigits()
    }

    /// At least one.
    private mutating func skipDigits() -> Bool {
        let start = position
        _ = readDigits()
        return position > start
    }
}
