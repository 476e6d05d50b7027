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
    return Topic(path: "header/crit.json", title: "The crit parameter", groups: [group, understood])
}
