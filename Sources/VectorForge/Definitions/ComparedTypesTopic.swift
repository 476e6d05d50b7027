import JWTConformance
import ReferenceJOSE

/// Claims of another type than the text that the policy expects (RFC 7519 sections 4.1.1 to 4.1.3 and 4.1.7).
///
/// Where nothing is expected, a verifier looks at the type or leaves the claim alone. Where something is, it compares: by
/// membership in a list, by the name of a member, or after turning a number into text.
@Sendable func comparedTypesTopic(_ forge: Forge) throws -> Topic {
    let parties: [(name: String, text: String, expect: (inout VerificationPolicy, String) -> Void, Check)] = [
        ("iss", "https://issuer.example", { $0.issuer = $1 }, .issuerType),
        ("sub", "alice", { $0.subject = $1 }, .subjectType),
        ("aud", "https://api.example", { $0.audience = $1 }, .audienceType),
    ]
    var groups: [GroupDefinition] = []
    for (name, text, expect, check) in parties {
        groups.append(
            try group(forge, name, "words", expecting: text, by: expect, check, containers(of: text, in: name))
        )
        groups.append(try group(forge, name, "digit", expecting: "1", by: expect, check, spellings(of: "1", in: name)))
        groups.append(
            try group(
                forge,
                name,
                "null",
                expecting: "null",
                by: expect,
                check,
                [("null", "null", "its name is expected")]
            )
        )
        groups.append(
            try group(
                forge,
                name,
                "true",
                expecting: "true",
                by: expect,
                check,
                [("true", "true", "its name is expected")]
            )
        )
    }
    groups.append(try listed(forge, "revoked", "token-0001") { $0.revokedTokenIDs = ["token-0001"] })
    groups.append(try listed(forge, "seen", "token-0001") { $0.seenTokenIDs = ["token-0001"] })
    return Topic(
        path: "claims/compared.json",
        title: "Claims of another type than the text that is expected",
        groups: groups
    )
}

private let reason =
    "a verifier that compares by membership, or after a conversion, does so only where a text is expected"

private typealias Value = (slug: String, json: String, words: String)

/// Values that hold a text without being it.
private func containers(of text: String, in name: String) -> [Value] {
    let lists: [Value] = [
        ("array", "[\"\(text)\"]", "the expected text alone in an array"),
        ("array-last", "[\"x\",\"\(text)\"]", "the expected text behind another in an array"),
        ("array-first", "[\"\(text)\",\"x\"]", "the expected text before another in an array"),
    ]
    return (name == "aud" ? [] : lists) + [
        ("nested", "[[\"\(text)\"]]", "the expected text in an array in an array"),
        ("member", "{\"\(text)\":true}", "an object with a member of that name"),
        ("index", "{\"0\":\"\(text)\"}", "an object with the expected text as member 0"),
        ("value", "{\"value\":\"\(text)\"}", "an object with the expected text as its value"),
        (
            "like-an-array", "{\"length\":1,\"0\":\"\(text)\"}",
            "an object that looks like an array of the expected text"
        ),
        ("true", "true", "equal to each text where types don't count"),
        ("zero", "0", "equal to each text that isn't a number, where types don't count"),
        ("object", "{}", "an object without members"), ("array-of-object", "[{}]", "an array of an object"),
    ]
}

/// Values that a conversion makes the same as a text of one digit.
private func spellings(of digit: String, in name: String) -> [Value] {
    let list: [Value] = name == "aud" ? [] : [("array", "[\"\(digit)\"]", "an array whose text is the digit")]
    return list + [
        ("number", digit, "a number"), ("fraction", "\(digit).0", "a number with a fraction of 0"),
        ("exponent", "\(digit)e0", "a number with an exponent"), ("true", "true", "the number in many languages"),
        ("array-of-number", "[\(digit)]", "an array of the number"),
    ]
}

private func group(
    _ forge: Forge,
    _ name: String,
    _ kind: String,
    expecting text: String,
    by expect: (inout VerificationPolicy, String) -> Void,
    _ check: Check,
    _ values: [Value]
) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/compared/\(name)-\(kind)", keepingPolicy: reason) {
        $0.now = nil
        expect(&$0, text)
    }
    group.accept(
        "plain",
        "\(name) is the expected text",
        try forge.claims("{\"\(name)\":\"\(text)\"}"),
        [check.requirement]
    )
    for value in values {
        group.reject(
            value.slug,
            "\(name) is \(value.json): \(value.words)",
            try forge.claims("{\"\(name)\":\(value.json)}"),
            check,
            .twin("plain"),
            cves: name == "iss" && value.slug.hasPrefix("array") ? ["CVE-2025-30144"] : []
        )
    }
    return group
}

/// A list of token IDs that holds the claim's text, but not the claim.
private func listed(
    _ forge: Forge,
    _ kind: String,
    _ text: String,
    _ adjust: (inout VerificationPolicy) -> Void
) throws -> GroupDefinition {
    var group = forge.claimsGroup("claims/compared/jti-\(kind)", keepingPolicy: reason) {
        $0.now = nil
        adjust(&$0)
    }
    group.accept(
        "plain",
        "another jti than the listed one",
        try forge.claims(#"{"jti":"token-0002"}"#),
        ["RFC7519#4.1.7-1"]
    )
    for (slug, json) in [
        ("array", "[\"\(text)\"]"), ("nested", "[[\"\(text)\"]]"), ("object", "{\"id\":\"\(text)\"}"), ("empty", "{}"),
        ("number", "1"), ("null", "null"), ("false", "false"),
    ] {
        group.reject(
            slug,
            "jti is \(json), which isn't in a list of texts",
            try forge.claims("{\"jti\":\(json)}"),
            .tokenIDType,
            .twin("plain")
        )
    }
    return group
}
