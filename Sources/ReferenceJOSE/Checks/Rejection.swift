/// Why a token is refused.
public struct Rejection: Hashable, Sendable, Error {
    /// The check that refused it.
    public let check: Check
    /// What was found, for a person; never holds key material or the expected signature.
    public let detail: String

    init(_ check: Check, _ detail: String) {
        self.check = check
        self.detail = detail
    }

    /// Why, as one of a closed list of codes.
    public var code: Code { check.code }

    /// The rule, as RFC and section.
    public var requirement: String { check.requirement }

    /// The closed list of reasons.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case malformed
        case base64
        case json
        case duplicateMember = "duplicate-member"
        case header
        case algMissing = "alg-missing"
        case algNone = "alg-none"
        case algNotAllowed = "alg-not-allowed"
        case algKeyMismatch = "alg-key-mismatch"
        case crit
        case b64
        case typ
        case keyNotFound = "key-not-found"
        case keyUse = "key-use"
        case keyWeak = "key-weak"
        case keyMalformed = "key-malformed"
        case signature
        case encrypted
        case expired
        case notYetValid = "not-yet-valid"
        case issuedInFuture = "issued-in-future"
        case issuer
        case audience
        case subject
        case claimMissing = "claim-missing"
        case claimType = "claim-type"
        case lifetime
        case replayed
        case revoked
        case nested
        case limits
    }
}

extension Rejection: CustomStringConvertible {
    /// The code, the check, its rule and what was found.
    public var description: String {
        "\(code.rawValue): \(detail) (\(check.id), \(requirement))"
    }
}
