/// A compact token split into its parts without any JOSE library, for the floor.
struct CompactParts {
    /// Header and payload with the dot between them, as they were signed.
    let signingInput: [UInt8]
    /// The signature's octets.
    let signature: [UInt8]

    /// Splits a token; `nil` if it has no dot or its last part isn't base64url.
    init?(_ token: [UInt8]) {
        guard let dot = token.lastIndex(of: UInt8(ascii: ".")),
            let signature = Base64Text.octets(token[(dot + 1)...])
        else { return nil }
        signingInput = Array(token[..<dot])
        self.signature = signature
    }
}
