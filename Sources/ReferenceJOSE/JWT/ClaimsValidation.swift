package import StrictJSON

/// Validates a claims set under a policy (RFC 7519 sections 4.1 and 7.2), each rule by its own check.
package struct ClaimsValidation {
    let policy: TokenPolicy

    package init(policy: TokenPolicy) {
        self.policy = policy
    }

    /// Reads and validates the claims set of a token whose signature holds.
    func validate(payload: [UInt8], header: JOSEHeader, form: TokenParts.Form) throws(Rejection) -> JSONObject {
        try checkForm(header, form)
        guard let claims = try StrictText.parse(payload.span).object else {
            throw Rejection(.claimsObject, "the claims set isn't a JSON object")
        }
        try checkTypes(of: claims)
        try checkPresence(in: claims)
        try checkTimes(of: claims)
        try checkLifetime(of: claims)
        try checkParties(of: claims)
        try checkExpected(in: claims)
        return claims
    }

    /// Checks that the payload is meant to be a claims set (RFC 7519 sections 1 and 5.2).
    package func checkForm(_ header: JOSEHeader, _ form: TokenParts.Form) throws(Rejection) {
        guard form == .compact else { throw Rejection(.claimsCompact, "a JWT in JSON serialization") }
        if let type = header["cty"]?.string, MediaType.matches(type, "JWT") {
            throw Rejection(.claimsNested, "the payload is another token")
        }
    }

    /// Checks the types of the registered claims (RFC 7519 section 4.1).
    package func checkTypes(of claims: JSONObject) throws(Rejection) {
        for name in ["exp", "nbf", "iat"] {
            guard let value = claims[name], value.number == nil else { continue }
            throw Rejection(.numericDateType, "\(name) isn't a number")
        }
        for (name, check) in [("iss", Check.issuerType), ("sub", .subjectType), ("jti", .tokenIDType)] {
            guard let value = claims[name], value.string == nil else { continue }
            throw Rejection(check, "\(name) isn't a string")
        }
        if let value = claims["aud"], value.string == nil, value.strings == nil {
            throw Rejection(.audienceType, "aud is neither a string nor an array of strings")
        }
    }

    /// Checks that every claim is there that the policy is about: a claim that's missing can't be compared.
    package func checkPresence(in claims: JSONObject) throws(Rejection) {
        for name in policy.everyRequiredClaim where claims[name] == nil {
            throw Rejection(.requiredClaims, "\(name) is missing")
        }
    }

    /// Compares the times with now (RFC 7519 sections 4.1.4 to 4.1.6).
    package func checkTimes(of claims: JSONObject) throws(Rejection) {
        guard let now = policy.now else { return }
        let clock = TimeComparison(now: now, leeway: policy.leeway)
        if let expires = claims["exp"]?.number, clock.isOnOrAfter(exp: expires) {
            throw Rejection(.expired, "expired \(now - expires) s ago")
        }
        if let starts = claims["nbf"]?.number, clock.isBefore(nbf: starts) {
            throw Rejection(.notYetValid, "valid in \(starts - now) s")
        }
        guard let issued = claims["iat"]?.number else { return }
        guard !clock.isBefore(iat: issued) else {
            throw Rejection(.issuedInFuture, "issued \(issued - now) s from now")
        }
        if let limit = policy.maximumAge, clock.isOlder(iat: issued, than: limit) {
            throw Rejection(.maximumAge, "issued \(now - issued) s ago")
        }
    }

    /// Checks that the token isn't valid for longer than the policy allows.
    package func checkLifetime(of claims: JSONObject) throws(Rejection) {
        guard let limit = policy.maximumLifetime, let issued = claims["iat"]?.number,
            let expires = claims["exp"]?.number
        else { return }
        guard expires - issued <= limit else {
            throw Rejection(.maximumLifetime, "lives for \(expires - issued) s")
        }
    }

    /// Compares issuer, subject and recipients (RFC 7519 sections 4.1.1 to 4.1.3), code point by code point (section 7.3).
    package func checkParties(of claims: JSONObject) throws(Rejection) {
        if let expected = policy.expectedIssuers, let issuer = claims["iss"],
            !expected.contains(where: issuer.isExactly)
        {
            throw Rejection(.issuer, "iss isn't an expected issuer")
        }
        if let expected = policy.subject, let subject = claims["sub"], !subject.isExactly(expected) {
            throw Rejection(.subject, "sub isn't the expected subject")
        }
        if let expected = policy.expectedAudiences, let audience = claims["aud"] {
            guard (audience.array ?? [audience]).contains(where: { expected.contains(where: $0.isExactly) }) else {
                throw Rejection(.audience, "aud doesn't name the recipient")
            }
        }
    }

    /// Compares the claims that the policy gives a value; whether they are there, ``checkPresence(in:)`` says.
    package func checkExpected(in claims: JSONObject) throws(Rejection) {
        let other = policy.expectedClaims.lazy.filter { name, value in
            claims[name].map { !$0.isExactly(value) } ?? false
        }
        // The least name, so that the same token is always rejected in the same words.
        guard let name = other.map(\.key).min() else { return }
        throw Rejection(.expectedClaims, "\(name) isn't the expected value")
    }

    /// Consults the caller's memory; last, so that a token which is rejected isn't remembered.
    package func checkMemory(of claims: JSONObject) throws(Rejection) {
        guard let tokenID = claims["jti"]?.string else { return }
        if let denyList = policy.denyList, denyList.denies(tokenID: tokenID) {
            throw Rejection(.revoked, "jti is on the deny list")
        }
        if let memory = policy.replayMemory, !memory.isFirstUse(tokenID: tokenID, expires: claims["exp"]?.number) {
            throw Rejection(.replayed, "jti was seen before")
        }
    }
}

extension JSON {
    /// Whether this is exactly this string.
    fileprivate func isExactly(_ expected: String) -> Bool {
        string?.isExactly(expected) ?? false
    }
}
