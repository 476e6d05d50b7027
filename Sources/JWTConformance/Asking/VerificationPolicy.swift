/// What a verifier has to check in a token.
///
/// The policy is complete: the verifier doesn't check what is absent.
public struct VerificationPolicy: Hashable, Sendable {
    /// Which algorithms the verifier may use.
    public enum Algorithms: Hashable, Sendable {
        /// Only these (RFC 8725 section 3.1).
        case only([String])
        /// What the implementation does if its user doesn't restrict the algorithms. Algorithm confusion happens here.
        case implementationDefault
    }

    /// An issuer, and which of the trusted keys are its own.
    public struct IssuerKeys: Hashable, Sendable, Codable {
        /// The `iss` of its tokens.
        public var issuer: String
        /// Its keys, by their positions in the JWK Set of the question, from 0.
        public var keys: [Int]

        /// Creates an issuer with its keys.
        public init(issuer: String, keys: [Int]) {
            (self.issuer, self.keys) = (issuer, keys)
        }
    }

    /// Which algorithms the verifier may use; always present.
    public var algorithms: Algorithms
    /// The current time in seconds since 1970-01-01T00:00:00Z.
    ///
    /// If `nil`, `exp`, `nbf` and `iat` aren't compared.
    public var now: Int64?
    /// The milliseconds since ``now``, from 0 to 999: a NumericDate may have a fraction (RFC 7519 section 2).
    public var nowMilliseconds: Int64?
    /// The tolerated clock difference in seconds; `nil` means none.
    public var leeway: Int64?
    /// The only acceptable `iss`.
    public var issuer: String?
    /// The acceptable values of `iss`, in place of ``issuer``: any one of them.
    public var issuers: [String]?
    /// The acceptable issuers with the keys of each, in place of ``issuer`` (RFC 8725 section 3.8).
    public var issuerKeys: [IssuerKeys]?
    /// The recipient that `aud` must name.
    public var audience: String?
    /// The recipients of which `aud` must name one, in place of ``audience``.
    public var audiences: [String]?
    /// The only acceptable `sub`.
    public var subject: String?
    /// The only acceptable `typ`, compared as in RFC 7515 section 4.1.9.
    public var type: String?
    /// Claims that must be present.
    public var requiredClaims: [String]?
    /// Claims that must have exactly these strings, by name.
    ///
    /// They bind a token to a request or a transaction.
    public var expectedClaims: [String: String]?
    /// Extension header parameters that the application understands if `crit` names them.
    public var understoodCritical: [String]?
    /// The highest acceptable age of the token, in seconds since its `iat`.
    public var maximumAge: Int64?
    /// The longest acceptable span from `iat` to `exp`, in seconds.
    public var maximumLifetime: Int64?
    /// `jti` values that were revoked.
    public var revokedTokenIDs: [String]?
    /// `jti` values that were used before.
    ///
    /// Each token may be used once.
    public var seenTokenIDs: [String]?
    /// Whether each token may be used only once: the verifier remembers every `jti` that it accepted during a sequence.
    ///
    /// ``seenTokenIDs`` lists those used before the sequence.
    public var singleUse: Bool?

    /// A policy that restricts the algorithms and checks nothing else.
    public init(algorithms: Algorithms) {
        self.algorithms = algorithms
    }

    /// A policy that restricts the algorithms and checks nothing else.
    public init(_ algorithms: [String]) {
        self.algorithms = .only(algorithms)
    }
}

extension VerificationPolicy: Codable {
    /// The members, by their names in vector files and in the adapter protocol.
    public enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
        case algorithms, now, nowMilliseconds, leeway, issuer, issuers, issuerKeys, audience, audiences, subject, type
        case requiredClaims, expectedClaims, understoodCritical, maximumAge, maximumLifetime, revokedTokenIDs,
            seenTokenIDs, singleUse
    }

    /// The names of the members that are set.
    public var members: [CodingKeys] {
        CodingKeys.allCases.filter { member in
            var without = self
            without.remove(member)
            return member == .algorithms || without != self
        }
    }
}

extension VerificationPolicy {
    /// Leaves a member unchecked; ``algorithms`` stays, as it's always there.
    package mutating func remove(_ member: CodingKeys) {
        switch member {
        case .algorithms: break
        case .now: now = nil
        case .nowMilliseconds: nowMilliseconds = nil
        case .leeway: leeway = nil
        case .issuer: issuer = nil
        case .issuers: issuers = nil
        case .issuerKeys: issuerKeys = nil
        case .audience: audience = nil
        case .audiences: audiences = nil
        case .subject: subject = nil
        case .type: type = nil
        case .requiredClaims: requiredClaims = nil
        case .expectedClaims: expectedClaims = nil
        case .understoodCritical: understoodCritical = nil
        case .maximumAge: maximumAge = nil
        case .maximumLifetime: maximumLifetime = nil
        case .revokedTokenIDs: revokedTokenIDs = nil
        case .seenTokenIDs: seenTokenIDs = nil
        case .singleUse: singleUse = nil
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
                debugDescription: "expected a list of algorithm names or \"default\""
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
