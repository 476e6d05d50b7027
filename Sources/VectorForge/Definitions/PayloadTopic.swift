import JWTConformance
import ReferenceJOSE

/// Detached content (RFC 7515 appendix F) and the unencoded payload (RFC 7797).
@Sendable func payloadTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("hmac-a")
    let octets = Array(Forge.payload.utf8)
    let plain = try forge.hs256()
    var detached = forge.bytesGroup("serialization/detached")
    let stripped = Token("\(plain.segments[0])..\(plain.segments[2])")
    detached.accept(
        "plain",
        "an empty second segment and the payload apart",
        stripped,
        ["RFC7515#F-1"],
        detached: octets
    )
    detached.reject(
        "other-payload",
        "another payload apart than the one that was signed",
        stripped,
        .signature,
        .twin("plain"),
        rule: "RFC7515#F-1",
        detached: Array(#"{"sub":"mallory"}"#.utf8)
    )
    detached.reject(
        "no-payload",
        "an empty second segment and no payload apart",
        stripped,
        .signature,
        .twin("plain"),
        rule: "RFC7515#F-1"
    )
    detached.reject(
        "attached-as-well",
        "the payload in the token and another apart: readers that disagree take different ones",
        plain,
        .detachedPayload,
        .twin("plain"),
        detached: Array(#"{"sub":"mallory"}"#.utf8),
        level: .should
    )

    var unencoded = forge.bytesGroup("serialization/unencoded")
    let header = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
    func raw(_ header: String, _ payload: String, isDetached: Bool = false) throws -> Token {
        let tag = try key.sign(Array("\(header.base64url).\(payload)".utf8), .hs256).base64url
        return Token("\(header.base64url).\(isDetached ? "" : payload).\(tag)")
    }
    let text = "plain text"
    unencoded.accept(
        "detached",
        "an unencoded payload apart",
        try raw(header, Forge.payload, isDetached: true),
        ["RFC7797#5.1-1", "RFC7797#3-4"],
        detached: octets
    )
    unencoded.accept(
        "detached-period",
        "an unencoded payload with a period, apart",
        try raw(header, "$.02", isDetached: true),
        ["RFC7797#5.1-1"],
        detached: Array("$.02".utf8)
    )
    unencoded.accept(
        "detached-octets",
        "an unencoded payload that isn't UTF-8, apart",
        Token(
            "\(header.base64url)..\(try key.sign(Array("\(header.base64url).".utf8) + [0xFF, 0x00, 0x2E], .hs256).base64url)"
        ),
        ["RFC7797#5.1-1"],
        detached: [0xFF, 0x00, 0x2E]
    )
    unencoded.record(
        "inside",
        "an unencoded payload of printable ASCII inside a compact token",
        try raw(header, text),
        why: "RFC 7797 section 5.2 lets an application restrict it",
        ["RFC7797#5.2-2"],
        payload: Array(text.utf8)
    )
    unencoded.reject(
        "inside-period",
        "an unencoded payload with a period inside a compact token: four segments",
        try raw(header, "$.02"),
        .compactSegments,
        .unprovable("the period makes another segment"),
        rule: "RFC7797#5.2-1"
    )
    unencoded.reject(
        "inside-control",
        "an unencoded payload with a tab inside a compact token",
        try raw(header, "a\tb"),
        .b64Payload,
        .twin("detached")
    )
    unencoded.reject(
        "not-critical",
        "b64 false without crit: a verifier that doesn't know it decodes the payload",
        try raw(#"{"alg":"HS256","b64":false}"#, Forge.payload, isDetached: true),
        .b64Critical,
        .twin("detached"),
        detached: octets
    )
    for (slug, value) in [("string", "\"false\""), ("zero", "0"), ("null", "null")] {
        unencoded.reject(
            "b64-\(slug)",
            "b64 is \(value), neither true nor false",
            try forge.hs256(#"{"alg":"HS256","b64":\#(value),"crit":["b64"]}"#),
            .b64Boolean,
            .twin("true")
        )
    }
    unencoded.accept(
        "true",
        "b64 true: nothing changes",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64"]}"#),
        ["RFC7797#3-2"]
    )
    unencoded.reject(
        "encoded-all-the-same",
        "b64 false, and a signature over the encoded payload",
        try forge.hs256(header, Forge.payload).withEmptyPayload(),
        .signature,
        .twin("detached"),
        rule: "RFC7797#3-4",
        detached: octets
    )
    let members = "\"protected\":\"\(#"{"alg":"HS256"}"#.base64url)\",\"header\":{\"b64\":false}"
    let tag = try key.sign(Array("\(#"{"alg":"HS256"}"#.base64url).\(text)".utf8), .hs256).base64url
    unencoded.reject(
        "unprotected",
        "b64 false in the unprotected header",
        Token("{\"payload\":\"\(text)\",\(members),\"signature\":\"\(tag)\"}"),
        .b64Protected,
        .twin("flattened")
    )
    func entry(_ header: String, _ payload: String) throws -> String {
        let tag = try key.sign(Array("\(header.base64url).\(payload)".utf8), .hs256).base64url
        return "\"protected\":\"\(header.base64url)\",\"signature\":\"\(tag)\""
    }
    unencoded.accept(
        "flattened",
        "an unencoded payload in flattened JSON serialization",
        Token("{\"payload\":\"\(text)\",\(try entry(header, text))}"),
        ["RFC7797#5.3-1"],
        payload: Array(text.utf8)
    )
    unencoded.reject(
        "mixed",
        "two signatures, one over the payload as it is and one over it encoded",
        Token(
            "{\"payload\":\"cGxhaW4\",\"signatures\":[{\(try entry(header, "cGxhaW4"))},{\(try entry(#"{"alg":"HS256"}"#, "cGxhaW4"))}]}"
        ),
        .b64Same,
        .twin("flattened")
    )
    var claims = forge.claimsGroup("serialization/unencoded-jwt")
    claims.accept(
        "encoded",
        "a JWT with b64 true",
        try forge.hs256(#"{"alg":"HS256","b64":true,"crit":["b64"]}"#),
        ["RFC7797#7-1"]
    )
    claims.reject(
        "unencoded",
        "a JWT with b64 false",
        try raw(header, #"{"sub":"alice"}"#),
        .b64Claims,
        .twin("encoded")
    )
    return Topic(
        path: "serialization/payload.json",
        title: "Detached and unencoded payloads",
        groups: [detached, unencoded, claims]
    )
}

extension Token {
    /// The token with an empty second segment.
    fileprivate func withEmptyPayload() -> Token {
        Token("\(segments[0])..\(segments[2])")
    }
}
