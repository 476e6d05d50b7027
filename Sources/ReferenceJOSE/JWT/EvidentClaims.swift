import StrictJSON

/// Tells claims sets that evidently satisfy a policy, from the octets and without making values.
///
/// The rules are ``ClaimsValidation``'s with every check on (RFC 7519 section 4.1). What isn't in order here, and what
/// can't be told here, a claim's name with an escape for one, is left to it: it judges, and says why. The policy's texts
/// are copied, so that workers don't pass reference counts to and fro.
struct EvidentClaims {
    private let issuer: [UInt8]?
    private let subject: [UInt8]?
    private let audience: [UInt8]?
    private let required: [[UInt8]]
    private let expected: [(name: [UInt8], value: [UInt8])]
    private let clock: TimeComparison?
    private let maximumAge: Double?
    private let maximumLifetime: Double?
    private let needsTokenID: Bool

    init(policy: TokenPolicy) {
        issuer = policy.issuer.map { Array($0.utf8) }
        subject = policy.subject.map { Array($0.utf8) }
        audience = policy.audience.map { Array($0.utf8) }
        required = policy.requiredClaims.map { Array($0.utf8) }
        expected = policy.expectedClaims.map { (Array($0.key.utf8), Array($0.value.utf8)) }
        clock = policy.now.map { TimeComparison(now: $0, leeway: policy.leeway, disabled: CheckSet()) }
        maximumAge = policy.maximumAge
        maximumLifetime = policy.maximumLifetime
        needsTokenID = policy.denyList != nil || policy.replayMemory != nil
    }

    /// Whether a claims set is evidently in order.
    ///
    /// - Parameters:
    ///   - outline: of the payload.
    ///   - octets: the payload.
    func satisfyPolicy(_ outline: borrowing JSONOutline, of octets: Span<UInt8>) -> Bool {
        guard let claims = RegisteredClaims(outline, of: octets), claims.haveTheirTypes(outline),
            areThere(claims, outline, octets), areTimely(claims, outline)
        else { return false }
        return isSame(claims.issuer, issuer, outline, octets) && isSame(claims.subject, subject, outline, octets)
            && isNamed(claims.audience, outline, octets)
    }

    /// Whether what the policy demands is there; a claim whose value is demanded is compared beside its presence.
    private func areThere(
        _ claims: RegisteredClaims,
        _ outline: borrowing JSONOutline,
        _ octets: Span<UInt8>
    ) -> Bool {
        guard maximumAge == nil || claims.issued != nil,
            maximumLifetime == nil || (claims.issued != nil && claims.expires != nil),
            !needsTokenID || claims.tokenID != nil
        else { return false }
        for name in required where outline.member(name.span, of: octets) == nil { return false }
        for (name, value) in expected {
            guard isSame(outline.member(name.span, of: octets), value, outline, octets) else { return false }
        }
        return true
    }

    private func areTimely(_ claims: RegisteredClaims, _ outline: borrowing JSONOutline) -> Bool {
        let expires = claims.expires.map { outline[$0].number }
        let issued = claims.issued.map { outline[$0].number }
        if let clock {
            if let expires, clock.isOnOrAfter(exp: expires) { return false }
            if let starts = claims.starts, clock.isBefore(nbf: outline[starts].number, besideExp: expires != nil) {
                return false
            }
            if let issued, clock.isBefore(iat: issued) { return false }
            if let maximumAge, let issued, clock.isOlder(iat: issued, than: maximumAge) { return false }
        }
        guard let maximumLifetime, let issued, let expires else { return true }
        return !TimeComparison.isLonger(
            from: issued,
            to: expires,
            than: maximumLifetime,
            now: clock?.now,
            disabled: CheckSet()
        )
    }

    /// Whether a claim is the string that's demanded, where one is.
    private func isSame(
        _ claim: Int?,
        _ expected: [UInt8]?,
        _ outline: borrowing JSONOutline,
        _ octets: Span<UInt8>
    ) -> Bool {
        guard let expected else { return true }
        guard let claim else { return false }
        return outline.isString(claim, expected.span, of: octets)
    }

    /// Whether `aud` is the recipient or an array that has it (RFC 7519 section 4.1.3).
    private func isNamed(_ claim: Int?, _ outline: borrowing JSONOutline, _ octets: Span<UInt8>) -> Bool {
        guard let audience else { return true }
        guard let claim else { return false }
        let node = outline[claim]
        guard node.kind == .array else { return outline.isString(claim, audience.span, of: octets) }
        for element in claim + 1..<Int(node.next) where outline.isString(element, audience.span, of: octets) {
            return true
        }
        return false
    }
}

/// Where the registered claims are that a policy is about, as nodes of an outline.
private struct RegisteredClaims {
    private(set) var issuer: Int?
    private(set) var subject: Int?
    private(set) var audience: Int?
    private(set) var expires: Int?
    private(set) var starts: Int?
    private(set) var issued: Int?
    private(set) var tokenID: Int?

    /// Finds them; `nil` where the text is no object, or a name has an escape, which would have to be read first.
    init?(_ outline: borrowing JSONOutline, of octets: Span<UInt8>) {
        guard outline.count > 0, outline[0].kind == .object else { return nil }
        var index = 1
        while index < outline.count {
            let name = outline[index]
            let value = index + 1
            guard !name.isEscaped else { return nil }
            if name.range.count == 3 {
                let start = name.range.lowerBound
                switch (octets[start], octets[start + 1], octets[start + 2]) {
                case (0x69, 0x73, 0x73): issuer = value
                case (0x73, 0x75, 0x62): subject = value
                case (0x61, 0x75, 0x64): audience = value
                case (0x65, 0x78, 0x70): expires = value
                case (0x6E, 0x62, 0x66): starts = value
                case (0x69, 0x61, 0x74): issued = value
                case (0x6A, 0x74, 0x69): tokenID = value
                default: break
                }
            }
            index = Int(outline[value].next)
        }
    }

    /// Whether each has the type that RFC 7519 section 4.1 gives it.
    func haveTheirTypes(_ outline: borrowing JSONOutline) -> Bool {
        isAbsent(expires, or: .number, outline) && isAbsent(starts, or: .number, outline)
            && isAbsent(issued, or: .number, outline) && isAbsent(issuer, or: .string, outline)
            && isAbsent(subject, or: .string, outline) && isAbsent(tokenID, or: .string, outline)
            && (isAbsent(audience, or: .string, outline) || isArrayOfStrings(audience, outline))
    }

    private func isAbsent(_ claim: Int?, or kind: JSONOutline.Kind, _ outline: borrowing JSONOutline) -> Bool {
        guard let claim else { return true }
        return outline[claim].kind == kind
    }

    private func isArrayOfStrings(_ claim: Int?, _ outline: borrowing JSONOutline) -> Bool {
        guard let claim, outline[claim].kind == .array else { return false }
        for element in claim + 1..<Int(outline[claim].next) where outline[element].kind != .string { return false }
        return true
    }
}

extension JSONOutline {
    /// The value of the root's member of this name; `nil` where there is none. Names have no escapes.
    fileprivate func member(_ name: Span<UInt8>, of octets: Span<UInt8>) -> Int? {
        var index = 1
        while index < count {
            if octets.extracting(self[index].range).isExactly(name) { return index + 1 }
            index = Int(self[index + 1].next)
        }
        return nil
    }

    /// Whether a node is this string, without escapes.
    fileprivate func isString(_ index: Int, _ text: Span<UInt8>, of octets: Span<UInt8>) -> Bool {
        let node = self[index]
        return node.kind == .string && !node.isEscaped && octets.extracting(node.range).isExactly(text)
    }
}
