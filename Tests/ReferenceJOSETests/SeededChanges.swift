/// Small changes of a token that are the same for the same token, so that a finding can be repeated.
struct SeededChanges {
    private static let octets = Array("{}[],:\"\\ \t\n./bfnrtux0123456789aAdDeE+-_=AQZ".utf8) + [0, 0x7F, 0x80, 0xFF]

    private let token: [UInt8]
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(of token: [UInt8]) {
        self.token = token
        for octet in token { state = (state ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 }
        state |= 1
    }

    private mutating func number(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % bound
    }

    /// The token with an octet replaced, inserted or removed, with a part of it twice, or cut off.
    mutating func next() -> [UInt8] {
        var changed = token
        let octet = Self.octets[number(below: Self.octets.count)]
        guard !changed.isEmpty else { return [octet] }
        let place = number(below: changed.count)
        switch number(below: 10) {
        case 0...3: changed[place] = octet
        case 4, 5: changed.insert(octet, at: place)
        case 6, 7: changed.remove(at: place)
        case 8: changed.removeLast(changed.count - place)
        default:
            changed.insert(contentsOf: changed[place..<min(changed.count, place + 1 + number(below: 24))], at: place)
        }
        return changed
    }
}
