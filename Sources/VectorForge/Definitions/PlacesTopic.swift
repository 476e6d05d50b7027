import JWTConformance
import ReferenceJOSE

/// Where a header parameter stands: each that decides something, in every wrong place.
@Sendable func placesTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "serialization/places.json",
        title: "Header parameters in the wrong place",
        groups: [
            try algorithmPlaces(forge), try keyPlaces(forge), try typePlaces(forge), try criticalPlaces(forge),
            try otherPlaces(forge),
        ]
    )
}

private let hs256 = #"{"alg":"HS256"}"#
private let octets = Array(Forge.payload.utf8)

private func algorithmPlaces(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("serialization/places-alg")
    func signed(
        _ protected: String?,
        _ unprotected: String? = nil,
        _ algorithm: Algorithm = .hs256
    ) throws -> Token.JSONSignature {
        try .init(protected, unprotected: unprotected, by: key, algorithm)
    }
    group.accept(
        "plain",
        "alg in the protected header",
        .flattened(try signed(hs256)),
        ["RFC7515#4.1.1-1"],
        payload: octets
    )
    group.accept(
        "beside-payload",
        "alg none beside the payload, where it's a member that nobody knows",
        .flattened(try signed(hs256), further: #","alg":"none""#),
        ["RFC7515#7.2.1-5"],
        payload: octets
    )
    group.accept(
        "in-payload",
        "alg none in the payload",
        try forge.hs256(hs256, #"{"sub":"alice","alg":"none","crit":["x-unknown"],"b64":false,"enc":"A128GCM"}"#),
        ["RFC7515#4.1.1-1"]
    )
    group.reject(
        "right-unprotected",
        "alg HS512 in the protected header, HS256 in the other, and a MAC by HS256",
        .flattened(try signed(#"{"alg":"HS512"}"#, hs256)),
        .headersDisjoint,
        .twin("plain"),
        refs: ["RFC7515#10.7-1"]
    )
    group.reject(
        "none-unprotected",
        "alg HS256 in the protected header, none in the other, and no MAC",
        .flattened(.init(hs256.base64url, #"{"alg":"none"}"#, "")),
        .headersDisjoint,
        .unprovable("without a MAC it isn't accepted under the protected alg either"),
        refs: ["RFC7515#10.7-1"]
    )
    group.reject(
        "none-protected",
        "alg none in the protected header, HS256 in the other, and a MAC by HS256",
        .flattened(try signed(#"{"alg":"none"}"#, hs256)),
        .headersDisjoint,
        .twin("plain")
    )
    group.reject(
        "right-beside-payload",
        "alg HS512 in the protected header, HS256 beside the payload, and a MAC by HS256",
        .flattened(try signed(#"{"alg":"HS512"}"#), further: #","alg":"HS256""#),
        .algAllowed,
        .twin("plain")
    )
    group.reject(
        "only-beside-payload",
        "alg beside the payload alone",
        .flattened(try signed(#"{"x":1}"#), further: #","alg":"HS256""#),
        .algPresent,
        .twin("plain")
    )
    group.reject(
        "only-in-payload",
        "alg in the payload alone",
        try forge.hs256(#"{"x":1}"#, #"{"sub":"alice","alg":"HS256"}"#),
        .algPresent,
        .twin("plain")
    )
    group.reject(
        "right-in-payload",
        "alg HS512 in the header, HS256 in the payload, and a MAC by HS256",
        try forge.hs256(#"{"alg":"HS512"}"#, #"{"sub":"alice","alg":"HS256"}"#),
        .algAllowed,
        .twin("plain")
    )
    group.reject(
        "only-in-the-first",
        "two signatures by HS256, of which the second has no alg",
        .general([try signed(hs256), try signed(#"{"x":1}"#)]),
        .algPresent,
        .twin("plain"),
        rule: "RFC7515#5.2-7"
    )
    group.reject(
        "only-in-the-last",
        "two signatures by HS256, of which the first has no alg",
        .general([try signed(#"{"x":1}"#), try signed(hs256)]),
        .algPresent,
        .twin("plain")
    )
    group.reject(
        "other-in-the-last",
        "two signatures by HS256, of which the second says HS512",
        .general([try signed(hs256), try signed(#"{"alg":"HS512"}"#)]),
        .algAllowed,
        .twin("plain"),
        rule: "RFC7515#5.2-7"
    )
    return group
}

private func keyPlaces(_ forge: Forge) throws -> GroupDefinition {
    let (one, two) = (try forge.key("hmac-a"), try forge.key("hmac-b"))
    var group = GroupDefinition(
        "serialization/places-kid",
        key: .init(jwks: ["keys": [try one.jwk(with: ["kid": "k1"]), try two.jwk(with: ["kid": "k2"])]]),
        policy: VerificationPolicy(["HS256"])
    )
    func header(_ kid: String) -> String { #"{"alg":"HS256","kid":"\#(kid)"}"# }
    func compact(_ kid: String, _ claimed: String, by key: ForgeKey) throws -> Token {
        try Token.compact(header(kid), #"{"sub":"alice","kid":"\#(claimed)"}"#, by: key, .hs256)
    }
    func flattened(
        _ protected: String,
        _ unprotected: String? = nil,
        by key: ForgeKey,
        further: String = ""
    ) throws -> Token {
        .flattened(try .init(protected, unprotected: unprotected, by: key, .hs256), further: further)
    }
    group.accept(
        "plain",
        "kid in the protected header",
        try flattened(header("k1"), by: one),
        ["RFC7515#4.1.4-2"],
        payload: octets
    )
    group.accept(
        "unprotected",
        "kid in the unprotected header",
        try flattened(hs256, #"{"kid":"k2"}"#, by: two),
        ["RFC7515#7.2.1-7"],
        payload: octets
    )
    group.accept(
        "other-in-payload",
        "the right kid in the header, and another key's in the payload",
        try compact("k2", "k1", by: two),
        ["RFC7515#4.1.4-2"]
    )
    group.accept(
        "other-beside-payload",
        "the right kid in the header, and another key's beside the payload",
        try flattened(header("k2"), by: two, further: #","kid":"k1""#),
        ["RFC7515#7.2.1-5"],
        payload: octets
    )
    group.reject(
        "right-in-payload",
        "another key's kid in the header, and the right one in the payload",
        try compact("k1", "k2", by: two),
        .signature,
        .twin("plain"),
        refs: ["RFC7515#4.1.4-2"]
    )
    group.reject(
        "right-beside-payload",
        "another key's kid in the header, and the right one beside the payload",
        try flattened(header("k1"), by: two, further: #","kid":"k2""#),
        .signature,
        .twin("plain")
    )
    group.reject(
        "other-unprotected",
        "another key's kid in the unprotected header",
        try flattened(hs256, #"{"kid":"k1"}"#, by: two),
        .signature,
        .twin("plain")
    )
    group.reject(
        "unknown-unprotected",
        "a kid in the unprotected header that no key has",
        try flattened(hs256, #"{"kid":"k3"}"#, by: two),
        .keyFound,
        .twin("plain")
    )
    group.reject(
        "both",
        "another key's kid in the protected header, and the right one in the other",
        try flattened(header("k1"), #"{"kid":"k2"}"#, by: two),
        .headersDisjoint,
        .twin("plain")
    )
    func signature(_ kid: String, by key: ForgeKey) throws -> Token.JSONSignature {
        try .init(header(kid), by: key, .hs256)
    }
    group.accept(
        "two",
        "two signatures, each with the kid of its key",
        .general([try signature("k1", by: one), try signature("k2", by: two)]),
        ["RFC7515#7.2.1-1"],
        payload: octets
    )
    group.reject(
        "two-by-the-first",
        "two signatures by the first key, of which the second names the other",
        .general([try signature("k1", by: one), try signature("k2", by: one)]),
        .everySignature,
        .twin("two")
    )
    group.reject(
        "two-by-the-last",
        "two signatures by the second key, of which the first names the other",
        .general([try signature("k1", by: two), try signature("k2", by: two)]),
        .signature,
        .twin("two")
    )
    return group
}

private func typePlaces(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var policy = VerificationPolicy(["HS256"])
    policy.type = "x-record"
    var group = GroupDefinition("serialization/places-typ", key: .init(ref: key.id), policy: policy)
    let right = #"{"alg":"HS256","typ":"x-record"}"#
    func signature(_ protected: String, _ unprotected: String? = nil) throws -> Token.JSONSignature {
        try .init(protected, unprotected: unprotected, by: key, .hs256)
    }
    group.accept(
        "plain",
        "typ in the protected header",
        .flattened(try signature(right)),
        ["RFC8725#3.11-1"],
        payload: octets
    )
    group.accept(
        "two",
        "two signatures, each with the typ",
        .general([try signature(right), try signature(#"{"typ":"x-record","alg":"HS256"}"#)]),
        ["RFC8725#3.11-1"],
        payload: octets
    )
    group.accept(
        "other-in-payload",
        "the right typ in the header, and another in the payload",
        try forge.hs256(right, #"{"sub":"alice","typ":"x-other"}"#),
        ["RFC8725#3.11-1"]
    )
    group.accept(
        "other-beside-payload",
        "the right typ in the header, and another beside the payload",
        .flattened(try signature(right), further: #","typ":"x-other""#),
        ["RFC7515#7.2.1-5"],
        payload: octets
    )
    let refused: [(String, String, Token)] = [
        ("in-payload", "typ in the payload alone", try forge.hs256(hs256, #"{"sub":"alice","typ":"x-record"}"#)),
        ("in-cty", "the right type for cty", try forge.hs256(#"{"alg":"HS256","cty":"x-record"}"#)),
        (
            "beside-payload", "typ beside the payload alone",
            .flattened(try signature(hs256), further: #","typ":"x-record""#)
        ),
        (
            "right-in-payload", "another typ in the header, and the right one in the payload",
            try forge.hs256(#"{"alg":"HS256","typ":"x-other"}"#, #"{"sub":"alice","typ":"x-record"}"#)
        ),
        (
            "only-in-the-first", "two signatures, of which the second has no typ",
            .general([try signature(right), try signature(hs256)])
        ),
        (
            "only-in-the-last", "two signatures, of which the first has no typ",
            .general([try signature(hs256), try signature(right)])
        ),
    ]
    for (slug, summary, token) in refused {
        group.reject(slug, summary, token, .typ, .twin("plain"), level: .bcp)
    }
    return group
}

private func criticalPlaces(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var policy = VerificationPolicy(["HS256"])
    policy.understoodCritical = ["x-known"]
    var group = GroupDefinition("serialization/places-crit", key: .init(ref: key.id), policy: policy)
    let known = #"{"alg":"HS256","crit":["x-known"],"x-known":1}"#
    let unknown = #"{"alg":"HS256","crit":["x-unknown"],"x-unknown":1}"#
    func signature(_ protected: String, _ unprotected: String? = nil) throws -> Token.JSONSignature {
        try .init(protected, unprotected: unprotected, by: key, .hs256)
    }
    group.accept(
        "plain",
        "crit in the protected header",
        .flattened(try signature(known)),
        ["RFC7515#4.1.11-8"],
        payload: octets
    )
    group.accept(
        "named-unprotected",
        "crit in the protected header, which names a parameter of the unprotected one",
        .flattened(try signature(#"{"alg":"HS256","crit":["x-known"]}"#, #"{"x-known":1}"#)),
        ["RFC7515#4.1.11-5"],
        payload: octets,
        level: .info
    )
    group.accept(
        "unknown-in-payload",
        "crit in the payload, which names what nobody knows",
        try forge.hs256(hs256, #"{"sub":"alice","crit":["x-unknown"],"x-unknown":1}"#),
        ["RFC7515#4.1.11-7"]
    )
    group.accept(
        "unknown-beside-payload",
        "crit beside the payload, which names what nobody knows",
        .flattened(try signature(hs256), further: #","crit":["x-unknown"],"x-unknown":1"#),
        ["RFC7515#7.2.1-5"],
        payload: octets
    )
    group.reject(
        "known-unprotected",
        "crit in the unprotected header, which names what is understood",
        .flattened(try signature(#"{"alg":"HS256","x-known":1}"#, #"{"crit":["x-known"]}"#)),
        .critProtected,
        .twin("plain")
    )
    group.reject(
        "known-all-unprotected",
        "crit and what it names, which is understood, in the unprotected header",
        .flattened(try signature(hs256, #"{"crit":["x-known"],"x-known":1}"#)),
        .critProtected,
        .twin("plain")
    )
    let refused: [(String, String, Token)] = [
        ("unknown", "crit in the protected header, which names what nobody knows", .flattened(try signature(unknown))),
        (
            "known-in-payload", "an unknown name in the header's crit, and a known one in the payload's",
            try forge.hs256(unknown, #"{"sub":"alice","crit":["x-known"],"x-known":1}"#)
        ),
        (
            "known-beside-payload", "an unknown name in the header's crit, and a known one beside the payload",
            .flattened(try signature(unknown), further: #","crit":["x-known"],"x-known":1"#)
        ),
        (
            "unknown-in-the-last", "two signatures, of which the second's crit names what nobody knows",
            .general([try signature(known), try signature(unknown)])
        ),
        (
            "unknown-in-the-first", "two signatures, of which the first's crit names what nobody knows",
            .general([try signature(unknown), try signature(known)])
        ),
        (
            "unknown-first", "crit names what nobody knows, and then what is understood",
            try forge.hs256(#"{"alg":"HS256","crit":["x-unknown","x-known"],"x-unknown":1,"x-known":1}"#)
        ),
        (
            "unknown-last", "crit names what is understood, and then what nobody knows",
            try forge.hs256(#"{"alg":"HS256","crit":["x-known","x-unknown"],"x-unknown":1,"x-known":1}"#)
        ),
    ]
    for (slug, summary, token) in refused {
        group.reject(slug, summary, token, .critUnderstood, .twin("plain"))
    }
    return group
}
