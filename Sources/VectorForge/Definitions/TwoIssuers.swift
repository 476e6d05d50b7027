import JWTConformance
import ReferenceJOSE

/// Two issuers, whose own keys a policy names.
enum TwoIssuers {
    static let (a, b) = ("https://a.example", "https://b.example")
    static let rules = ["RFC8725#3.8-1"]
    /// Why the policy of a group has more than some of its vectors need.
    static let wholePolicy = "every token is sent to a verifier that trusts each key for some issuers alone"

    static func claims(of issuer: String) -> String { #"{"iss":"\#(issuer)","sub":"alice"}"# }
}

extension Forge {
    /// A group under a policy that says which keys of the set are whose.
    func issuerGroup(
        _ slug: String,
        _ keys: [JSONValue],
        _ owners: [(String, [Int])],
        isSequence: Bool = false,
        keepingPolicy why: String? = nil
    ) -> GroupDefinition {
        var policy = VerificationPolicy(["HS256"])
        policy.issuerKeys = owners.map { .init(issuer: $0, keys: $1) }
        return GroupDefinition(
            slug,
            key: .init(jwks: ["keys": .array(keys)]),
            policy: policy,
            content: .claims,
            isSequence: isSequence,
            keepingPolicy: why
        )
    }

    /// A token under HS256 by a key of the corpus.
    func issuerToken(_ claims: String, _ key: String, header members: String = "") throws -> Token {
        try Token.compact(#"{"alg":"HS256"\#(members)}"#, claims, by: self.key(key), .hs256)
    }
}
