import JWTConformance
import ReferenceJOSE

/// Keys whose fault needs a token of its own, or is in the text around them.
func furtherKeys(_ forge: Forge) throws -> [GroupDefinition] {
    let rsa = try forge.key("rsa-a")
    let p256 = try forge.key("p256-a")
    let rs256 = try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: rsa, .rs256)
    let es256 = try Token.compact(#"{"alg":"ES256"}"#, Forge.payload, by: p256, .es256)
    func members(_ value: JSONValue?, _ change: (inout [String: JSONValue]) -> Void) -> JSONValue {
        guard case .object(var object) = value else { return .null }
        change(&object)
        return .object(object)
    }
    func group(
        _ id: String,
        _ key: VectorFile.Key,
        _ summary: String,
        _ token: Token,
        _ check: Check,
        _ algorithm: Algorithm,
        level: Level = .must
    ) -> GroupDefinition {
        let name = algorithm.rawValue
        var group = GroupDefinition("jwk/\(id)", key: key, policy: VerificationPolicy([name]))
        let twin = Proof.twin("signature/algorithms/\(name.lowercased())/plain")
        group.reject("token", summary, token, check, twin, level: level)
        return group
    }
    let pem = p256.record.pem ?? ""
    let lines = pem.split(separator: "\n")
    let p256Text = p256.record.verification["x"]?.stringValue ?? ""
    let set =
        #"{"keys":[[{"kty":"EC","crv":"P-256","x":"\#(p256Text)","y":"\#(p256.record.verification["y"]?.stringValue ?? "")"}]]}"#
    return [
        group(
            "malformed/rsa-e-one",
            .init(jwk: members(rsa.record.verification) { $0["e"] = .string("AQ") }),
            "a public exponent of one, and a message that is its own signature",
            rs256.withSignature(
                try rsa.rsa.pkcs1Encoded(ForgeKey.sha256DigestInfo(of: rs256.signingInput))
            ),
            .rsaExponent,
            .rs256
        ),
        group(
            "text/key-in-an-array",
            .init(text: set),
            "a JWK Set whose key stands in an array, and a token by it",
            es256,
            .jwkObject,
            .es256,
            level: .should
        ),
        folded("backslash-n", "PEM whose line breaks are spelled with a backslash", lines.joined(separator: "\\n")),
    ]

    func folded(_ slug: String, _ summary: String, _ text: String) -> GroupDefinition {
        var group = GroupDefinition(
            "jwk/text/pem-\(slug)",
            key: .init(text: text),
            policy: VerificationPolicy(["ES256"])
        )
        group.either(
            "token",
            "\(summary), and a token by the key that it was",
            es256,
            why: "RFC 7468 section 2 lets a parser overlook what a generator has to write",
            .pem,
            .twin("signature/algorithms/es256/plain")
        )
        return group
    }
}
