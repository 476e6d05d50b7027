import JWTConformance
import ReferenceJOSE

/// Keys with a fault beside the members of a public key: in the exponent, in the private half, in the text around them.
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
            "malformed/rsa-multi-prime",
            .init(jwk: members(rsa.record.verification) { $0["oth"] = .array([.object(["r": .string("Aw")])]) }),
            "further primes in oth, and a token by the key that it is without them",
            rs256,
            .jwkMultiPrime,
            .rs256,
            level: .should
        ),
        group(
            "malformed/rsa-half-private",
            .init(jwk: members(rsa.record.signing) { for name in ["q", "dp", "dq", "qi"] { $0[name] = nil } }),
            "a private key with p and without the other factors, and a token by it",
            rs256,
            .jwkPrivate,
            .rs256,
            level: .should
        ),
        group(
            "malformed/ec-other-d",
            .init(
                jwk: members(p256.record.verification) { $0["d"] = .string([UInt8](repeating: 1, count: 32).base64url) }
            ),
            "a private key whose d belongs to another point, and a token by the point",
            es256,
            .jwkPrivate,
            .es256,
            level: .should
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
        folded("one-line", "PEM without line breaks", lines.joined()),
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
