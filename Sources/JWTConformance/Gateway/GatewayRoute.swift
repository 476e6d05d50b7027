/// A route of a gateway with one key and one policy, and the vectors that it can be asked.
package struct GatewayRoute: Hashable, Sendable {
    /// The key; a JWK without its PEM form.
    package let key: KeyMaterial
    /// The id of the key's record, if it has one.
    package let keyID: String?
    /// The policy.
    ///
    /// Any `now` means that the gateway checks times by its own clock.
    package let policy: VerificationPolicy
    /// What the route validates.
    package let content: Question.Content
    /// The ids of the vectors that the route can be asked, in the order of the vector files.
    package let vectors: [String]

    /// A name for its path: the algorithm and what else is checked, such as `hs256-now-issuer`.
    var slug: String {
        let algorithm =
            switch policy.algorithms {
            case .only(let names): names.joined(separator: "-")
            case .implementationDefault: "default"
            }
        let members = policy.members.filter { $0 != .algorithms }.map(\.rawValue)
        let words = [algorithm] + (content == .claims && members.isEmpty ? ["claims"] : members)
        return String(words.joined(separator: "-").lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }

    /// What the route checks, in a line: `HS256; now, issuer https://issuer.example`.
    package var demands: String {
        let algorithms =
            switch policy.algorithms {
            case .only(let names): names.joined(separator: ", ")
            case .implementationDefault: "any algorithm"
            }
        let members = policy.members.filter { $0 != .algorithms }
        return members.isEmpty ? algorithms : "\(algorithms); " + members.map(describe).joined(separator: ", ")
    }

    private func describe(_ member: VerificationPolicy.CodingKeys) -> String {
        let value: String? =
            switch member {
            case .algorithms, .now, .singleUse: nil
            case .leeway: policy.leeway.map { "\($0) s" }
            case .maximumAge: policy.maximumAge.map { "\($0) s" }
            case .maximumLifetime: policy.maximumLifetime.map { "\($0) s" }
            case .nowMilliseconds: policy.nowMilliseconds.map { "\($0) ms" }
            case .issuer: policy.issuer
            case .issuers: policy.issuers?.joined(separator: " ")
            case .issuerKeys: policy.issuerKeys?.map(\.issuer).joined(separator: " ")
            case .audience: policy.audience
            case .audiences: policy.audiences?.joined(separator: " ")
            case .subject: policy.subject
            case .type: policy.type
            case .requiredClaims: policy.requiredClaims?.joined(separator: " ")
            case .expectedClaims: policy.expectedClaims?.keys.sorted().joined(separator: " ")
            case .understoodCritical: policy.understoodCritical?.joined(separator: " ")
            case .revokedTokenIDs: policy.revokedTokenIDs?.joined(separator: " ")
            case .seenTokenIDs: policy.seenTokenIDs?.joined(separator: " ")
            }
        return value.map { "\(member.rawValue) \($0)" } ?? member.rawValue
    }
}
