/// Compares `exp`, `nbf` and `iat` with the time, to the second and with the leeway.
struct TimeComparison {
    let now: Double
    let leeway: Double

    /// Whether the token is expired: on `exp` it is (RFC 7519 section 4.1.4).
    func isOnOrAfter(exp: Double) -> Bool { now >= exp + leeway }

    /// Whether the token isn't valid yet: on `nbf` it is valid (RFC 7519 section 4.1.5).
    func isBefore(nbf: Double) -> Bool { now < nbf - leeway }

    /// Whether the token was issued in the future (RFC 7519 section 4.1.6).
    func isBefore(iat: Double) -> Bool { iat > now + leeway }

    /// Whether the token was issued longer ago than the policy allows.
    func isOlder(iat: Double, than limit: Double) -> Bool { now - iat > limit + leeway }
}
