import ReferenceJOSE
import StrictJSON

/// Validates a claims set as a verifier with a fault does.
///
/// Most faults show the strict validation other claims or another policy: without what the fault doesn't see, or with the
/// expected value where the fault confuses another with it.
struct FaultyClaims {
    let faults: Faults
    let policy: TokenPolicy

    /// Reads and validates a claims set.
    func validate(payload: [UInt8], header: JOSEHeader, form: TokenParts.Form) throws(Rejection) -> JSONObject {
        let strict = ClaimsValidation(policy: policy)
        do {
            try strict.checkForm(header, form)
        } catch {
            // A token in JSON serialization can be nested too.
            guard faults.lack(error.check) else { throw error }
            if error.check == .claimsCompact, !faults.lack(.claimsNested) { try strict.checkForm(header, .compact) }
        }
        let octets = faults.lack(.claimsNested) ? innermost(of: payload) : payload
        guard let claims = try faults.at(.claims).parse(octets).object else {
            guard faults.lack(.claimsObject) else {
                throw Rejection(.claimsObject, "the claims set isn't a JSON object")
            }
            return JSONObject([])
        }
        let seen = withoutOddTypes(claims)
        try strict.checkTypes(of: seen)
        try checkPresence(in: present(in: claims, header))
        try checkTimes(of: seen, in: octets)
        try checkLifetime(of: seen)
        try checkParties(of: seen)
        if !faults.lack(.expectedClaims) { try strict.checkExpected(in: withConfusedValues(seen)) }
        return claims
    }

    /// What counts for the claims that are there.
    private func present(in claims: JSONObject, _ header: JOSEHeader) -> JSONObject {
        if faults.follow(.requiredInHeader) { return claims.adding(header.protected.object) }
        guard case .type(let overlooked) = faults.mutation, overlooked.isClaim else { return claims }
        return overlooked.read(claims)
    }

    /// What is inside of nested tokens, none of which is verified: how libraries without the check unwrap them.
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

    /// The claims without those of a wrong type that no check minds: libraries compare strings and numbers, nothing else.
    private func withoutOddTypes(_ claims: JSONObject) -> JSONObject {
        var odd: [String] = []
        if faults.lack(.numericDateType) { odd += ["exp", "nbf", "iat"].filter { claims[$0]?.number == nil } }
        for (name, check) in [("iss", Check.issuerType), ("sub", .subjectType), ("jti", .tokenIDType)]
        where faults.lack(check) && claims[name]?.string == nil {
            odd.append(name)
        }
        if faults.lack(.audienceType), claims["aud"]?.string == nil, claims["aud"]?.strings == nil { odd.append("aud") }
        let seen = claims.removing(odd)
        switch faults.mutation {
        case .type(let overlooked) where overlooked.isClaim: return overlooked.read(seen)
        case .time(let misread) where misread.reading == .textIsRead:
            return seen.changing(misread.claim.rawValue) { $0.string.flatMap(Double.init).map { .number($0) } ?? $0 }
        default: return seen
        }
    }

    private func checkPresence(in claims: JSONObject) throws(Rejection) {
        guard !faults.lack(.requiredClaims) else { return }
        var required = TokenPolicy(algorithms: [])
        required.requiredClaims = policy.everyRequiredClaim
        if faults.follow(.requiredImplied) { required.requiredClaims = policy.requiredClaims }
        if faults.follow(.requiredFirst) { required.requiredClaims = Array(required.requiredClaims.prefix(1)) }
        if faults.follow(.requiredCaseless) {
            let names = claims.names.map { $0.lowercased() }
            required.requiredClaims.removeAll { names.contains($0) }
        }
        if faults.follow(.expectedMayBeAbsent) {
            required.requiredClaims.removeAll {
                policy.expectedClaims[$0] != nil && !policy.requiredClaims.contains($0)
            }
        }
        if faults.follow(.partiesMayBeAbsent) {
            required.requiredClaims.removeAll(where: ["iss", "sub", "aud"].contains)
        }
        if faults.follow(.requiredNull) {
            return try ClaimsValidation(policy: required).checkPresence(
                in: claims.removing(claims.members.filter { $0.value == .null }.map(\.name))
            )
        }
        try ClaimsValidation(policy: required).checkPresence(in: claims)
    }

    // MARK: Times

