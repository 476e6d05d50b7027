/// The conditions that a token has to meet.
///
/// Nothing else is checked, and nothing is set by default.
public struct TokenPolicy: Sendable {
    /// What the payload is.
    public enum Content: Hashable, Sendable {
        /// A claims set (RFC 7519).
        case claims
        /// Any octets (RFC 7515).
        case bytes
    }

    /// The algorithms that may be used, and no others (RFC 8725 section 3.1).
    public var algorithms: [Algorithm]
    /// What the payload is.
    public var content: Content
    /// The current time in seconds since 1970-01-01T00:00:00Z; `nil`: times aren't compared.
    public var now: Double?
    /// Seconds by which clocks may differ; not negative.
    public var leeway: Double = 0
    /// The one acceptable `iss`.
    public var issuer: String?
    /// The acceptable values of `iss`, in place of ``issuer``: any one of them.
    public var issuers: [String]?
    /// The acceptable issuers with keys of their own, in place of ``issuer``; a verifier has no other keys then.
    public var trustedIssuers: [TrustedIssuer]?
    /// The recipient that `aud` has to name.
    public var audience: String?
    /// The recipients of which `aud` has to name one, in place of ``audience``.
    public var audiences: [String]?
    /// The one acceptable `sub`.
    public var subject: String?
    /// The one acceptable `typ`, compared as media types are (RFC 7515 section 4.1.9).
    public var type: String?
    /// Claims that have to be there.
    public var requiredClaims: [String] = []
    /// Claims that have to be there with exactly these strings, by name: `nonce`, or the hash of a request's body.
    public var expectedClaims: [String: String] = [:]
    /// The largest acceptable age since `iat`, in seconds; `iat` has to be there then.
    public var maximumAge: Double?
    /// The largest acceptable span from `iat` to `exp`, in seconds; both have to be there then.
    public var maximumLifetime: Double?
    /// Extension header parameters that the caller understands and processes where `crit` names them.
    public var understoodCritical: Set<String> = []
    /// Tokens that were revoked, by `jti`; `jti` has to be there then.
    public var denyList: (any DenyList)?
    /// Tokens that were seen, by `jti`; `jti` has to be there then.
    public var replayMemory: (any ReplayMemory)?
    /// Further rules.
    public var rules: [any PolicyRule] = []

    /// A policy that pins algorithms and checks nothing else.
    ///
    /// - Parameters:
    ///   - algorithms: the algorithms that may be used.
    ///   - content: the kind of payload.
    public init(algorithms: [Algorithm], content: Content = .claims) {
        self.algorithms = algorithms
        self.content = content
    }
}

/// A rule that a caller adds to a policy.
///
/// Rules compose: each says which critical header parameters it understands, and a token whose `crit` names one that no
/// rule understands is rejected.
public protocol PolicyRule: Sendable {
    /// The critical header parameters that this rule understands and processes.
    var understoodCritical: Set<String> { get }

    /// Judges a token whose signature holds.
    ///
    /// - Parameters:
    ///   - header: the header of the signature.
    ///   - claims: the claims set; `nil` if the payload isn't one.
    /// - Returns: why the token is rejected; `nil` if it isn't.
    func rejection(of header: JOSEHeader, claims: JSONMembers?) -> String?
}

/// A policy that no token could satisfy, or that would check less than it says.
public struct PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String
}

extension TokenPolicy {
    /// Checks the policy itself.
    package func checkConsistency() throws(PolicyError) {
        guard !algorithms.isEmpty else { throw PolicyError(description: "the policy allows no algorithm") }
        guard leeway.isFinite, leeway >= 0 else {
            throw PolicyError(description: "the leeway must be 0 or more seconds")
        }
        for (name, value) in [("now", now), ("maximumAge", maximumAge), ("maximumLifetime", maximumLifetime)] {
            guard value?.isFinite ?? true else { throw PolicyError(description: "\(name) isn't finite") }
        }
        for (name, value) in [("maximumAge", maximumAge), ("maximumLifetime", maximumLifetime)] {
            guard value ?? 0 >= 0 else { throw PolicyError(description: "\(name) is negative") }
        }
        guard content == .claims || everyRequiredClaim.isEmpty else {
            throw PolicyError(description: "the policy is about claims, and the payload isn't a claims set")
        }
        let sayIssuer = [issuer != nil, issuers != nil, trustedIssuers != nil]
        guard sayIssuer.count(where: \.self) <= 1, audience == nil || audiences == nil else {
            throw PolicyError(description: "the policy says twice who the issuer or the recipient is")
        }
        guard expectedIssuers?.isEmpty != true, expectedAudiences?.isEmpty != true else {
            throw PolicyError(description: "the policy accepts no issuer, or no recipient")
        }
        guard maximumAge == nil || now != nil else {
            throw PolicyError(description: "a maximum age needs now")
        }
    }

    /// The acceptable values of `iss`; `nil`: any, or none.
    package var expectedIssuers: [String]? {
        issuer.map { [$0] } ?? issuers ?? trustedIssuers?.map(\.name)
    }

    /// The recipients of which `aud` has to name one; `nil`: it isn't looked at.
    package var expectedAudiences: [String]? { audience.map { [$0] } ?? audiences }

    /// The claims that have to be there: those that are required by name, and those that another member is about.
    package var everyRequiredClaim: [String] {
        var names = requiredClaims
        if expectedIssuers != nil { names.append("iss") }
        if expectedAudiences != nil { names.append("aud") }
        if subject != nil { names.append("sub") }
        names += expectedClaims.keys.sorted()
        if maximumAge != nil { names.append("iat") }
        if maximumLifetime != nil { names += ["iat", "exp"] }
        if denyList != nil || replayMemory != nil { names.append("jti") }
        return names
    }

    /// The critical header parameters that someone understands: this package, the policy or one of its rules.
    package var everyUnderstoodCritical: Set<String> {
        rules.reduce(into: understoodCritical.union(["b64"])) { union, rule in
            union.formUnion(rule.understoodCritical)
        }
    }

    /// Asks the caller's own rules.
    package func checkRules(_ header: JOSEHeader, _ claims: JSONMembers?) throws(Rejection) {
        for rule in rules {
            if let reason = rule.rejection(of: header, claims: claims) { throw Rejection(.rule, reason) }
        }
    }
}
