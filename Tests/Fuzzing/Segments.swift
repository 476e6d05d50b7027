/// base64url and the parts of a token, written apart from the reference, so that the two can be compared.
enum Segments {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ octets: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var accumulator: UInt32 = 0
        var bits = 0
        for octet in octets {
            accumulator = accumulator << 8 | UInt32(octet)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(accumulator >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(accumulator << UInt32(6 - bits) & 63)]) }
        return text
    }

    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        var accumulator: UInt32 = 0
        var bits = 0
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            accumulator = accumulator << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                octets.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(bits)))
            }
        }
        return octets
    }

    /// The three segments of a compact token.
    static func split(_ token: [UInt8]) -> [ArraySlice<UInt8>] {
        token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }
}
