import JWTConformance
import ReferenceJOSE

/// Members of JSON serialization on another level, and signatures in another shape, than RFC 7515 section 7.2.1 gives them.
@Sendable func jsonLevelsTopic(_ forge: Forge) throws -> Topic {
    var group = forge.bytesGroup("serialization/levels")
    let key = try forge.key("hmac-a")
    let (own, other) = (Forge.payload.base64url, #"{"sub":"mallory"}"#.base64url)
    let octets = Array(Forge.payload.utf8)
    func signed(_ payload: String, _ header: String = #"{"alg":"HS256"}"#) throws -> String {
        try Token.JSONSignature(header, over: payload, by: key, .hs256).members
    }
    func general(_ signature: String, payload: String? = other) -> Token {
        Token("{\(payload.map { "\"payload\":\"\($0)\"," } ?? "")\"signatures\":[{\(signature)}]}")
    }
    let one = try signed(own)
    group.accept(
        "plain",
        "one signature, every member on its level",
        general(one, payload: own),
        ["RFC7515#7.2.1-2"],
        payload: octets
    )
    let misplaced: [(slug: String, words: String, token: Token)] = [
        ("signature", "beside the signature", general("\"payload\":\"\(own)\",\(one)")),
        ("signature-behind", "behind the signature", general("\(one),\"payload\":\"\(own)\"")),
        (
            "unprotected", "in the unprotected header",
            general(
                try Token.JSONSignature(
                    #"{"alg":"HS256"}"#,
                    unprotected: "{\"payload\":\"\(own)\"}",
                    over: own,
                    by: key,
                    .hs256
                ).members
            )
        ),
        (
            "member", "in a member that nobody knows",
            Token("{\"payload\":\"\(other)\",\"x\":{\"payload\":\"\(own)\"},\"signatures\":[{\(one)}]}")
        ),
    ]
    for (slug, words, token) in misplaced {
        group.reject(
            "payload-\(slug)",
            "the payload that was signed stands \(words), and another in its place",
            token,
            .signature,
            .twin("plain")
        )
    }
    group.reject(
        "payload-missing",
        "the payload beside the signature, and none in its place",
        general("\"payload\":\"\(own)\",\(one)", payload: nil),
        .serializationMembers,
        .unprovable("without a payload in its place, the signature covers another")
    )
    group.record(
        "payload-decoy",
        "another payload beside the signature, and the signed one in its place",
        general("\"payload\":\"\(other)\",\(one)", payload: own),
        why:
            "RFC 7515 section 7.2.1 has unknown members ignored, and a reader may refuse a known one on the wrong level",
        ["RFC7515#7.2.1-2"],
        payload: octets
    )
    let bare = try signed(own, #"{"typ":"JOSE"}"#)
    for (slug, words, token) in [
        ("signature", "beside the signature", general("\"alg\":\"HS256\",\(bare)", payload: own)),
        (
            "top", "beside the signatures",
            Token("{\"alg\":\"HS256\",\"payload\":\"\(own)\",\"signatures\":[{\(bare)}]}")
        ),
        ("flattened", "beside the payload", Token("{\"alg\":\"HS256\",\"payload\":\"\(own)\",\(bare)}")),
    ] {
        group.reject("alg-\(slug)", "alg \(words), and in no header", token, .algPresent, .twin("plain"))
    }
    for (slug, words, text) in [
        ("object", "the one signature, without an array", "{\(one)}"),
        ("keyed", "an object with the signature under 0", "{\"0\":{\(one)}}"),
        ("length", "an object that looks like an array", "{\"0\":{\(one)},\"length\":1}"),
        ("nested", "an array in an array", "[[{\(one)}]]"),
        ("text", "the text of an array", "\"[{\(one.replacing("\"", with: "\\\""))}]\""),
    ] {
        group.reject(
            "shape-\(slug)",
            "signatures is \(words)",
            Token("{\"payload\":\"\(own)\",\"signatures\":\(text)}"),
            .serializationMembers,
            .twin("plain"),
            rule: "RFC7515#7.2.1-2"
        )
    }
    return Topic(
        path: "serialization/levels.json",
        title: "Members of JSON serialization on other levels",
        groups: [group]
    )
}
