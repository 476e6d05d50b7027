import CryptoPrimitives
import StrictJSON
import Testing

@testable import ReferenceJOSE

/// Tokens with any header and payload whatsoever, signed with HMAC over what they are.
enum Minting {
    static func signature(over input: String, secret: [UInt8] = SampleKeys.secret) throws -> String {
        var context = try MACContext(secret: secret.span, function: .sha256)
        return Base64URL.text(context.code(for: Array(input.utf8).span))
    }

    static func base64url(_ text: String) -> String {
        Base64URL.text(Array(text.utf8))
    }

    /// A compact token.
    static func compact(_ header: String, _ payload: String = "{}", isEncoded: Bool = true) throws -> String {
        let input = base64url(header) + "." + (isEncoded ? base64url(payload) : payload)
        return try input + "." + signature(over: input)
    }

    /// The members `protected` and `signature` of a token in JSON serialization, without braces.
    static func members(_ header: String, _ payload: String = "{}") throws -> String {
        let protected = base64url(header)
        let signature = try signature(over: protected + "." + base64url(payload))
        return #""protected":"\#(protected)","signature":"\#(signature)""#
    }
}

/// What a token is refused by; `nil` where it's accepted.
func refusal(
    of token: String,
    detached: [UInt8]? = nil,
    keys: JWKSet = JWKSet([JWK(secret: SampleKeys.secret)]),
    policy: TokenPolicy = TokenPolicy(algorithms: [.hs256], content: .bytes)
) throws -> Check? {
    switch try TokenVerifier(keys: keys, policy: policy).verify(token, detachedPayload: detached) {
    case .accepted: nil
    case .rejected(let rejection): rejection.check
    }
}

/// The check by which something is refused that throws a rejection.
func refusal(_ body: () throws -> Void) throws -> Check? {
    do {
        try body()
        return nil
    } catch let rejection as Rejection {
        return rejection.check
    }
}
