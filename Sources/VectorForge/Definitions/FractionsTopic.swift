import JWTConformance
import ReferenceJOSE

/// Times compared at a fraction of a second (RFC 7519 section 2): `exp`, `nbf`, `iat`, leeway and age, at the edge and on
/// both sides of it.
@Sendable func fractionsTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/fractions.json",
        title: "Times at fractions of a second",
        groups: try [1, 250, 400, 500, 600, 999].map { try moment(forge, $0) } + [leeway(forge), age(forge)]
    )
}

/// A number of seconds and milliseconds, in JSON.
private func time(_ milliseconds: Int64) -> String {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    var digits = String(String(1000 + rest).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(seconds)" : "\(seconds).\(digits)"
}

private let reason = "every time is compared at a fraction of a second"
private let start = Forge.now * 1000

/// `exp`, `nbf` and `iat` around a moment.
private func moment(_ forge: Forge, _ fraction: Int64) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fractions/\(fraction)", keepingPolicy: reason) {
        $0.nowMilliseconds = fraction
    }
    let now = start + fraction
    func token(_ name: String, _ step: Int64) throws -> Token { try forge.claims("{\"\(name)\":\(time(now + step))}") }
    func words(_ name: String, _ step: Int64) -> String {
        let distance = "\(abs(step)) ms"
        return
            "\(name) \(step == 0 ? "now" : step < 0 ? "\(distance) ago" : "\(distance) from now"), at \(fraction) ms past the second"
    }
    // To the next second and back to this one, and what rounds to another.
    let steps: [(slug: String, step: Int64)] = [
        ("near", 1), ("tenth", 100), ("half", 501), ("second", 1000 - fraction), ("long", 60_000),
    ]
    // Just before or behind a second, that second is the nearest time.
    for (slug, step) in steps where slug == "near" || step != 1 {
        group.accept("exp-\(slug)", words("exp", step), try token("exp", step), ["RFC7519#2-1", "RFC7519#4.1.4-1"])
        group.reject(
            "nbf-\(slug)",
            words("nbf", step),
            try token("nbf", step),
            .notYetValid,
            .twin("nbf-now"),
            refs: ["RFC7519#2-1"]
        )
    }
    for (slug, step) in [("near", 1), ("tenth", 100), ("half", 501), ("second", fraction), ("long", 60_000)]
        as [(String, Int64)] where slug == "near" || step != 1
    {
        group.reject(
            "exp-\(slug)-ago",
            words("exp", -step),
            try token("exp", -step),
            .expired,
            .twin("exp-near"),
            refs: ["RFC7519#2-1"]
        )
        group.accept(
            "nbf-\(slug)-ago",
            words("nbf", -step),
            try token("nbf", -step),
            ["RFC7519#2-1", "RFC7519#4.1.5-1"]
        )
    }
    group.reject("exp-now", words("exp", 0), try token("exp", 0), .expired, .twin("exp-near"), refs: ["RFC7519#2-1"])
    group.accept("nbf-now", words("nbf", 0), try token("nbf", 0), ["RFC7519#2-1", "RFC7519#4.1.5-1"])
    group.accept("iat-now", words("iat", 0), try token("iat", 0), ["RFC7519#2-1", "RFC7519#4.1.6-1"])
    group.either(
        "iat-near",
        words("iat", 1),
        try token("iat", 1),
        why: "RFC 7519 section 4.1.6 has no rule by which an iat in the future is rejected",
        .issuedInFuture,
        .twin("iat-now")
    )
    return group
}

/// A leeway of a minute, at half past a second.
private func leeway(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fractions/leeway", keepingPolicy: reason) {
        ($0.nowMilliseconds, $0.leeway) = (500, 60)
    }
    let now = start + 500
    func token(_ name: String, _ step: Int64) throws -> Token { try forge.claims("{\"\(name)\":\(time(now + step))}") }
    for (slug, step) in [("inside", 59_900), ("near", 59_999)] as [(String, Int64)] {
        group.accept(
            "exp-\(slug)",
            "exp \(step) ms ago under a leeway of a minute",
            try token("exp", -step),
            ["RFC7519#4.1.4-2"]
        )
        group.accept(
            "nbf-\(slug)",
            "nbf \(step) ms from now under a leeway of a minute",
            try token("nbf", step),
            ["RFC7519#4.1.5-2"]
        )
    }
    group.accept(
        "nbf-edge",
        "nbf a minute from now under a leeway of a minute",
        try token("nbf", 60_000),
        ["RFC7519#4.1.5-2"]
    )
    group.accept(
        "iat-edge",
        "iat a minute from now under a leeway of a minute",
        try token("iat", 60_000),
        ["RFC7519#4.1.6-1"]
    )
    group.reject(
        "exp-edge",
        "exp a minute ago under a leeway of a minute",
        try token("exp", -60_000),
        .expired,
        .twin("exp-near"),
        refs: ["RFC7519#4.1.4-2"]
    )
    for (slug, step) in [("outside", 60_001), ("tenth", 60_100), ("half", 60_500), ("second", 61_000)]
        as [(String, Int64)]
    {
        group.reject(
            "exp-\(slug)",
            "exp \(step) ms ago under a leeway of a minute",
            try token("exp", -step),
            .expired,
            .twin("exp-near"),
            refs: ["RFC7519#4.1.4-2"]
        )
        group.reject(
            "nbf-\(slug)",
            "nbf \(step) ms from now under a leeway of a minute",
            try token("nbf", step),
            .notYetValid,
            .twin("nbf-edge"),
            refs: ["RFC7519#4.1.5-2"]
        )
    }
    return group
}

/// An age of an hour, at half past a second.
private func age(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/fractions/age") {
        ($0.nowMilliseconds, $0.maximumAge) = (500, 3600)
    }
    let now = start + 500
    func token(_ age: Int64) throws -> Token { try forge.claims("{\"iat\":\(time(now - age))}") }
    for (slug, age) in [("edge", 3_600_000), ("near", 3_599_999), ("tenth", 3_599_900), ("second", 3_599_500)]
        as [(String, Int64)]
    {
        group.accept(
            slug,
            "iat \(age) ms ago where an hour is allowed",
            try token(age),
            ["RFC7519#4.1.6-3"],
            level: .bcp
        )
    }
    for (slug, age) in [("near", 3_600_001), ("tenth", 3_600_100), ("second", 3_600_500)] as [(String, Int64)] {
        group.reject(
            "older-\(slug)",
            "iat \(age) ms ago where an hour is allowed",
            try token(age),
            .maximumAge,
            .twin("edge"),
            level: .bcp
        )
    }
    return group
}