    private func checkTimes(of received: JSONObject, in text: [UInt8]) throws(Rejection) {
        guard let now = policy.now else { return }
        let claims = misread(received, in: text)
        var shown = claims
        var policy = policy
        let leeway = policy.leeway
        if let expires = claims["exp"]?.number {
            if faults.lack(.expired) { shown = shown.setting("exp", to: nil) }
            if let isExpired = isExpired(expires, now: now, beside: claims) {
                shown = shown.setting("exp", to: .number(isExpired ? -.greatestFiniteMagnitude : .infinity))
            }
        }
        if let starts = claims["nbf"]?.number {
            if faults.lack(.notYetValid) { shown = shown.setting("nbf", to: nil) }
            if let isEarly = isEarly(starts, now: now, beside: claims) {
                shown = shown.setting("nbf", to: .number(isEarly ? .infinity : -.greatestFiniteMagnitude))
            }
        }
        if let issued = claims["iat"]?.number {
            if faults.lack(.issuedInFuture) { shown = shown.setting("iat", to: .number(min(issued, now))) }
            if faults.follow(.iatWithoutLeeway), issued > now { shown = shown.setting("iat", to: .number(.infinity)) }
            if let limit = policy.maximumAge,
                (faults.follow(.ageBelowMaximum) && now - issued >= limit + leeway)
                    || (faults.follow(.ageWithoutLeeway) && now - issued > limit)
            {
                shown = shown.setting("iat", to: .number(-.greatestFiniteMagnitude))
            }
            if faults.follow(.ageFromNbf), policy.maximumAge != nil, let starts = claims["nbf"]?.number {
                shown = shown.setting("iat", to: .number(starts))
            }
            if faults.follow(.ageOfFutureIat), let limit = policy.maximumAge, issued > now {
                shown = shown.setting(
                    "iat",
                    to: issued - now > limit ? .number(-.greatestFiniteMagnitude) : .number(now)
                )
            }
        }
        if faults.lack(.maximumAge) { policy.maximumAge = nil }
        try ClaimsValidation(policy: policy).checkTimes(of: shown)
    }

    /// The claims with a time as a fault reads it.
    private func misread(_ claims: JSONObject, in text: [UInt8]) -> JSONObject {
        guard case .time(let misread) = faults.mutation else { return claims }
        return claims.changing(misread.claim.rawValue) { value in
            guard let time = value.number else { return value }
            return misread.read(time, leeway: policy.leeway, in: text).map { .number($0) }
        }
    }

    /// Whether a token is expired according to the faulty comparison; `nil` if it's the strict one.
    private func isExpired(_ exp: Double, now: Double, beside claims: JSONObject) -> Bool? {
        let leeway = policy.leeway
        if faults.follow(.expBesideIat) { return claims["iat"]?.number != nil ? false : nil }
        if faults.follow(.expBesideNbf) { return claims["nbf"]?.number != nil ? false : nil }
        if faults.follow(.expOnTheSecond) { return now > exp + leeway }
        if faults.follow(.expOneSecondEarly) { return now + 1 >= exp + leeway }
        if faults.follow(.expWithoutLeeway) { return now >= exp }
        if faults.follow(.expLeewaySubtracted) { return now >= exp - leeway }
        return nil
    }

    /// Whether a token isn't valid yet according to the faulty comparison; `nil` if it's the strict one.
    private func isEarly(_ nbf: Double, now: Double, beside claims: JSONObject) -> Bool? {
        let leeway = policy.leeway
        if faults.follow(.nbfAfterTheSecond) { return now <= nbf - leeway }
        if faults.follow(.nbfWithoutLeeway) { return now < nbf }
        if faults.follow(.nbfLeewayTurned) { return now < nbf + leeway }
        if faults.follow(.nbfBesideExp) { return claims["exp"]?.number != nil ? false : nil }
        if faults.follow(.nbfBesideIat) { return claims["iat"]?.number != nil ? false : nil }
        return nil
    }

    private func checkLifetime(of claims: JSONObject) throws(Rejection) {
        guard !faults.lack(.maximumLifetime) else { return }
        var shown = claims
        if faults.follow(.lifetimeFromNow), let now = policy.now {
            shown = shown.changing("iat") { $0.number == nil ? $0 : .number(now) }
        }
        if faults.follow(.lifetimeBelowMaximum), let issued = claims["iat"]?.number,
            let expires = claims["exp"]?.number, expires - issued == policy.maximumLifetime
        {
            shown = shown.setting("exp", to: .number(.infinity))
        }
        try ClaimsValidation(policy: policy).checkLifetime(of: shown)
    }

    // MARK: Parties and memory

