import StrictJSON

/// Recognises claims sets that evidently satisfy a policy, from the octets and without making values.
///
/// The rules are those of ``ClaimsValidation`` (RFC 7519 section 4.1). It leaves to that whatever fails here, and whatever
/// it can't decide, such as a name with an escape. The policy's texts are copied, so that workers don't contend for
/// reference counts.
struct EvidentClaims {
    private let issuers: [[UInt8]]?
    private let subject: [UInt8]?
    private let audiences: [[UInt8]]?
    private let required: [[UInt8]]
    private let expected: [(name: [UInt8], value: [UInt8])]
    private let clock: TimeComparison?
    private let maximumAge: Double?
    private let maximumLifetime: Double?
    private let needsTokenID: Bool

    init(policy: TokenPolicy) {
        issuers = policy.expectedIssuers?.map { Array($0.utf8) }
        subject = policy.subject.map { Array($0.utf8) }
        audiences = policy.expectedAudiences?.map { Array($0.utf8) }
        required = policy.requiredClaims.map { Array($0.utf8) }
        expected = policy.expectedClaims.map { (Array($0.key.utf8), Array($0.value.utf8)) }
        clock = policy.now.map { TimeComparison(now: $0, leeway: policy.leeway) }
        maximumAge = policy.maximumAge
        maximumLifetime = policy.maximumLifetime
        needsTokenID = policy.denyList != nil || policy.replayMemory != nil
    }

    /// Whether a claims set is evidently in order.
    ///
    /// - Parameters:
    ///   - outline: of the payload.
    ///   - octets: the payload.
    /// - Returns: `false` if they don't, or if it can't be decided here.
    func satisfyPolicy(_ outline: borrowing JSONOutline, of octets: Span<UInt8>) -> Bool {
        outline.satisfies { nodes in
            guard let claims = RegisteredClaims(nodes, of: octets), claims.typesAreValid(nodes),
                hasRequiredClaims(claims, nodes, octets), timesAreValid(claims)
            else { return false }
            return isAmong(issuers, claims.issuer, octets) && isSame(claims.subject, subject, octets)
                && isNamed(claims, nodes, octets)
        }
    }

    /// Whether the claims that the policy names are present, and those with an expected value have it.
    private func hasRequiredClaims(
        _ claims: RegisteredClaims,
        _ nodes: Span<JSONOutline.Node>,
        _ octets: Span<UInt8>
    ) -> Bool {
        guard maximumAge == nil || claims.issued != nil,
            maximumLifetime == nil || (claims.issued != nil && claims.expires != nil),
            !needsTokenID || claims.tokenID != nil
        else { return false }
        for name in required where nodes.member(name.span, of: octets) == nil { return false }
        for (name, value) in expected where !isSame(nodes.member(name.span, of: octets), value, octets) {
            return false
        }
        return true
    }

    private func timesAreValid(_ claims: RegisteredClaims) -> Bool {
        let expires = claims.expires?.number
        let issued = claims.issued?.number
        if let clock {
            if let expires, clock.isOnOrAfter(exp: expires) { return false }
            if let starts = claims.starts?.number, clock.isBefore(nbf: starts) {
                return false
            }
            if let issued, clock.isBefore(iat: issued) { return false }
            if let maximumAge, let issued, clock.isOlder(iat: issued, than: maximumAge) { return false }
        }
        guard let maximumLifetime, let issued, let expires else { return true }
        return expires - issued <= maximumLifetime
    }

    /// Whether a claim has the expected string, if one is expected.
    private func isSame(_ claim: JSONOutline.Node?, _ expected: [UInt8]?, _ octets: Span<UInt8>) -> Bool {
        guard let expected else { return true }
        return claim?.isString(expected.span, of: octets) ?? false
    }

    /// Whether a claim is one of the expected strings, if some are expected.
    private func isAmong(_ expected: [[UInt8]]?, _ claim: JSONOutline.Node?, _ octets: Span<UInt8>) -> Bool {
        guard let expected else { return true }
        guard let claim else { return false }
        for text in expected where claim.isString(text.span, of: octets) { return true }
        return false
    }

