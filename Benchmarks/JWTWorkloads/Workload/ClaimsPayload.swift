/// The claims of the tokens that are measured: about 200 octets, no two alike.
package enum ClaimsPayload {
    /// Who issued the tokens; verification demands it.
    package static let issuer = "https://issuer.example"
    /// Whom the tokens are for; verification demands it.
    package static let audience = "https://api.example"
    /// The time at which they are verified, in seconds since 1970: 2026-01-01T00:00:00Z.
    package static let now = 1_767_225_600

    /// The claims of one token, as JSON.
    ///
    /// - Parameters:
    ///   - index: which one; another index gives other claims of the same length, up to a million.
    ///   - expiration: until when it's good, in seconds since 1970.
    /// - Returns: a JSON object.
    package static func octets(_ index: Int, expiration: Int = now + 3_540) -> [UInt8] {
        let number = String(index)
        let serial = String(repeating: "0", count: max(0, 6 - number.count)) + number
        // Scattered over the range, so that neighbours differ in more than their last digit.
        let scattered = String(UInt32(truncatingIfNeeded: index &+ 1) &* 2_654_435_761 | 0x8000_0000, radix: 16)
        let claims =
            #"{"iss":"\#(issuer)","sub":"user-\#(serial)","aud":"\#(audience)","iat":\#(now - 60),"#
            + #""nbf":\#(now - 60),"exp":\#(expiration),"jti":"\#(scattered)-\#(serial)","#
            + #""scope":"orders:read orders:write"}"#
        return Array(claims.utf8)
    }

    /// The claims of the given number of tokens.
    package static func ring(count: Int) -> Ring {
        Ring((0..<count).lazy.map { octets($0) })
    }
}
