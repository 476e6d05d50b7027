import JWTConformance
import ReferenceJOSE

/// A kind of token as people deploy it: what a valid one holds, and the whole policy of who receives it.
struct TokenProfile {
    /// Why no member of a profile's policy is left out.
    static let whyPolicyIsWhole = "a profile is its whole policy: what one rule lets in, another may have to stop"

    /// The prefix of the ids, such as `profiles/access-token`.
    let id: String
    /// The header's `typ`; `nil`: tokens of this kind have none.
    var type: String?
    /// The claims of a valid token.
    var claims: ClaimsText
    /// The algorithm that a valid token is signed by.
    var algorithm: Algorithm
    /// The key that a valid token is signed with.
    var key: ForgeKey
    /// Header parameters after `alg` and `typ`, as JSON text.
    var parameters: String?
    /// What the recipient demands.
    var policy: VerificationPolicy
    /// The rules that a valid token keeps.
    var refs: [String]
    /// The rules by which claims have to be there, beyond those of the checks.
    var presence: [String] = []
    /// The rules by which claims have to have their values, beyond those of the checks.
    var values: [String] = []
    /// The rules by which `typ` has to be the profile's, beyond those of the checks.
    var typing: [String] = []

    /// Begins a group of vectors under the policy of this profile.
    ///
    /// - Parameters:
    ///   - name: the last part of the group's id.
    ///   - adjust: what the group demands beyond the profile.
    /// - Returns: a group without vectors.
    func group(_ name: String, _ adjust: (inout VerificationPolicy) -> Void = { _ in }) -> GroupDefinition {
        var policy = policy
        adjust(&policy)
        return GroupDefinition(
            "\(id)/\(name)",
            key: .init(ref: key.id),
            policy: policy,
            content: .claims,
            keepingPolicy: Self.whyPolicyIsWhole
        )
    }

    /// The same profile under another algorithm and key.
    func signed(_ algorithm: Algorithm, by key: ForgeKey) -> TokenProfile {
        var changed = self
        changed.algorithm = algorithm
        changed.key = key
        changed.policy.algorithms = .only([algorithm.rawValue])
        return changed
    }

    /// A token of this kind.
    ///
    /// - Parameter change: how its claims differ from a valid one's.
    /// - Returns: the token.
    /// - Throws: what libcrypto says if the key can't sign by the algorithm.
    func token(_ change: (ClaimsText) -> ClaimsText = { $0 }) throws -> Token {
        try Token.compact(header(type: type), change(claims).text, by: key, algorithm)
    }

    /// A valid token but for its `typ`.
    func token(typ: String?) throws -> Token {
        try Token.compact(header(type: typ), claims.text, by: key, algorithm)
    }

    /// A valid token but for the algorithm that it's signed by.
    func token(by other: Algorithm) throws -> Token {
        try Token.compact(header(type: type, alg: other.rawValue), claims.text, by: key, other)
    }

    /// A valid token but for the key that it's signed with.
    func token(by other: ForgeKey) throws -> Token {
        try Token.compact(header(type: type), claims.text, by: other, algorithm)
    }

    /// A valid token without a signature, and `none` for an algorithm.
    func unsecuredToken() -> Token {
        Token("\(header(type: type, alg: "none").base64url).\(claims.text.base64url).")
    }

    private func header(type: String?, alg: String? = nil) -> String {
        var members = ["\"alg\":\"\(alg ?? algorithm.rawValue)\""]
        if let type { members.append("\"typ\":\"\(type)\"") }
        if let parameters { members.append(parameters) }
        return "{\(members.joined(separator: ","))}"
    }
}