    /// Whether `aud` is a recipient or an array that contains one (RFC 7519 section 4.1.3).
    private func isNamed(
        _ claims: RegisteredClaims,
        _ nodes: Span<JSONOutline.Node>,
        _ octets: Span<UInt8>
    ) -> Bool {
        guard case .array = claims.audience?.kind, audiences != nil else {
            return isAmong(audiences, claims.audience, octets)
        }
        for element in claims.recipients where isAmong(audiences, nodes[element], octets) { return true }
        return false
    }
}

/// The registered claims that a policy is about, as an outline has them.
private struct RegisteredClaims {
    private(set) var issuer: JSONOutline.Node?
    private(set) var subject: JSONOutline.Node?
    private(set) var audience: JSONOutline.Node?
    /// The nodes of the elements of `aud`, if it's an array.
    private(set) var recipients = 0..<0
    private(set) var expires: JSONOutline.Node?
    private(set) var starts: JSONOutline.Node?
    private(set) var issued: JSONOutline.Node?
    private(set) var tokenID: JSONOutline.Node?

    /// Finds them; `nil` if the text isn't an object, or a name has an escape, which would have to be read first.
    init?(_ nodes: Span<JSONOutline.Node>, of octets: Span<UInt8>) {
        guard nodes.count > 0, case .object = nodes[0].kind else { return nil }
        var index = 1
        while index < nodes.count {
            let name = nodes[index]
            let value = nodes[index + 1]
            guard !name.isEscaped else { return nil }
            let range = name.range
            if range.count == 3 {
                let start = range.lowerBound
                switch Self.packed(octets[start], octets[start + 1], octets[start + 2]) {
                case Self.iss: issuer = value
                case Self.sub: subject = value
                case Self.exp: expires = value
                case Self.nbf: starts = value
                case Self.iat: issued = value
                case Self.jti: tokenID = value
                case Self.aud:
                    audience = value
                    recipients = index + 2..<Int(value.next)
                default: break
                }
            }
            index = Int(value.next)
        }
    }

    private static let iss = packed(UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "s"))
    private static let sub = packed(UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "b"))
    private static let aud = packed(UInt8(ascii: "a"), UInt8(ascii: "u"), UInt8(ascii: "d"))
    private static let exp = packed(UInt8(ascii: "e"), UInt8(ascii: "x"), UInt8(ascii: "p"))
    private static let nbf = packed(UInt8(ascii: "n"), UInt8(ascii: "b"), UInt8(ascii: "f"))
    private static let iat = packed(UInt8(ascii: "i"), UInt8(ascii: "a"), UInt8(ascii: "t"))
    private static let jti = packed(UInt8(ascii: "j"), UInt8(ascii: "t"), UInt8(ascii: "i"))

    @inline(__always)
    private static func packed(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    /// Whether each has the type that RFC 7519 section 4.1 gives it.
    func typesAreValid(_ nodes: Span<JSONOutline.Node>) -> Bool {
        expires.isNumber && starts.isNumber && issued.isNumber && issuer.isString && subject.isString
            && tokenID.isString && (audience.isString || isArrayOfStrings(nodes))
    }

    private func isArrayOfStrings(_ nodes: Span<JSONOutline.Node>) -> Bool {
        guard let audience, case .array = audience.kind else { return false }
        for element in recipients {
            guard case .string = nodes[element].kind else { return false }
        }
        return true
    }
}

extension JSONOutline.Node? {
    /// Whether this is a number, if it's there.
    fileprivate var isNumber: Bool {
        guard let self else { return true }
        return if case .number = self.kind { true } else { false }
    }

    /// Whether this is a string, if it's there.
    fileprivate var isString: Bool {
        guard let self else { return true }
        return if case .string = self.kind { true } else { false }
    }
}

extension JSONOutline.Node {
    /// Whether this is a string of these octets, without an escape.
    fileprivate func isString(_ text: Span<UInt8>, of octets: Span<UInt8>) -> Bool {
        guard case .string = kind, !isEscaped else { return false }
        return octets.extracting(range).isExactly(text)
    }
}

extension Span<JSONOutline.Node> {
    /// The value of the root's member of this name, if no name has an escape; `nil` if there is none.
    fileprivate func member(_ name: Span<UInt8>, of octets: Span<UInt8>) -> JSONOutline.Node? {
        var index = 1
        while index < count {
            let value = self[index + 1]
            if octets.extracting(self[index].range).isExactly(name) { return value }
            index = Int(value.next)
        }
        return nil
    }
}
