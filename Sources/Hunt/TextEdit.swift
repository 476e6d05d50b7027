import CryptoPrimitives

/// An edit of octets at a place.
enum TextEdit: Hashable, Sendable {
    /// Puts octets in at an offset from the front; behind the end, at the end.
    case insert([UInt8], at: Int)
    /// Puts octets at the end.
    case append([UInt8])
    /// Puts other octets in place of one.
    case replace(at: Int, with: [UInt8])
    /// Takes octets from the end.
    case dropLast(Int)
    /// Takes octets from the front.
    case dropFirst(Int)
    /// Writes `+` and `/` for `-` and `_`.
    case standardAlphabet
    /// Pads with `=` to a multiple of four.
    case pad
    /// Adds to the value of the last character, where some of its bits belong to no octet.
    case trailingBits(UInt8)
    /// Writes all again.
    case twice
    /// Leaves nothing.
    case clear

    /// Makes the edit.
    func apply(to text: inout [UInt8]) {
        switch self {
        case .insert(let octets, let offset): text.insert(contentsOf: octets, at: min(offset, text.count))
        case .append(let octets): text += octets
        case .replace(let offset, let octets):
            guard !text.isEmpty else { return }
            let place = min(offset, text.count - 1)
            text.replaceSubrange(place...place, with: octets)
        case .dropLast(let count): text.removeLast(min(count, text.count))
        case .dropFirst(let count): text.removeFirst(min(count, text.count))
        case .standardAlphabet:
            for index in text.indices {
                if text[index] == UInt8(ascii: "-") { text[index] = UInt8(ascii: "+") }
                if text[index] == UInt8(ascii: "_") { text[index] = UInt8(ascii: "/") }
            }
        case .pad: while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        case .trailingBits(let bits):
            let unused: UInt8 = [0, 0, 0x0F, 0x03][text.count % 4]
            guard unused > 0, let last = text.last, let value = Self.alphabet.firstIndex(of: last) else { return }
            text[text.count - 1] = Self.alphabet[Int(UInt8(value) | max(1, bits & unused))]
        case .twice: text += text
        case .clear: text = []
        }
    }

    private static let alphabet = Array(SixBitText.alphabet.utf8)
}

/// An edit of a signature's octets.
enum SignatureEdit: Hashable, Sendable {
    /// One of the integers that an ECDSA signature is, or S of EdDSA, which is in the other order of octets.
    enum Integer: Hashable, Sendable { case zero, one, order, orderLessOne }

    case flip(bit: Int)
    case prefix(Int)
    case suffix(Int)
    case prepend([UInt8])
    case append([UInt8])
    case zeros
    case ones
    case first(Integer)
    case second(Integer)
    case addOrderToFirst, addOrderToSecond
    case negateSecond
    case swapHalves
    case der
    case dropZeros
    case reversed
    case addModulus
}
