import FoundationEssentials

/// What is wrong with the tokens of a scenario, and so whether they must be accepted or rejected.
///
/// Anyone can spoil a token like this without a key: the cost of rejecting it is what an attacker can make a service
/// spend.
package enum TokenCondition: String, CaseIterable, Codable, Hashable, Sendable {
    /// Nothing: they are accepted.
    case genuine
    /// One character of the signature is another.
    case badSignature = "bad-signature"
    /// They are 300,000 octets long.
    case oversized
    /// The header has a member of 4,000 arrays inside one another.
    case deepJSON = "deep-json"
    /// The header names an unknown key.
    case unknownKey = "unknown-kid"

    /// The octets that a ring may take up: longer tokens are fewer, and still far more than a processor's cache holds.
    static let ringOctetLimit = 64 << 20

    private static let oversizedOctetCount = 300_000
    private static let depth = 4_000

    /// Tokens of this condition, made of genuine ones.
    ///
    /// - Parameter genuine: compact tokens.
    /// - Returns: as many, no two alike; fewer if they would take up more than 64 MiB.
    func tokens(from genuine: Ring) -> Ring {
        guard self != .genuine else { return genuine }
        var tokens: [[UInt8]] = []
        var room = Self.ringOctetLimit
        for index in 0..<genuine.count {
            let token = token(from: genuine[index], index: index)
            room -= token.count
            guard room >= 0 else { break }
            tokens.append(token)
        }
        return Ring(tokens)
    }

    private func token(from genuine: [UInt8], index: Int) -> [UInt8] {
        switch self {
        case .genuine: genuine
        case .badSignature: TokenPart.signature.tampered(genuine)
        case .oversized: padded(genuine)
        case .deepJSON:
            withHeader(
                #","x":\#(String(repeating: "[", count: Self.depth))\#(String(repeating: "]", count: Self.depth))}"#,
                genuine
            )
        case .unknownKey: withHeader(#","kid":"unknown-\#(index)"}"#, genuine)
        }
    }

    /// The token with its payload made longer.
    private func padded(_ token: [UInt8]) -> [UInt8] {
        guard let dot = token.lastIndex(of: UInt8(ascii: ".")) else { return token }
        let padding = max(0, Self.oversizedOctetCount - token.count)
        return token[..<dot] + Array(repeating: UInt8(ascii: "A"), count: padding) + token[dot...]
    }

    /// The token with a member added at the end of its header.
    private func withHeader(_ end: String, _ token: [UInt8]) -> [UInt8] {
        let parts = token.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let header = Base64Text.octets(parts[0]) else { return token }
        return Base64Text.text(header.dropLast() + Array(end.utf8)) + [UInt8(ascii: ".")] + parts[1]
    }
}

/// base64url without anybody's JOSE code.
enum Base64Text {
    static func octets(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var base64 = String(decoding: Array(text), as: UTF8.self)
            .replacing("-", with: "+")
            .replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64).map(Array.init)
    }

    static func text(_ octets: some Sequence<UInt8>) -> [UInt8] {
        Data(octets).base64EncodedString().utf8.compactMap { character in
            switch character {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: character
            }
        }
    }
}
