import StrictJSON

/// Validates a claims set under a policy (RFC 7519 sections 4.1 and 7.2), each rule by its own check.
struct ClaimsValidation {
    let policy: TokenPolicy
    let disabled: CheckSet

    /// Reads and validates the claims set of a token whose signature holds.
    func validate(payload: [UInt8], header: JOSEHeader, form: TokenParts.Form) throws(Rejection) -> JSONObject {
        guard form == .compact || disabled.contains(.claimsCompact) else {
            throw Rejection(.claimsCompact, "a JWT in JSON serialization")
        }
        if let type = header["cty"]?.string, MediaType.matches(type, "JWT"), !disabled.contains(.claimsNested) {
            throw Rejection(.claimsNested, "the payload is a further token")
        }
        let octets = disabled.contains(.claimsNested) ? innermost(of: payload) : payload
        guard let claims = try StrictText.parse(octets.span, without: disabled).object else {
            guard disabled.contains(.claimsObject) else {
                throw Rejection(.claimsObject, "the claims set is no JSON object")
            }
            return JSONObject([])
        }
        try checkTypes(of: claims)
        try checkPresence(in: claims)
        try checkTimes(of: claims)
        try checkParties(of: claims)
        try checkExpected(in: claims)
        return claims
    }

    /// What's inside of nested tokens, none of which is verified: how libraries without the check take them apart.
    private func innermost(of payload: [UInt8]) -> [UInt8] {
        var payload = payload
        while true {
            let segments = payload.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard segments.count == 3, let inner = try? Base64URL.decode(Array(segments[1]).span) else {
                return payload
            }
            payload = inner
        }
    }

    private func checkTypes(of claims: JSONObject) throws(Rejection) {
        for name in ["exp", "nbf", "iat"] {
            guard let value = claims[name], value.number == nil, !disabled.contains(.numericDateType) else { continue }
            throw Rejection(.numericDateType, "\(name) is no number")
        }
        for (name, check) in [("iss", Check.issuerType), ("sub", .subjectType), ("jti", .tokenIDType)] {
            guard let value = claims[name], value.string == nil, !disabled.contains(check) else { continue }
            throw Rejection(check, "\(name) is no string")
        }
        if let value = claims["aud"], value.string == nil, value.strings == nil, !disabled.contains(.audienceType) {
            throw Rejection(.audienceType, "aud is neither a string nor an array of strings")
        }
    }

    /// What the policy demands has to be there: a claim that's missing can't be checked.
    private func checkPresence(in claims: JSONObject) throws(Rejection) {
        guard !disabled.contains(.requiredClaims) else { return }
        var names = policy.requiredClaims
        if policy.issuer != nil { names.append("iss") }
        if policy.audience != nil { names.append("aud") }
        if policy.subject != nil { names.append("sub") }
        names += policy.expectedClaims.keys.sorted()
        if policy.maximumAge != nil { names.append("iat") }
        if policy.maximumLifetime != nil { names += ["iat", "exp"] }
        if policy.denyList != nil || policy.replayMemory != nil { names.append("jti") }
        if disabled.has(.requiredImplied) { names = policy.requiredClaims }
        if disabled.has(.requiredFirst) { names = Array(names.prefix(1)) }
        for name in names where claims[name] == nil {
            if disabled.has(.requiredCaseless), claims.names.contains(where: { $0.lowercased() == name }) { continue }
            throw Rejection(.requiredClaims, "\(name) is missing")
        }
    }

    private func checkTimes(of claims: JSONObject) throws(Rejection) {
        let expires = claims["exp"]?.number
        let issued = claims["iat"]?.number
        if let now = policy.now {
            let clock = TimeComparison(now: now, leeway: policy.leeway, disabled: disabled)
            if let expires, clock.isOnOrAfter(exp: expires), !disabled.contains(.expired) {
                throw Rejection(.expired, "expired \(now - expires) s ago")
            }
            if let starts = claims["nbf"]?.number, clock.isBefore(nbf: starts, besideExp: expires != nil),
                !disabled.contains(.notYetValid)
            {
                throw Rejection(.notYetValid, "valid in \(starts - now) s")
            }
            if let issued, clock.isBefore(iat: issued), !disabled.contains(.issuedInFuture) {
                throw Rejection(.issuedInFuture, "issued \(issued - now) s from now")
            }
            if let limit = policy.maximumAge, let issued, clock.isOlder(iat: issued, than: limit),
                !disabled.contains(.maximumAge)
            {
                throw Rejection(.maximumAge, "issued \(now - issued) s ago")
            }
        }
        if let limit = policy.maximumLifetime, let issued, let expires,
            TimeComparison.isLonger(from: issued, to: expires, than: limit, now: policy.now, disabled: disabled),
            !disabled.contains(.maximumLifetime)
        {
            throw Rejection(.maximumLifetime, "lives for \(expires - issued) s")
        }
    }

