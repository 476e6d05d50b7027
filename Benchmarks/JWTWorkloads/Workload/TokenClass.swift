/// How large a token is.
package enum TokenClass: String, CaseIterable, Codable, Hashable, Sendable {
    /// What a verifier needs and no more: some 110 octets of claims.
    case small
    /// An access token with a subject, times, an id and two scopes: some 200 octets of claims.
    case typical
    /// A token that carries its user's groups, as identity providers of companies issue them: some 3,000 octets of claims,
    /// 4,096 in a header.
    case large
}

extension ClaimsPayload {
    /// The claims of one token of a class, as JSON.
    ///
    /// - Parameters:
    ///   - index: which one; another index gives other claims of the same length, up to a million.
    ///   - tokenClass: how large they are.
    /// - Returns: a JSON object.
    package static func octets(_ index: Int, _ tokenClass: TokenClass) -> [UInt8] {
        switch tokenClass {
        case .small:
            let claims = #"{"iss":"\#(issuer)","sub":"\#(serial(index))","aud":"\#(audience)","exp":\#(now + 3_540)}"#
            return Array(claims.utf8)
        case .typical: return octets(index)
        case .large:
            var generator = GroupNames(index)
            let groups = (0..<70).map { _ in "\"\(generator.next())\"" }.joined(separator: ",")
            return octets(index).dropLast() + Array(",\"groups\":[\(groups)]}".utf8)
        }
    }

    /// The claims of the given number of tokens of a class.
    package static func ring(count: Int, _ tokenClass: TokenClass) -> Ring {
        Ring((0..<count).lazy.map { octets($0, tokenClass) })
    }

    private static func serial(_ index: Int) -> String {
        let number = String(index)
        return String(repeating: "0", count: max(0, 6 - number.count)) + number
    }
}

/// Names of groups in the shape of UUIDs, 36 characters each, no two users' alike.
private struct GroupNames {
    private var state: UInt64

    init(_ index: Int) {
        state = UInt64(truncatingIfNeeded: index &+ 1) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> String {
        let digits = hexadecimal() + hexadecimal()
        var name = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { name.append("-") }
            name.append(digit)
        }
        return name
    }

    /// Sixteen digits; Marsaglia's xorshift, which is enough for names.
    private mutating func hexadecimal() -> String {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
