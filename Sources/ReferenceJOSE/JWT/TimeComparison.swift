/// Compares `exp`, `nbf` and `iat` with the time, to the second and with the leeway.
struct TimeComparison {
    let now: Double
    let leeway: Double
    let disabled: CheckSet

    /// Whether the token is expired: on `exp` it is (RFC 7519 section 4.1.4).
    func isOnOrAfter(exp: Double) -> Bool {
        guard disabled.isEmpty else { return isExpiredWrongly(exp) }
        return now >= exp + leeway
    }

    private func isExpiredWrongly(_ exp: Double) -> Bool {
        if disabled.has(.expNegative), exp < 0 { return false }
        if disabled.has(.expZero), exp == 0 { return false }
        if disabled.has(.expOnTheSecond) { return now > exp + leeway }
        if disabled.has(.expOneSecondEarly) { return now + 1 >= exp + leeway }
        if disabled.has(.expWithoutLeeway) { return now >= exp }
        if disabled.has(.expLeewaySubtracted) { return now >= exp - leeway }
        if disabled.has(.expMilliseconds) { return now >= exp / 1000 + leeway }
        if disabled.has(.expTruncated) { return now >= exp.rounded(.towardZero) + leeway }
        return now >= exp + leeway
    }

    /// Whether the token isn't valid yet: on `nbf` it is (RFC 7519 section 4.1.5).
    func isBefore(nbf: Double, besideExp: Bool) -> Bool {
        if disabled.has(.nbfAfterTheSecond) { return now <= nbf - leeway }
        if disabled.has(.nbfWithoutLeeway) { return now < nbf }
        if disabled.has(.nbfLeewayTurned) { return now < nbf + leeway }
        if disabled.has(.nbfBesideExp), besideExp { return false }
        if disabled.has(.nbfTruncated) { return now < nbf.rounded(.towardZero) - leeway }
        return now < nbf - leeway
    }

    /// Whether the token was issued in the future (RFC 7519 section 4.1.6).
    func isBefore(iat: Double) -> Bool {
        iat > now + (disabled.has(.iatWithoutLeeway) ? 0 : leeway)
    }

    /// Whether the token was issued longer ago than the policy allows.
    func isOlder(iat: Double, than limit: Double) -> Bool {
        if disabled.has(.ageBelowMaximum) { return now - iat >= limit + leeway }
        return now - iat > limit + (disabled.has(.ageWithoutLeeway) ? 0 : leeway)
    }

    /// Whether a token lives longer than the policy allows.
    static func isLonger(from iat: Double, to exp: Double, than limit: Double, now: Double?, disabled: CheckSet) -> Bool
    {
        if disabled.has(.lifetimeBelowMaximum) { return exp - iat >= limit }
        return exp - (disabled.has(.lifetimeFromNow) ? now ?? iat : iat) > limit
    }
}