    private func checkParties(of claims: JSONObject) throws(Rejection) {
        if let expected = policy.issuer, let issuer = claims["iss"], !issuer.isSame(expected, .issuer, disabled),
            isCompared(issuer, .issuerType), !disabled.contains(.issuer)
        {
            throw Rejection(.issuer, "iss is another")
        }
        if let expected = policy.subject, let subject = claims["sub"], !subject.isSame(expected, .subject, disabled),
            isCompared(subject, .subjectType), !disabled.contains(.subject)
        {
            throw Rejection(.subject, "sub is another")
        }
        if let expected = policy.audience, let audience = claims["aud"], !disabled.contains(.audience) {
            let named = audience.array ?? [audience]
            guard named.name(expected, without: disabled) || isOddAudience(audience) else {
                throw Rejection(.audience, "aud doesn't name the recipient")
            }
        }
    }

    /// Whether a claim is compared although it's no string.
    ///
    /// With the check of its type off it isn't, as in libraries that compare strings and nothing else.
    private func isCompared(_ value: JSON, _ check: Check) -> Bool {
        value.string != nil || !disabled.contains(check)
    }

    private func isOddAudience(_ value: JSON) -> Bool {
        disabled.contains(.audienceType) && value.string == nil && value.strings == nil
    }

    /// A claim that isn't there is the check of presence's to refuse.
    private func checkExpected(in claims: JSONObject) throws(Rejection) {
        guard !disabled.contains(.expectedClaims) else { return }
        let other = policy.expectedClaims.lazy.filter { name, value in
            claims[name].map { !($0.string?.isExactly(value) ?? false) } ?? false
        }
        // The least name, so that the same token is always refused in the same words.
        guard let name = other.map(\.key).min() else { return }
        throw Rejection(.expectedClaims, "\(name) is another")
    }

    /// Consults the caller's memory; last, so that a token which is refused isn't remembered.
    func checkMemory(of claims: JSONObject) throws(Rejection) {
        guard let tokenID = claims["jti"]?.string else { return }
        if let denyList = policy.denyList, denyList.denies(tokenID, without: disabled), !disabled.contains(.revoked) {
            throw Rejection(.revoked, "jti is on the deny list")
        }
        if let memory = policy.replayMemory, !memory.isFirstUse(tokenID: tokenID, expires: claims["exp"]?.number),
            !disabled.contains(.replayed)
        {
            throw Rejection(.replayed, "jti was seen before")
        }
    }
}

extension JSON {
    /// Whether this is exactly this string, code point by code point (RFC 7519 section 7.3).
    fileprivate func isSame(_ expected: String, _ field: Mutation.Field, _ disabled: CheckSet) -> Bool {
        string.map { disabled.isSame($0, expected, field) } ?? false
    }
}

extension [JSON] {
    /// Whether one of the recipients is the expected one (RFC 7519 section 4.1.3).
    fileprivate func name(_ expected: String, without disabled: CheckSet) -> Bool {
        func isExpected(_ value: JSON) -> Bool { value.isSame(expected, .audience, disabled) }
        if disabled.has(.audienceFirst) { return first.map(isExpected) ?? false }
        if disabled.has(.audienceLast) { return last.map(isExpected) ?? false }
        if disabled.has(.audienceEvery) { return !isEmpty && allSatisfy(isExpected) }
        if disabled.has(.audienceEmpty), isEmpty { return true }
        if disabled.has(.audienceList) {
            return contains { $0.string?.split { " ,".contains($0) }.contains { $0 == expected } ?? false }
        }
        return contains(where: isExpected)
    }
}

extension DenyList {
    fileprivate func denies(_ tokenID: String, without disabled: CheckSet) -> Bool {
        denies(tokenID: tokenID)
            || (disabled.laxity(of: .tokenID) == .caseless && denies(tokenID: tokenID.lowercased()))
    }
}