    private func checkParties(of claims: JSONObject) throws(Rejection) {
        var shown = claims
        var policy = policy
        if faults.lack(.subject) { policy.subject = nil }
        let issuers = faults.lack(.issuer) ? nil : policy.expectedIssuers
        let issuerField: Comparison.Field = policy.issuer == nil ? .issuers : .issuer
        (policy.issuer, policy.trustedIssuers, policy.issuers) = (
            nil, nil, narrowed(issuers, .issuersFirst, .issuersLast)
        )
        for expected in issuers ?? []
        where faults.confuse(claims["iss"]?.string, with: expected, in: issuerField)
            || faults.follow(.issuersJoined) && claims["iss"]?.string.map(joined(issuers).contains) == true
        {
            shown = shown.setting("iss", to: .string(expected))
        }
        if let expected = policy.subject, faults.confuse(claims["sub"]?.string, with: expected, in: .subject) {
            shown = shown.setting("sub", to: .string(expected))
        }
        if faults.follow(.subjectIsIssuer), let expected = policy.subject,
            claims.members.contains(where: { $0.value == .string(expected) })
        {
            shown = shown.setting("sub", to: .string(expected))
        }
        let audiences = faults.lack(.audience) ? nil : policy.expectedAudiences
        let audienceField: Comparison.Field = policy.audience == nil ? .audiences : .audience
        (policy.audience, policy.audiences) = (nil, narrowed(audiences, .audiencesFirst, .audiencesLast))
        if let audiences, let audience = claims["aud"] {
            let recipients = (audience.array ?? [audience]).map { recipient in
                let confused = audiences.first { faults.confuse(recipient.string, with: $0, in: audienceField) }
                return confused.map { .string($0) } ?? recipient
            }
            shown = shown.setting("aud", to: .array(shownRecipients(recipients, expected: audiences)))
        }
        try ClaimsValidation(policy: policy).checkParties(of: shown)
    }

    /// The expected texts, if a fault looks at one of them alone.
    private func narrowed(_ expected: [String]?, _ first: Mutation.Rule, _ last: Mutation.Rule) -> [String]? {
        if faults.follow(first) { return expected.map { Array($0.prefix(1)) } }
        return faults.follow(last) ? expected.map { Array($0.suffix(1)) } : expected
    }

    private func joined(_ expected: [String]?) -> String { (expected ?? []).joined(separator: ",") }

    /// The recipients that are compared, if one that is an expected one is enough.
    private func shownRecipients(_ recipients: [JSON], expected: [String]) -> [JSON] {
        let accepted = expected.prefix(1).map { JSON.string($0) }
        let isExpected = { (recipient: JSON) in expected.contains { recipient == .string($0) } }
        if faults.follow(.audienceIssuer), recipients.contains(.string(policy.issuer ?? "")) { return accepted }
        if faults.follow(.audiencesEvery), !expected.allSatisfy({ recipients.contains(.string($0)) }) { return [] }
        if faults.follow(.audiencesOnly), expected.count > 1, !recipients.allSatisfy(isExpected) { return [] }
        if faults.follow(.audiencesJoined), expected.count > 1,
            recipients.contains(where: { $0.string.map(joined(expected).contains) ?? false })
        {
            return accepted
        }
        if faults.follow(.audienceFirst) { return Array(recipients.prefix(1)) }
        if faults.follow(.audienceLast) { return Array(recipients.suffix(1)) }
        if faults.follow(.audienceEvery), !recipients.allSatisfy(isExpected) { return [] }
        if faults.follow(.audienceEmpty), recipients.isEmpty { return accepted }
        if faults.follow(.audienceList) {
            return recipients.flatMap { recipient in
                recipient.string.map { $0.split { " ,".contains($0) }.map { .string(String($0)) } } ?? [recipient]
            }
        }
        return recipients
    }

    /// The claims with the expected value where a comparison confuses another with it.
    private func withConfusedValues(_ claims: JSONObject) -> JSONObject {
        policy.expectedClaims.reduce(claims) { claims, expected in
            guard faults.confuse(claims[expected.key]?.string, with: expected.value, in: .expectedClaim) else {
                return claims
            }
            return claims.setting(expected.key, to: .string(expected.value))
        }
    }

    /// Consults the caller's memory.
    func checkMemory(of claims: JSONObject) throws(Rejection) {
        var policy = policy
        if let laxity = faults.laxity(of: .revokedID), let list = policy.denyList as? FixedDenyList {
            policy.denyList = LaxDenyList(strict: list, laxity: laxity)
        }
        if let laxity = faults.laxity(of: .seenID), let memory = policy.replayMemory as? UnboundedReplayMemory {
            policy.replayMemory = LaxReplayMemory(strict: memory, laxity: laxity)
        }
        if faults.lack(.revoked) { policy.denyList = nil }
        if faults.lack(.replayed) { policy.replayMemory = nil }
        try ClaimsValidation(policy: policy).checkMemory(of: claims)
    }
}

/// A deny list that finds what resembles an entry.
private struct LaxDenyList: DenyList {
    let strict: FixedDenyList
    let laxity: Comparison.Laxity

    func denies(tokenID: String) -> Bool {
        strict.denies(tokenID: tokenID) || strict.listed.contains { laxity.matches(tokenID, $0) }
    }
}

/// A memory that takes a `jti` for another that it resembles.
private struct LaxReplayMemory: ReplayMemory {
    let strict: UnboundedReplayMemory
    let laxity: Comparison.Laxity

    func isFirstUse(tokenID: String, expires: Double?) -> Bool {
        let resembles = strict.remembered.contains { laxity.matches(tokenID, $0) }
        return strict.isFirstUse(tokenID: tokenID, expires: expires) && !resembles
    }
}
