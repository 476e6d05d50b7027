import JWTConformance
import ReferenceJOSE

/// A typ that the signature doesn't cover isn't explicit typing (RFC 8725 section 3.11).
func unprotectedTypeGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    let payload = Forge.payload.base64url
    func flattened(_ header: String, unprotected: String) throws -> Token {
        let tag = try key.sign(Array("\(header.base64url).\(payload)".utf8), .hs256).base64url
        return Token(
            "{\"payload\":\"\(payload)\",\"protected\":\"\(header.base64url)\",\"header\":\(unprotected),\"signature\":\"\(tag)\"}"
        )
    }
    var policy = VerificationPolicy(["HS256"])
    policy.type = "x-record"
    var group = GroupDefinition("serialization/unprotected-typ", key: .init(ref: key.id), policy: policy)
    group.accept(
        "protected",
        "the demanded typ in the protected header",
        try flattened(#"{"alg":"HS256","typ":"x-record"}"#, unprotected: "{}"),
        ["RFC8725#3.11-1"],
        payload: Array(Forge.payload.utf8)
    )
    group.reject(
        "unprotected",
        "the demanded typ in the unprotected header, which anybody can change",
        try flattened(#"{"alg":"HS256"}"#, unprotected: #"{"typ":"x-record"}"#),
        .typ,
        .twin("protected"),
        level: .bcp
    )
    return group
}

/// An unprotected header that names another algorithm than the key's (RFC 7515 section 10.7).
func unprotectedAlgorithmGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    let payload = Forge.payload.base64url
    let tag = try key.sign(Array(".\(payload)".utf8), .hs256).base64url
    var group = forge.bytesGroup("serialization/unprotected-alg")
    group.accept(
        "only-unprotected",
        "alg in the unprotected header alone: the content is signed, the header isn't",
        Token("{\"payload\":\"\(payload)\",\"header\":{\"alg\":\"HS256\"},\"signature\":\"\(tag)\"}"),
        ["RFC7515#7.2.1-6"],
        payload: Array(Forge.payload.utf8)
    )
    group.reject(
        "other",
        "alg HS512 in the unprotected header alone, which the policy doesn't allow",
        Token(
            "{\"payload\":\"\(payload)\",\"header\":{\"alg\":\"HS512\"},\"signature\":\"\(try key.sign(Array(".\(payload)".utf8), .hs512).base64url)\"}"
        ),
        .algAllowed,
        .twin("only-unprotected"),
        refs: ["RFC7515#10.7-1"]
    )
    group.reject(
        "none",
        "alg none in the unprotected header alone",
        Token("{\"payload\":\"\(payload)\",\"header\":{\"alg\":\"none\"},\"signature\":\"\"}"),
        .algNone,
        .twin("only-unprotected"),
        refs: ["RFC7515#10.7-1"]
    )
    return group
}

/// An unprotected header that speaks of keys: anybody can change it (RFC 8725 section 3.10).
func unprotectedKeyGroup(_ forge: Forge) throws -> GroupDefinition {
    let (trusted, attacker) = (try forge.key("p256-a"), try forge.key("p256-b"))
    let payload = Forge.payload.base64url
    let header = #"{"alg":"ES256"}"#.base64url
    func token(_ unprotected: String, by key: ForgeKey) throws -> Token {
        let tag = try key.sign(Array("\(header).\(payload)".utf8), .es256).base64url
        return Token(
            "{\"payload\":\"\(payload)\",\"protected\":\"\(header)\",\"header\":\(unprotected),\"signature\":\"\(tag)\"}"
        )
    }
    var group = GroupDefinition(
        "serialization/unprotected-key",
        key: .init(ref: trusted.id),
        policy: VerificationPolicy(["ES256"])
    )
    group.accept(
        "kid",
        "a kid in the unprotected header, where the trusted key has none",
        try token(#"{"kid":"k1"}"#, by: trusted),
        ["RFC7515#7.2.1-7"],
        payload: Array(Forge.payload.utf8)
    )
    group.accept(
        "trusted-jwk",
        "the trusted key in the unprotected header",
        try token(#"{"jwk":\#(JSONValue.text(trusted.record.verification))}"#, by: trusted),
        ["RFC7515#4.1.3-1"],
        payload: Array(Forge.payload.utf8)
    )
    group.reject(
        "jwk",
        "the attacker's key in the unprotected header, and a signature by it",
        try token(#"{"jwk":\#(JSONValue.text(attacker.record.verification))}"#, by: attacker),
        .keyEmbedded,
        .twin("trusted-jwk"),
        refs: ["RFC8725#3.10-1"],
        cves: ["CVE-2018-0114"]
    )
    group.reject(
        "x5c",
        "the attacker's own certificate in the unprotected header, and a signature by its key",
        try token(#"{"x5c":["\#(Certificates.second)"]}"#, by: attacker),
        .keyCertificate,
        .twin("trusted-jwk"),
        refs: ["RFC8725#3.10-1"]
    )
    return group
}
