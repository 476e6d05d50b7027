import JWTConformance
import ReferenceJOSE

/// OAuth 2.0 access tokens under a complete policy (RFC 9068 sections 2 and 4).
@Sendable func accessTokenClaimsTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("rsa-a")
    var policy = VerificationPolicy(["RS256"])
    policy.now = Forge.now
    policy.issuer = Forge.issuer
    policy.audience = "https://api.example"
    policy.type = "at+jwt"
    policy.requiredClaims = ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"]
    var group = GroupDefinition(
        "claims/access-token",
        key: .init(ref: key.id),
        policy: policy,
        content: .claims,
        keepingPolicy: "RFC 9068 section 4 asks all of a resource server"
    )
    let members: [(name: String, value: String)] = [
        ("aud", "\"https://api.example\""), ("client_id", "\"client-1\""), ("exp", "1767229200"),
        ("iat", "1767225500"), ("iss", "\"https://issuer.example\""), ("jti", "\"id-1\""), ("sub", "\"alice\""),
    ]
    /// The claims set with one member changed, or left out.
    func claims(_ name: String = "", _ value: String? = nil) -> String {
        let pairs = members.compactMap { member -> String? in
            guard member.name == name else { return "\"\(member.name)\":\(member.value)" }
            return value.map { "\"\(member.name)\":\($0)" }
        }
        return "{\(pairs.joined(separator: ","))}"
    }
    func token(_ claims: String, typ: String? = "at+jwt", by signer: String = "rsa-a") throws -> Token {
        let parameter = typ.map { ",\"typ\":\"\($0)\"" } ?? ""
        // White space is added until the signature is below the trusted modulus: its range isn't the point here.
        for spaces in 0..<64 {
            let header = "{\"alg\":\"RS256\"\(parameter)\(String(repeating: " ", count: spaces))}"
            let token = try Token.compact(header, claims, by: forge.key(signer), .rs256)
            if token.signature[0] < 0x80 { return token }
        }
        throw ForgeError("no signature is below the trusted modulus")
    }
    group.accept(
        "plain",
        "an access token with everything that RFC 9068 wants",
        try token(claims()),
        ["RFC9068#2.2-1", "RFC9068#2.1-2", "RFC9068#4-2"]
    )
    for (slug, typ) in [("prefixed", "application/at+jwt"), ("capitals", "AT+JWT")] {
        group.accept(
            "typ-\(slug)",
            "an access token whose typ is \(typ)",
            try token(claims(), typ: typ),
            ["RFC9068#4-1"]
        )
    }
    for member in members {
        group.reject(
            "no-\(member.name.translated("_", "-"))",
            "an access token without \(member.name)",
            try token(claims(member.name)),
            .requiredClaims,
            .twin("plain"),
            rule: "RFC9068#2.2-1",
            cves: ["CVE-2026-45069"]
        )
    }
    for (slug, summary, typ) in [
        ("jwt", "an ID Token by the same issuer and key, with the claims of an access token", "JWT"),
        ("logout", "a logout token's typ", "logout+jwt"), ("dpop", "a DPoP proof's typ", "dpop+jwt"),
    ] {
        group.reject(
            "typ-\(slug)",
            summary,
            try token(claims(), typ: typ),
            .typ,
            .twin("plain"),
            rule: "RFC9068#4-1",
            refs: ["RFC8725#3.12-1"]
        )
    }
    group.reject(
        "typ-missing",
        "a token without typ where access tokens are expected",
        try token(claims(), typ: nil),
        .typ,
        .twin("plain"),
        rule: "RFC9068#4-1",
        refs: ["RFC8725#3.12-1"]
    )
    let changes: [(String, String, String, String, Check)] = [
        ("other-issuer", "another authorization server", "iss", "\"https://evil.example\"", .issuer),
        (
            "issuer-slash", "the authorization server with a slash behind it", "iss", "\"https://issuer.example/\"",
            .issuer
        ),
        ("other-audience", "another resource server", "aud", "\"https://other.example\"", .audience),
        ("client-audience", "the client for an audience, as in an ID Token", "aud", "\"client-1\"", .audience),
        ("expired", "an exp that is now", "exp", "1767225600", .expired),
    ]
    for (slug, summary, name, value, check) in changes {
        group.reject(slug, summary, try token(claims(name, value)), check, .twin("plain"), rule: "RFC9068#4-2")
    }
    group.reject(
        "other-key",
        "a signature by a key that isn't the authorization server's",
        try token(claims(), by: "rsa-b"),
        .signature,
        .twin("plain"),
        rule: "RFC9068#4-2"
    )
    group.reject(
        "unsecured",
        "an access token under alg none",
        Token("\("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".base64url).\(claims().base64url)."),
        .algNone,
        .twin("plain"),
        rule: "RFC9068#2.1-1"
    )
    return Topic(path: "claims/access-token.json", title: "OAuth 2.0 access tokens", groups: [group])
}
