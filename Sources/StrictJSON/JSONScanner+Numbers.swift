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
        var magnitude: UInt64 = 0
        while let digit = currentDigit {
            magnitude = magnitude &* 10 &+ UInt64(digit)
            position += 1
        }
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
        // Without end where no finite double is near.
        guard let number = Double(text), number.isFinite else { return false }
        return note(.number, from: start, to: position, number: number)
    }

    @inline(__always)
    private var currentDigit: UInt8? {
        let digit = current &- UInt8(ascii: "0")
        return digit < 10 ? digit : nil
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
        while currentDigit != nil { position += 1 }
        return position > start
    }
}
