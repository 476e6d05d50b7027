import JWTConformance
import ReferenceJOSE

/// Times as they can be misread: cut, rounded, in other units, by a claim beside them.
@Sendable func timeReadingsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/time-readings.json",
        title: "Times that are easily misread",
        groups: [try moments(forge), try ages(forge), try leeways(forge)]
    )
}

private func claims(_ forge: Forge, _ members: String) throws -> Token {
    var token = try forge.claims("{\(members)}")
    // A time with an exponent doesn't move with the clock.
    if members.contains(/[0-9][eE][+-]?[0-9]/) { token.recipe = nil }
    return token
}

private func moments(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.claimsGroup("claims/time-readings")
    let good: [(String, String, String)] = [
        ("exp-tenths", "exp four tenths of a second from now", "\"exp\":\(now).4"),
        ("exp-whole-fraction", "exp an hour from now with a fraction of zero", "\"exp\":\(now + 3600).0"),
        ("exp-half-hour", "exp half an hour from now", "\"exp\":\(now + 1800)"),
        ("exp-half-minute", "exp half a minute from now", "\"exp\":\(now + 30)"),
        ("exp-beyond-32-bits", "exp of 2 to the 32nd and a hundred", "\"exp\":4294967396"),
        ("exp-beyond-31-bits", "exp of 2 to the 31st", "\"exp\":2147483648"),
        ("exp-exponent", "exp with a small exponent, in capitals", "\"exp\":17672292E+2"),
        ("exp-negative-exponent", "exp with a negative exponent", "\"exp\":17672292000e-1"),
        ("nbf-fraction-past", "nbf half a second ago", "\"nbf\":\(now - 1).5"),
        ("nbf-exponent-past", "nbf in the past with an exponent", "\"nbf\":1.7E9"),
        ("nbf-negative", "nbf long before 1970", "\"nbf\":-\(now + 1000)"),
        ("nbf-half-hour-ago", "nbf half an hour ago", "\"nbf\":\(now - 1800)"),
        ("iat-zero", "iat zero", "\"iat\":0"),
        ("iat-negative", "iat before 1970", "\"iat\":-1000"),
        ("iat-fraction", "iat half a second ago", "\"iat\":\(now - 1).5"),
        ("iat-exponent", "iat in the past with an exponent", "\"iat\":1.7E9"),
        ("iat-half-hour-ago", "iat half an hour ago", "\"iat\":\(now - 1800)"),
        (
            "all", "iat and nbf in the past, exp in the future",
            "\"iat\":\(now - 10),\"nbf\":\(now - 10),\"exp\":\(now + 10)"
        ),
        ("nbf-before-iat", "nbf before iat", "\"nbf\":\(now - 20),\"iat\":\(now - 10)"),
        (
            "other-claims", "times under names that nobody knows",
            "\"expires\":1,\"exp_at\":1,\"EXP\":1,\"not_before\":9999999999"
        ),
        ("nested", "times in a claim that nobody knows", "\"x\":{\"exp\":1,\"nbf\":9999999999}"),
    ]
    for (slug, summary, members) in good {
        group.accept(
            slug,
            summary,
            try claims(forge, members),
            [members.contains("nbf") ? "RFC7519#4.1.5-1" : "RFC7519#2-1"]
        )
    }
    let expired: [(String, String, String)] = [
        ("exp-tenths-ago", "exp four tenths of a second ago", "\"exp\":\(now - 1).6"),
        ("exp-minute-ago", "exp 59 seconds ago, and nobody allowed a leeway", "\"exp\":\(now - 59)"),
        ("exp-five-minutes-ago", "exp 299 seconds ago, and nobody allowed a leeway", "\"exp\":\(now - 299)"),
        ("exp-half-hour-ago", "exp half an hour ago", "\"exp\":\(now - 1800)"),
        ("exp-half-day-ago", "exp eleven hours ago", "\"exp\":\(now - 39_600)"),
        ("exp-exponent-ago", "exp a year ago with an exponent", "\"exp\":17356896e2"),
        ("exp-beside-iat", "exp in the past beside iat", "\"iat\":\(now - 100),\"exp\":\(now - 50)"),
        ("exp-beside-nbf", "exp in the past beside nbf", "\"nbf\":\(now - 100),\"exp\":\(now - 50)"),
        (
            "exp-beside-both", "exp in the past beside iat and nbf",
            "\"iat\":\(now - 100),\"nbf\":\(now - 100),\"exp\":\(now - 50)"
        ),
        ("exp-before-nbf", "exp in the past, and nbf before it", "\"exp\":\(now - 20),\"nbf\":\(now - 40)"),
        ("exp-far-negative", "exp as long before 1970 as now is after it", "\"exp\":-\(now + 3600)"),
        ("exp-2-33", "exp of an hour from now less 2 to the 33rd", "\"exp\":\(now + 3600 - (1 << 33))"),
        ("exp-escaped", "exp in the past, its name spelled with an escape", "\"\\u0065xp\":\(now - 50)"),
    ]
    for (slug, summary, members) in expired {
        group.reject(slug, summary, try claims(forge, members), .expired, .twin("exp-tenths"))
    }
    let early: [(String, String, String)] = [
        ("nbf-tenths", "nbf four tenths of a second from now", "\"nbf\":\(now).4"),
        ("nbf-minute", "nbf 59 seconds from now, and nobody allowed a leeway", "\"nbf\":\(now + 59)"),
        ("nbf-five-minutes", "nbf 299 seconds from now, and nobody allowed a leeway", "\"nbf\":\(now + 299)"),
        ("nbf-half-hour", "nbf half an hour from now", "\"nbf\":\(now + 1800)"),
        ("nbf-half-minute", "nbf half a minute from now", "\"nbf\":\(now + 30)"),
        ("nbf-exponent", "nbf in 2030 with an exponent", "\"nbf\":1.9E9"),
        ("nbf-capital-exponent", "nbf in 2030 with an exponent of two digits", "\"nbf\":0.19e+10"),
        ("nbf-beside-exp", "nbf in the future beside exp", "\"nbf\":\(now + 50),\"exp\":\(now + 100)"),
        ("nbf-beside-iat", "nbf in the future beside iat", "\"iat\":\(now - 50),\"nbf\":\(now + 50)"),
        (
            "nbf-beside-both", "nbf in the future beside iat and exp",
            "\"iat\":\(now - 50),\"nbf\":\(now + 50),\"exp\":\(now + 100)"
        ),
        ("nbf-beyond-31-bits", "nbf of 2 to the 31st: below zero in 32 bits", "\"nbf\":2147483648"),
        ("nbf-2-32-more", "nbf of 2 to the 32nd and a hundred: a hundred in 32 bits", "\"nbf\":4294967396"),
        ("nbf-beyond-53-bits", "nbf of 2 to the 53rd", "\"nbf\":9007199254740992"),
        ("nbf-escaped", "nbf in the future, its name spelled with an escape", "\"n\\u0062f\":\(now + 50)"),
    ]
    for (slug, summary, members) in early {
        group.reject(slug, summary, try claims(forge, members), .notYetValid, .twin("nbf-fraction-past"))
    }
    return group
}

