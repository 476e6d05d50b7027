/// Small changes of a text that are the same for the same text, so that a finding can be repeated.
struct Changes {
    private static let octets =
        Array("{}[],:\"\\ \t\n\r/bfnrtux0123456789aAdDeE+-.lsz'".utf8) + [
            0, 0x1F, 0x7F, 0x80, 0xBF, 0xC2, 0xC3, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xFF,
        ]

    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(_ octets: [UInt8]) {
        for octet in octets { state = (state ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 }
        state |= 1
    }

    private mutating func number(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % bound
    }

    /// The text with an octet replaced, put in, taken out, or with one of its parts twice.
    mutating func changed(_ octets: [UInt8]) -> [UInt8] {
        var octets = octets
        let octet = Self.octets[number(below: Self.octets.count)]
        guard !octets.isEmpty else { return [octet] }
        let place = number(below: octets.count)
        switch number(below: 8) {
        case 0...3: octets[place] = octet
        case 4, 5: octets.insert(octet, at: place)
        case 6: octets.remove(at: place)
        default:
            let end = min(octets.count, place + 1 + number(below: 24))
            octets.insert(contentsOf: octets[place..<end], at: place)
        }
        return octets
    }
}
