/// What a verifier is told to demand of a token.
///
/// Total: an absent member means "not checked".
public struct VerificationPolicy: Hashable, Sendable {
    /// Which algorithms the verifier may use.
    public enum Algorithms: Hashable, Sendable {
        /// These and no others (RFC 8725 section 3.1).
        case only([String])
        /// What the implementation does when its user doesn't pin: where the historic confusions live.
        case implementationDefault
    }

    /// Which algorithms the verifier may use; always said.
    public var algorithms: Algorithms
    /// The current time in seconds since 1970-01-01T00:00:00Z; absent: `exp`, `nbf` and `iat` aren't compared.
    public var now: Int64?
    /// Seconds by which clocks may differ; absent: none.
    public var leeway: Int64?
    /// The one `iss` that is acceptable.
    public var issuer: String?
    /// The one recipient that `aud` must name.
    public var audience: String?
    /// The one `sub` that is acceptable.
    public var subject: String?
    /// The one `typ` that is acceptable, compared as RFC 7515 section 4.1.9 says.
    public var type: String?
    /// Claims that must be there.
    public var requiredClaims: [String]?
    /// Claims that must be there with exactly these strings, by name: what binds a token to a request or a transaction.
    public var expectedClaims: [String: String]?
    /// Extension header parameters that the application understands when `crit` names them.
    public var understoodCritical: [String]?
    /// The largest acceptable age of the token, in seconds since its `iat`.
    public var maximumAge: Int64?
    /// The largest acceptable span from `iat` to `exp`, in seconds.
    public var maximumLifetime: Int64?
    /// `jti` values that were revoked.
    public var revokedTokenIDs: [String]?
    /// `jti` values that were seen before; a token may be used once.
    public var seenTokenIDs: [String]?
    /// Whether a token may be used once: the verifier remembers each `jti` that it accepted across the questions of a
    /// sequence.
    ///
    /// ``seenTokenIDs`` says what was used before the first of them.
    public var singleUse: Bool?

    /// A policy that pins algorithms and checks nothing else.
    public init(algorithms: Algorithms) {
        self.algorithms = algorithms
    }

    /// A policy that pins algorithms and checks nothing else.
    public init(_ algorithms: [String]) {
        self.algorithms = .only(algorithms)
    }
}

extension VerificationPolicy: Codable {
    /// The members, by the names that vector files and the adapter protocol use.
    public enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
        case algorithms, now, leeway, issuer, audience, subject, type, requiredClaims, expectedClaims
        case understoodCritical, maximumAge, maximumLifetime, revokedTokenIDs, seenTokenIDs, singleUse
    }

    /// The names of the members that are set.
    public var members: [CodingKeys] {
        CodingKeys.allCases.filter { key in
            switch key {
            case .algorithms: true
            case .now: now != nil
            case .leeway: leeway != nil
            case .issuer: issuer != nil
            case .audience: audience != nil
            case .subject: subject != nil
            case .type: type != nil
            case .requiredClaims: requiredClaims != nil
            case .expectedClaims: expectedClaims != nil
            case .understoodCritical: understoodCritical != nil
            case .maximumAge: maximumAge != nil
            case .maximumLifetime: maximumLifetime != nil
            case .revokedTokenIDs: revokedTokenIDs != nil
            case .seenTokenIDs: seenTokenIDs != nil
            case .singleUse: singleUse != nil
            }
        }
    }
}

extension VerificationPolicy.Algorithms: Codable {
    /// Reads an array of names, or the string `default`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let names = try? container.decode([String].self) {
            self = .only(names)
        } else if try container.decode(String.self) == "default" {
            self = .implementationDefault
        } else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "algorithms is a list of names or \"default\""
            )
        }
    }

    /// Writes an array of names, or the string `default`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .only(let names): try container.encode(names)
        case .implementationDefault: try container.encode("default")
        }
    }
}
