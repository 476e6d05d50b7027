import JWTConformance
import ReferenceJOSE

private let hs256 = #"{"alg":"HS256"}"#
private let octets = Array(Forge.payload.utf8)

/// `b64`, `enc` and `zip`, which aren't those of a JWS where they stand, or mean nothing to one.
func otherPlaces(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("serialization/places-other")
    func signature(_ protected: String, _ unprotected: String? = nil) throws -> Token.JSONSignature {
        try .init(protected, unprotected: unprotected, by: key, .hs256)
    }
    group.accept("plain", "alg alone", .flattened(try signature(hs256)), ["RFC7515#7.2.2-1"], payload: octets)
    for (slug, member) in [("b64", #""b64":false"#), ("enc", #""enc":"A128GCM""#), ("zip", #""zip":"DEF""#)] {
        group.accept(
            "\(slug)-beside-payload",
            "\(slug) beside the payload, where it's a member that nobody knows",
            .flattened(try signature(hs256), further: ",\(member)"),
            ["RFC7515#7.2.1-5"],
            payload: octets
        )
        group.accept(
            "\(slug)-in-payload",
            "\(slug) in the payload",
            try forge.hs256(hs256, #"{"sub":"alice",\#(member)}"#),
            ["RFC7515#4-3"]
        )
    }
    // RFC 7515 section 4 has a parameter ignored that isn't understood; zip is a JWE's.
    for (slug, summary, header, unprotected) in [
        (
            "zip", "zip in the header of a signed token, and a payload that nobody compressed",
            #"{"alg":"HS256","zip":"DEF"}"#, nil
        ),
        ("zip-unknown", "zip with a value that nobody knows", #"{"alg":"HS256","zip":"x-other"}"#, nil),
        ("zip-unprotected", "zip in the unprotected header", hs256, #"{"zip":"DEF"}"#),
    ] as [(String, String, String, String?)] {
        group.accept(slug, summary, .flattened(try signature(header, unprotected)), ["RFC7515#4-3"], payload: octets)
    }
    let deflated = Octets(base64url: "q1YqLk1SslJKzMlMTlWqBQA")?.bytes ?? []
    group.accept(
        "zip-compact",
        "zip in a compact token, and a payload that nobody compressed",
        try forge.hs256(#"{"alg":"HS256","zip":"DEF"}"#),
        ["RFC7515#4-3"]
    )
    group.accept(
        "zip-deflated",
        "zip in a compact token, and a payload of compressed octets: they come back as they are",
        try Token.compact(Array(#"{"alg":"HS256","zip":"DEF"}"#.utf8), deflated, by: key, .hs256),
        ["RFC7515#4-3"]
    )
    group.reject(
        "enc-unprotected",
        "enc in the unprotected header, which makes it a JWE's",
        .flattened(try signature(hs256, #"{"enc":"A128GCM"}"#)),
        .encrypted,
        .twin("plain"),
        rule: "RFC7516#9-2"
    )
    return group
}

/// Claims under `zip`: what is signed is what is read.
@Sendable func zipTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("hmac-a")
    var policy = VerificationPolicy(["HS256"])
    policy.subject = "alice"
    var group = GroupDefinition("header/zip", key: .init(ref: key.id), policy: policy, content: .claims)
    let header = #"{"alg":"HS256","zip":"DEF"}"#
    group.accept(
        "plain",
        "zip, and a claims set that nobody compressed",
        try forge.hs256(header, #"{"sub":"alice"}"#),
        ["RFC7515#4-3"]
    )
    // DEFLATE of the claims set of `plain`, in the form of RFC 1951, of zlib and of gzip.
    let compressed: [(String, String, String)] = [
        ("deflate", "DEFLATE", "q1YqLk1SslJKzMlMTlWqBQA"), ("zlib", "zlib", "eJyrViouTVKyUkrMyUxOVaoFACfPBQM"),
    ]
    for (slug, words, text) in compressed {
        group.reject(
            slug,
            "zip, and a claims set compressed by \(words): a JWS has no compression",
            try Token.compact(segments: header.base64url, text, by: key, .hs256),
            .jsonNUL,
            .unprovable("compressed octets aren't JSON in any encoding"),
            rule: "RFC7519#7.2-5"
        )
    }
    return Topic(path: "header/zip.json", title: "The zip parameter, which is a JWE's", groups: [group])
}