/// `iat` where an age is limited: what is misread is too old or too young.
private func ages(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.claimsGroup("claims/age-readings") { $0.maximumAge = 3600 }
    let good: [(String, String, String)] = [
        ("edge", "iat an hour ago where an hour is allowed", "\"iat\":\(now - 3600)"),
        ("now", "iat now", "\"iat\":\(now)"),
        ("fraction", "iat half a second less than an hour ago", "\"iat\":\(now - 3600).5"),
        ("exponent", "iat half an hour ago with an exponent", "\"iat\":17672238E2"),
        (
            "nbf-older", "iat a minute ago, and nbf two hours ago: the age counts from iat",
            "\"iat\":\(now - 60),\"nbf\":\(now - 7200)"
        ),
        ("exp-near", "iat half an hour ago, and exp in a minute", "\"iat\":\(now - 1800),\"exp\":\(now + 60)"),
        ("whole-fraction", "iat a minute ago with a fraction of zero", "\"iat\":\(now - 60).0"),
    ]
    for (slug, summary, members) in good {
        group.accept(slug, summary, try claims(forge, members), ["RFC7519#4.1.6-3"], level: .bcp)
    }
    let old: [(String, String, String)] = [
        ("one-second", "iat an hour and a second ago", "\"iat\":\(now - 3601)"),
        ("half-second", "iat an hour and half a second ago", "\"iat\":\(now - 3601).5"),
        ("tenths", "iat an hour and four tenths of a second ago", "\"iat\":\(now - 3601).6"),
        ("minute", "iat an hour and 59 seconds ago, and nobody allowed a leeway", "\"iat\":\(now - 3659)"),
        ("five-minutes", "iat an hour and 299 seconds ago", "\"iat\":\(now - 3899)"),
        ("half-hour", "iat an hour and a half ago", "\"iat\":\(now - 5400)"),
        ("zero", "iat zero, which isn't \"no iat\"", "\"iat\":0"), ("negative", "a negative iat", "\"iat\":-1"),
        ("sign", "iat as long before 1970 as a minute ago is after it", "\"iat\":-\(now - 60)"),
        ("2-32", "iat a minute ago less 2 to the 32nd", "\"iat\":\(now - 60 - (1 << 32))"),
        ("2-33", "iat a minute ago less 2 to the 33rd", "\"iat\":\(now - 60 - (1 << 33))"),
        ("2-64", "iat half an hour ago less 2 to the 64th, as near as a double is", "\"iat\":-18446744071942328320"),
        ("beyond-53-bits", "iat of minus 2 to the 53rd", "\"iat\":-9007199254740992"),
        ("exponent-old", "iat in 2023 with an exponent", "\"iat\":1.7E9"),
        (
            "nbf-younger", "iat two hours ago, and nbf a minute ago: the age counts from iat",
            "\"iat\":\(now - 7200),\"nbf\":\(now - 60)"
        ),
        ("exp-ahead", "iat two hours ago, and exp in an hour", "\"iat\":\(now - 7200),\"exp\":\(now + 3600)"),
        ("escaped", "iat two hours ago, its name spelled with an escape", "\"i\\u0061t\":\(now - 7200)"),
    ]
    for (slug, summary, members) in old {
        group.reject("older-\(slug)", summary, try claims(forge, members), .maximumAge, .twin("edge"), level: .bcp)
    }
    group.reject(
        "missing",
        "no iat, and nbf a minute ago",
        try claims(forge, "\"nbf\":\(now - 60)"),
        .requiredClaims,
        .twin("edge"),
        level: .bcp
    )
    group.either(
        "milliseconds",
        "iat a minute ago, counted in milliseconds",
        try claims(forge, "\"iat\":\((now - 60) * 1000)"),
        why: "RFC 7519 section 4.1.6 has no rule by which an iat in the future is rejected",
        .issuedInFuture,
        .twin("edge")
    )
    return group
}

