import ReferenceJOSE
import StrictJSON

/// A memory of verdicts that takes one question for another: what a token is remembered by is too little.
package enum CoarseCache: String, Hashable, Sendable, CaseIterable {
    case header, payload, signature, signingInput = "signing-input", payloadAndSignature = "payload-and-signature"
    case firstOctets = "first-octets", lastOctets = "last-octets", length, caseless
    case subject = "sub", tokenID = "jti", keyID = "kid"
    /// The whole token, whatever the policy, the key or the time is now.
    case token
    /// As ``token``, of what was rejected.
    case rejected
}

extension CoarseCache: WrongCheck {
    var name: String { "remembered-by-\(rawValue)" }
    var check: Check { .signature }
    var onlyAccepts: Bool { false }

    var summary: String {
        switch self {
        case .token: "an accepted token stays accepted, whatever the policy, the key and the time are"
        case .rejected: "a rejected token stays rejected, whatever the policy, the key and the time are"
        default: "a token is accepted whose \(rawValue) an accepted one had"
        }
    }

    /// What a token is remembered by; `nil` if it isn't.
    package func key(of token: [UInt8]) -> [UInt8]? {
        let segments = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Array($0) }
        guard segments.count == 3 else { return self == .token || self == .rejected ? token : nil }
        func member(_ name: String, of segment: [UInt8]) -> [UInt8]? {
            let octets = try? Base64URL.decode(segment.span)
            let value = octets.flatMap { try? StrictText.parse($0.span).object?[name]?.string }
            return value.map { Array($0.utf8) }
        }
        switch self {
        case .header: return segments[0]
        case .payload: return segments[1]
        case .signature: return segments[2]
        case .signingInput: return segments[0] + segments[1]
        case .payloadAndSignature: return segments[1] + segments[2]
        case .firstOctets: return Array(token.prefix(64))
        case .lastOctets: return Array(token.suffix(32))
        case .length: return [UInt8(token.count >> 8 & 0xFF), UInt8(token.count & 0xFF)]
        case .caseless: return token.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        case .subject: return member("sub", of: segments[1])
        case .tokenID: return member("jti", of: segments[1])
        case .keyID: return member("kid", of: segments[0])
        case .token, .rejected: return token
        }
    }
}
