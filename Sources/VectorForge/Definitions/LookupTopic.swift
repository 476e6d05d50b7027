import JWTConformance
import ReferenceJOSE

/// A `kid` is the attacker's text (RFC 8725 section 3.10): whatever it does to a look-up, it must not yield a secret.
@Sendable func lookupTopic(_ forge: Forge) throws -> Topic {
    let (first, second) = (try forge.key("hmac-a"), try forge.key("hmac-b"))
    var group = GroupDefinition(
        "attacks/lookup",
        key: .init(
            jwks: .object(["keys": .array([try first.jwk(with: ["kid": "k1"]), try second.jwk(with: ["kid": "k2"])])])
        ),
        policy: VerificationPolicy(["HS256"])
    )
    func token(_ kid: String, secret: String) throws -> Token {
        let input = "\(#"{"alg":"HS256","kid":\#(kid)}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
        return Token("\(input).\(try ForgeKey.mac(Array(input.utf8), secret: Array(secret.utf8)).base64url)")
    }
    group.accept(
        "plain",
        "the kid of one of two secrets",
        try Token.compact(#"{"alg":"HS256","kid":"k1"}"#, Forge.payload, by: first, .hs256),
        ["RFC7515#4.1.4-2"]
    )
    let kids: [(String, String, String, String)] = [
        ("unknown", "a kid that names no key, and an empty secret", #""k3""#, ""),
        ("unknown-null", "a kid that names no key, and the text null for a secret", #""k4""#, "null"),
        ("unknown-undefined", "a kid that names no key, and the text undefined for a secret", #""k5""#, "undefined"),
        ("unknown-none", "a kid that names no key, and the text None for a secret", #""k6""#, "None"),
        ("empty", "an empty kid, and an empty secret", #""""#, ""),
        ("device", "the path of an empty file, and what it holds", #""../../../../../../dev/null""#, ""),
        (
            "file", "the path of a file whose content everybody knows, and that for a secret",
            #""/proc/sys/kernel/randomize_va_space""#, "2\n"
        ),
        ("encoded-path", "a path with percent-encoded slashes", #""..%2f..%2f..%2fdev%2fnull""#, ""),
        ("windows-path", "a path with backslashes", #""..\\..\\..\\nul""#, ""),
        ("file-address", "the address of a file", #""file:///dev/null""#, ""),
        ("address", "an address that a look-up would fetch", #""https://192.0.2.1/key""#, ""),
        (
            "sql", "an SQL query that ends the look-up's and selects a secret", #""x' UNION SELECT 'secret'-- ""#,
            "secret"
        ),
        ("sql-always", "an SQL condition that always holds", #""x' OR '1'='1""#, ""),
        ("ldap", "a filter of LDAP that finds everything", #""*)(uid=*""#, ""),
        ("command", "a command behind a semicolon", #""k1;sleep 5""#, ""),
        ("pipe", "a command behind a bar", #""|id""#, ""),
        ("substitution", "a command to be substituted", #""$(sleep 5)""#, ""),
        ("jndi", "a look-up of JNDI, as a logger runs it", #""${jndi:ldap://192.0.2.1/a}""#, ""),
        ("template", "an expression of a template", #""{{7*7}}""#, ""),
        ("header-lines", "line breaks that begin a further header of HTTP", #""k1\r\nX-Evil: 1""#, ""),
        ("format", "a format of C's printf", #""%s%s%s%n""#, ""),
        ("prototype", "the name of an object's prototype", #""__proto__""#, "[object Object]"),
        (
            "constructor", "the name of an object's constructor", #""constructor""#,
            "function Object() { [native code] }"
        ),
        ("has-own-property", "the name of a method that every object has", #""hasOwnProperty""#, ""),
        ("index", "the index of a key in its array", #""0""#, ""),
        ("wildcard", "an asterisk", #""*""#, ""),
        ("line-separator", "U+2028 behind a kid that is there", #""k1\u2028""#, ""),
        ("list", "two kids with a comma", #""k1,k2""#, ""),
    ]
    for (slug, summary, kid, secret) in kids {
        group.reject(
            slug,
            summary,
            try token(kid, secret: secret),
            .keyFound,
            .twin("plain"),
            refs: ["RFC8725#3.10-1"],
            cves: slug == "unknown" ? ["CVE-2026-45363", "CVE-2026-44351"] : []
        )
    }
    group.reject(
        "long",
        "a kid of eight thousand letters",
        try token("\"\(String(repeating: "k", count: 8000))\"", secret: ""),
        .keyFound,
        .twin("plain"),
        refs: ["RFC8725#3.10-1"]
    )
    return Topic(
        path: "attacks/lookup.json",
        title: "A kid against the look-up of keys",
        groups: [group, try onlyPublicKeys(forge)]
    )
}

/// Secrets among public keys: a published set reveals them to everyone.
private func onlyPublicKeys(_ forge: Forge) throws -> GroupDefinition {
    let (rsa, secret) = (try forge.key("rsa-a"), try forge.key("hmac-a"))
    var group = GroupDefinition(
        "attacks/lookup-mixed",
        key: .init(refs: [rsa.id, secret.id]),
        policy: VerificationPolicy(["RS256"])
    )
    group.accept(
        "plain",
        "a set with a public key and a secret, and a token by the private key",
        try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: rsa, .rs256),
        ["RFC8725#3.1-1"]
    )
    group.reject(
        "secret",
        "a token by the set's secret, where RS256 alone is allowed",
        try forge.hs256(),
        .algAllowed,
        .twin("plain"),
        refs: ["RFC8725#3.1-2"]
    )
    return group
}
