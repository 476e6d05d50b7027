import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// What definitions are made with: the corpus's keys, and the values that most vectors share.
struct Forge: Sendable {
    private let keys: [String: ForgeKey]

    init(_ records: [KeyRecord]) throws {
        keys = try Dictionary(uniqueKeysWithValues: records.map { ($0.id, try ForgeKey($0)) })
    }

    /// A key of the corpus.
    ///
    /// Where another algorithm carries the points of vectors about HS256, it's that algorithm's key with the same letter.
    func key(_ name: String) throws -> ForgeKey {
        if let carrier = World.current.carrier, name.hasPrefix("hmac-"),
            let key = keys["keys/\(carrier.row.usualKey.word)-\(name.dropFirst(5))"]
        {
            return key
        }
        guard let key = keys["keys/\(name)"] else { throw ForgeError("there is no key keys/\(name)") }
        return key
    }

    /// 2026-01-01T00:00:00Z: the time of the whole corpus.
    static let now: Int64 = 1_767_225_600
    /// The issuer of most tokens.
    static let issuer = "https://issuer.example"
    /// A claims set without times, which any verifier accepts whatever its clock says.
    static let claims = #"{"iss":"https://issuer.example","sub":"alice","aud":"https://api.example"}"#
    /// The payload of vectors that aren't about claims.
    static let payload = #"{"sub":"alice"}"#

    /// The key that signs by an algorithm in the corpus.
    func key(for algorithm: Algorithm) throws -> ForgeKey {
        try key("\(algorithm.row.usualKey.word)-a")
    }

    /// A group about tokens under HS256 and `hmac-a`, whose payload isn't looked into.
    func bytesGroup(_ id: String) -> GroupDefinition {
        GroupDefinition(id, key: .init(ref: "keys/hmac-a"), policy: VerificationPolicy(["HS256"]))
    }

    /// A group about claims under HS256 and `hmac-a`.
    ///
    /// - Parameters:
    ///   - id: the prefix of its vectors' ids.
    ///   - why: why the policy stays whole, with members that no verdict needs.
    ///   - adjust: what else the policy checks.
    /// - Returns: the group, without vectors.
    func claimsGroup(
        _ id: String,
        keepingPolicy why: String? = nil,
        _ adjust: (inout VerificationPolicy) -> Void = { _ in }
    ) -> GroupDefinition {
        var policy = VerificationPolicy(["HS256"])
        policy.now = Self.now
        adjust(&policy)
        return GroupDefinition(
            id,
            key: .init(ref: "keys/hmac-a"),
            policy: policy,
            content: .claims,
            keepingPolicy: why
        )
    }

    /// A token under HS256 and `hmac-a`.
    func hs256(_ header: String = #"{"alg":"HS256"}"#, _ payload: String = Forge.payload) throws -> Token {
        try Token.compact(header, payload, by: key("hmac-a"), .hs256)
    }

    /// A token under HS256 and `hmac-a` with a claims set.
    func claims(_ claims: String) throws -> Token {
        try hs256(#"{"alg":"HS256","typ":"JWT"}"#, claims)
    }

    /// A sequence of claims sets under HS256 and `hmac-a`: its vectors are asked of one verifier, in order.
    ///
    /// - Parameters:
    ///   - id: the prefix of its vectors' ids.
    ///   - why: why the policies have a member that changes no verdict.
    ///   - adjust: what the first step's policy checks.
    /// - Returns: the group, without vectors.
    func sequence(
        _ id: String,
        keepingPolicy why: String? = nil,
        _ adjust: (inout VerificationPolicy) -> Void = { _ in }
    ) -> GroupDefinition {
        var policy = VerificationPolicy(["HS256"])
        adjust(&policy)
        return GroupDefinition(
            id,
            key: .init(ref: "keys/hmac-a"),
            policy: policy,
            content: .claims,
            isSequence: true,
            keepingPolicy: why
        )
    }
}
