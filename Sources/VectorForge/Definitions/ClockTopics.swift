import JWTConformance
import ReferenceJOSE

/// `exp`, `nbf` and `iat` so far from now that a clock which runs can be held to them.
@Sendable func runningClockTopic(_ forge: Forge) throws -> Topic {
    let now = Forge.now
    func token(_ name: String, _ seconds: Int64) throws -> Token {
        try forge.claims("{\"\(name)\":\(now + seconds)}")
    }
    var plain = forge.claimsGroup("claims/clock/plain")
    plain.accept("exp-ahead", "exp two hours from now", try token("exp", 7200), [Rule.expiration])
    plain.reject("exp-past", "exp two hours ago", try token("exp", -7200), .expired, .twin("exp-ahead"))
    plain.reject("exp-past-minute", "exp a minute ago", try token("exp", -60), .expired, .twin("exp-ahead"))
    plain.accept("nbf-past", "nbf two hours ago", try token("nbf", -7200), [Rule.notBefore])
    plain.reject("nbf-ahead", "nbf two hours from now", try token("nbf", 7200), .notYetValid, .twin("nbf-past"))
    plain.reject("nbf-ahead-minute", "nbf a minute from now", try token("nbf", 60), .notYetValid, .twin("nbf-past"))
    plain.accept("iat-past", "iat two hours ago", try token("iat", -7200), [Rule.issuedAt])
    plain.accept(
        "window",
        "nbf a minute ago, exp a minute from now",
        try forge.claims("{\"exp\":\(now + 60),\"nbf\":\(now - 60)}"),
        [Rule.expiration, Rule.notBefore]
    )

    var leeway = forge.claimsGroup("claims/clock/leeway") { $0.leeway = 60 }
    leeway.accept(
        "exp-inside",
        "exp 30 seconds ago under a leeway of 60",
        try token("exp", -30),
        [Rule.expirationLeeway]
    )
    leeway.reject(
        "exp-outside",
        "exp 90 seconds ago under a leeway of 60",
        try token("exp", -90),
        .expired,
        .twin("exp-inside"),
        refs: [Rule.expirationLeeway]
    )
    leeway.accept(
        "nbf-inside",
        "nbf 30 seconds from now under a leeway of 60",
        try token("nbf", 30),
        [Rule.notBeforeLeeway]
    )
    leeway.reject(
        "nbf-outside",
        "nbf 90 seconds from now under a leeway of 60",
        try token("nbf", 90),
        .notYetValid,
        .twin("nbf-inside"),
        refs: [Rule.notBeforeLeeway]
    )
    leeway.accept("iat-inside", "iat 30 seconds from now under a leeway of 60", try token("iat", 30), [Rule.issuedAt])

    var age = forge.claimsGroup("claims/clock/maximum-age") { $0.maximumAge = 300 }
    age.accept("inside", "iat 200 seconds ago where 300 are allowed", try token("iat", -200), [Rule.age], level: .bcp)
    age.reject(
        "outside",
        "iat 400 seconds ago where 300 are allowed",
        try token("iat", -400),
        .maximumAge,
        .twin("inside"),
        level: .bcp
    )

    var lifetime = forge.claimsGroup(
        "claims/clock/maximum-lifetime",
        keepingPolicy: whySpansNeedAClock
    ) { $0.maximumLifetime = 300 }
    func span(_ seconds: Int64) throws -> Token {
        try forge.claims("{\"iat\":\(now - 100),\"exp\":\(now - 100 + seconds)}")
    }
    lifetime.accept(
        "inside",
        "300 seconds from an iat in the past to exp where 300 are allowed",
        try span(300),
        [Rule.lifetime],
        level: .bcp
    )
    lifetime.reject(
        "outside",
        "301 seconds from an iat in the past to exp where 300 are allowed",
        try span(301),
        .maximumLifetime,
        .twin("inside"),
        level: .bcp
    )
    return Topic(
        path: "claims/clock.json",
        title: "Times that a running clock can be held to",
        groups: [plain, leeway, age, lifetime]
    )
}