/// A leeway, which counts once and in one direction.
private func leeways(_ forge: Forge) throws -> GroupDefinition {
    let now = Forge.now
    var group = forge.claimsGroup("claims/leeway-readings") { $0.leeway = 10 }
    group.accept(
        "exp",
        "exp nine seconds ago under a leeway of ten",
        try claims(forge, "\"exp\":\(now - 9)"),
        ["RFC7519#4.1.4-2"]
    )
    group.accept(
        "nbf",
        "nbf ten seconds from now under a leeway of ten",
        try claims(forge, "\"nbf\":\(now + 10)"),
        ["RFC7519#4.1.5-2"]
    )
    group.accept(
        "iat",
        "iat ten seconds from now under a leeway of ten",
        try claims(forge, "\"iat\":\(now + 10)"),
        ["RFC7519#4.1.6-1"]
    )
    for (slug, seconds) in [("edge", 10), ("eleven", 11), ("twice", 19), ("minute", 59), ("minutes", 599)]
        as [(String, Int64)]
    {
        group.reject(
            "exp-\(slug)",
            "exp \(seconds) seconds ago under a leeway of ten",
            try claims(forge, "\"exp\":\(now - seconds)"),
            .expired,
            .twin("exp"),
            refs: ["RFC7519#4.1.4-2"]
        )
        guard seconds > 10 else { continue }
        group.reject(
            "nbf-\(slug)",
            "nbf \(seconds) seconds from now under a leeway of ten",
            try claims(forge, "\"nbf\":\(now + seconds)"),
            .notYetValid,
            .twin("nbf"),
            refs: ["RFC7519#4.1.5-2"]
        )
    }
    return group
}
