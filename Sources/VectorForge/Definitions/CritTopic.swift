import JWTConformance
import ReferenceJOSE

/// `crit` (RFC 7515 section 4.1.11).
@Sendable func critTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("header/crit")
    group.accept("plain", "no crit", try forge.hs256(#"{"alg":"HS256","x-unknown":1}"#), ["RFC7515#4-3"])
    let cves = ["CVE-2026-32597", "CVE-2025-59420", "CVE-2026-35042"]
    group.reject(
        "unknown",
        "crit names an extension that nobody knows",
        try forge.hs256(#"{"alg":"HS256","crit":["x-unknown"],"x-unknown":1}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    group.reject(
        "unknown-uri",
        "crit names an extension by a URI",
        try forge.hs256(#"{"alg":"HS256","crit":["http://example.com/x"],"http://example.com/x":true}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    group.reject(
        "unknown-beside-known",
        "crit names b64, which may be understood, and an extension that nobody knows",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64","x-unknown"],"x-unknown":1}"#),
        .critUnderstood,
        .twin("plain"),
        cves: cves
    )
    let unknown: [(String, String)] = [
        ("exp", "exp"), ("proto", "__proto__"), ("constructor", "constructor"), ("to-string", "toString"),
        ("empty-name", ""), ("capital-b64", "B64"),
    ]
    for (slug, name) in unknown {
        group.reject(
            "unknown-\(slug)",
            name.isEmpty
                ? "crit names a parameter whose name is empty"
                : "crit names \(name), which is there and isn't an extension that a verifier understands",
            try forge.hs256(#"{"alg":"HS256","crit":["\#(name)"],"\#(name)":1767229200}"#),
            .critUnderstood,
            .twin("plain"),
            refs: name == "exp" ? [] : ["RFC7515#4.1.11-9"]
        )
    }
    let malformed: [(String, String)] = [
        ("string", #""b64""#), ("object", #"{"b64":true}"#), ("null", "null"), ("true", "true"), ("number", "1"),
        ("array-of-numbers", "[1]"), ("array-with-null", "[null]"), ("array-in-array", #"[["b64"]]"#),
    ]
    for (name, text) in malformed {
        group.reject(
            name,
            "crit is \(text), no array of strings",
            try forge.hs256(#"{"alg":"HS256","b64":true,"crit":\#(text)}"#),
            .critArray,
            .twin("plain"),
            // A list that names what isn't a name names nothing that a recipient understands.
            rule: name.hasPrefix("array") ? "RFC7515#4.1.11-1" : nil
        )
    }
    group.reject(
        "absent-parameter",
        "crit names b64, which isn't in the header",
        try forge.hs256(#"{"alg":"HS256","crit":["b64"]}"#),
        .critPresent,
        .twin("plain"),
        level: .should
    )
    let room = "RFC 7515 section 4.1.11 forbids it to producers, and says of recipients only that they may refuse"
    group.either(
        "empty",
        "an empty crit",
        try forge.hs256(#"{"alg":"HS256","crit":[]}"#),
        why: room,
        .critEmpty,
        .twin("plain")
    )
    for name in ["alg", "typ", "kid", "crit"] {
        group.either(
            "registered-\(name)",
            "crit names \(name), which RFC 7515 defines",
            try forge.hs256(#"{"alg":"HS256","typ":"JWT","kid":"a","crit":["\#(name)"]}"#),
            why: room,
            .critRegistered,
            .twin("plain")
        )
    }
    group.either(
        "duplicate",
        "crit names b64 twice",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64","b64"]}"#),
        why: room,
        .critDuplicate,
        .twin("plain")
    )

    var policy = VerificationPolicy(["HS256"])
    policy.understoodCritical = ["x-known"]
    var understood = GroupDefinition("header/crit-understood", key: .init(ref: "keys/hmac-a"), policy: policy)
    understood.accept(
        "named",
        "crit names an extension that the application understands",
        try forge.hs256(#"{"alg":"HS256","crit":["x-known"],"x-known":1}"#),
        ["RFC7515#4.1.11-8"]
    )
    understood.reject(
        "other",
        "crit names another extension than the one that's understood",
        try forge.hs256(#"{"alg":"HS256","crit":["x-other"],"x-other":1}"#),
        .critUnderstood,
        .twin("named")
    )
    understood.reject(
        "case",
        "crit names it in capitals: names are compared to the letter",
        try forge.hs256(#"{"alg":"HS256","crit":["X-Known"],"X-Known":1}"#),
        .critUnderstood,
        .twin("named"),
        refs: ["RFC7515#4.1.11-9"]
    )
    understood.reject(
        "absent",
        "crit names it and the header doesn't have it",
        try forge.hs256(#"{"alg":"HS256","crit":["x-known"]}"#),
        .critPresent,
        .twin("named"),
        level: .should
    )
    return Topic(
        path: "header/crit.json",
        title: "The crit parameter",
        groups: [group, understood, try critValues(forge), try critPlaces(forge)]
    )
}

/// Whatever value the parameter has that crit names.
private func critValues(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.bytesGroup("header/crit-values")
    group.accept(
        "plain",
        "no crit, and a parameter of false",
        try forge.hs256(#"{"alg":"HS256","x":false}"#),
        ["RFC7515#4-3"]
    )
    for (slug, value) in [
        ("false", "false"), ("null", "null"), ("zero", "0"), ("empty-text", #""""#), ("empty-array", "[]"),
        ("empty-object", "{}"), ("true", "true"), ("its-own-name", #""x""#),
    ] {
        group.reject(
            slug,
            "crit names what nobody knows, whose value is \(value)",
            try forge.hs256(#"{"alg":"HS256","crit":["x"],"x":\#(value)}"#),
            .critUnderstood,
            .twin("plain")
        )
    }
    return group
}

/// One unknown name at every place among known ones.
private func critPlaces(_ forge: Forge) throws -> GroupDefinition {
    let known = ["x-one", "x-two", "x-three"]
    var policy = VerificationPolicy(["HS256"])
    policy.understoodCritical = known
    var group = GroupDefinition("header/crit-places", key: .init(ref: "keys/hmac-a"), policy: policy)
    func token(_ names: [String]) throws -> Token {
        let values = names.map { "\"\($0)\":1" }.joined(separator: ",")
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        return try forge.hs256("{\"alg\":\"HS256\",\"crit\":[\(list)],\(values)}")
    }
    group.accept("plain", "crit names three that are understood", try token(known), ["RFC7515#4.1.11-8"])
    group.accept("other-order", "the same three in reverse", try token(known.reversed()), ["RFC7515#4.1.11-8"])
    for (place, word) in ["first", "second", "third", "fourth"].enumerated() {
        var names = known
        names.insert("x-four", at: place)
        group.reject(
            word,
            "the \(word) of four names isn't understood",
            try token(names),
            .critUnderstood,
            .twin("plain")
        )
    }
    return group
}
