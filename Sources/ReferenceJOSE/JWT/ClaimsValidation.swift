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
        guard let claims = try StrictText.parse(payload.span, without: disabled).object else {
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
        for name in names where claims[name] == nil {
            throw Rejection(.requiredClaims, "\(name) is missing")
        }
    }

    private func checkTimes(of claims: JSONObject) throws(Rejection) {
        let expires = claims["exp"]?.number
        let issued = claims["iat"]?.number
        if let now = policy.now {
            if let expires, now >= expires + policy.leeway, !disabled.contains(.expired) {
                throw Rejection(.expired, "expired \(now - expires) s ago")
            }
            if let starts = claims["nbf"]?.number, now < starts - policy.leeway, !disabled.contains(.notYetValid) {
                throw Rejection(.notYetValid, "valid in \(starts - now) s")
            }
            if let issued, issued > now + policy.leeway, !disabled.contains(.issuedInFuture) {
                throw Rejection(.issuedInFuture, "issued \(issued - now) s from now")
            }
            if let limit = policy.maximumAge, let issued, now - issued > limit + policy.leeway,
                !disabled.contains(.maximumAge)
            {
                throw Rejection(.maximumAge, "issued \(now - issued) s ago")
            }
        }
        if let limit = policy.maximumLifetime, let issued, let expires, expires - issued > limit,
            !disabled.contains(.maximumLifetime)
        {
            throw Rejection(.maximumLifetime, "lives for \(expires - issued) s")
        }
    }

    private func checkParties(of claims: JSONObject) throws(Rejection) {
        if let expected = policy.issuer, let issuer = claims["iss"], !issuer.isExactly(expected),
            !disabled.contains(.issuer)
        {
            throw Rejection(.issuer, "iss is another")
        }
        if let expected = policy.subject, let subject = claims["sub"], !subject.isExactly(expected),
            !disabled.contains(.subject)
        {
            throw Rejection(.subject, "sub is another")
        }
        if let expected = policy.audience, let audience = claims["aud"], !disabled.contains(.audience) {
            let named = audience.array ?? [audience]
            guard named.contains(where: { $0.isExactly(expected) }) else {
                throw Rejection(.audience, "aud doesn't name the recipient")
            }
        }
    }

    /// A claim that isn't there is the check of presence's to refuse.
    private func checkExpected(in claims: JSONObject) throws(Rejection) {
        guard !disabled.contains(.expectedClaims) else { return }
        let other = policy.expectedClaims.lazy.filter { name, value in
            claims[name].map { !$0.isExactly(value) } ?? false
        }
        // The least name, so that the same token is always refused in the same words.
        guard let name = other.map(\.key).min() else { return }
        throw Rejection(.expectedClaims, "\(name) is another")
    }

    /// Consults the caller's memory; last, so that a token which is refused isn't remembered.
    func checkMemory(of claims: JSONObject) throws(Rejection) {
        guard let tokenID = claims["jti"]?.string else { return }
        if let denyList = policy.denyList, denyList.denies(tokenID: tokenID), !disabled.contains(.revoked) {
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
    fileprivate func isExactly(_ expected: String) -> Bool {
        string?.isExactly(expected) ?? false
    }
}
