import FoundationEssentials

/// A compact token taken apart without anybody's JOSE code, for the floor.
struct CompactParts {
    /// Header and payload with the dot between them, as they were signed.
    let signingInput: [UInt8]
    /// The signature's octets.
    let signature: [UInt8]

    /// Takes a token apart; `nil` where it has no dot or its last part isn't base64url.
    init?(_ token: [UInt8]) {
        guard let dot = token.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        var base64 = String(decoding: token[(dot + 1)...], as: UTF8.self)
            .replacing("-", with: "+")
            .replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let signature = Data(base64Encoded: base64) else { return nil }
        signingInput = Array(token[..<dot])
        self.signature = Array(signature)
    }
}
