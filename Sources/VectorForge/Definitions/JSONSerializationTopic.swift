import JWTConformance
import ReferenceJOSE

/// JSON serialization (RFC 7515 section 7.2).
@Sendable func jsonSerializationTopic(_ forge: Forge) throws -> Topic {
    let key = try forge.key("hmac-a")
    let payload = Forge.payload.base64url
    let octets = Array(Forge.payload.utf8)

    /// The members of one signature.
    func signature(
        _ header: String = #"{"alg":"HS256"}"#,
        unprotected: String? = nil,
        over payload: String = Forge.payload.base64url
    ) throws -> String {
        let protected = header.base64url
        let tag = try key.sign(Array("\(protected).\(payload)".utf8), .hs256).base64url
        let middle = unprotected.map { ",\"header\":\($0)" } ?? ""
        return "\"protected\":\"\(protected)\"\(middle),\"signature\":\"\(tag)\""
    }
    func flattened(_ members: String) -> Token { Token("{\"payload\":\"\(payload)\",\(members)}") }
    func general(_ signatures: String) -> Token { Token("{\"payload\":\"\(payload)\",\"signatures\":[\(signatures)]}") }

    let one = try signature()
    let bad = one.replacingSignature(by: [UInt8](repeating: 0, count: 32).base64url)
    var flat = forge.bytesGroup("serialization/flattened")
    flat.accept(
        "plain",
        "a payload, a protected header and a signature",
        flattened(one),
        ["RFC7515#7.2.2-1"],
        payload: octets
    )
    flat.accept(
        "unprotected-header",
        "parameters that the signature doesn't cover",
        flattened(try signature(unprotected: #"{"x-hint":1}"#)),
        ["RFC7515#7.2.1-7", "RFC7515#7.2.1-8"],
        payload: octets
    )
    flat.accept(
        "unknown-members",
        "members that nobody knows: they're ignored",
        flattened(one + #","x-unknown":{"a":1}"#),
        ["RFC7515#7.2.1-5"],
        payload: octets
    )
    flat.accept(
        "white-space",
        "white space between the members",
        Token(" {\n \"payload\" : \"\(payload)\" , \(one) }\n"),
        ["RFC7515#7.2.2-1", "RFC8259#2-2"],
        payload: octets
    )
    flat.reject("bad-signature", "a signature of zeros", flattened(bad), .signature, .twin("plain"))
    flat.reject(
        "overlap",
        "alg in the protected and in the unprotected header",
        flattened(try signature(unprotected: #"{"alg":"HS256"}"#)),
        .headersDisjoint,
        .twin("plain")
    )
    flat.reject(
        "overlap-other-value",
        "kid in both headers with different values",
        flattened(try signature(#"{"alg":"HS256","kid":"a"}"#, unprotected: #"{"kid":"b"}"#)),
        .headersDisjoint,
        .twin("plain")
    )
    flat.reject(
        "crit-unprotected",
        "crit in the unprotected header",
        flattened(try signature(#"{"alg":"HS256","x-unknown":1}"#, unprotected: #"{"crit":["x-unknown"]}"#)),
        .critProtected,
        .twin("plain")
    )
    flat.reject(
        "both-forms",
        "signature beside signatures: readers of the one form and of the other see different tokens",
        Token("{\"payload\":\"\(payload)\",\(one),\"signatures\":[{\(one)}]}"),
        .serializationForm,
        .twin("plain")
    )
    flat.reject(
        "duplicate-payload",
        "payload twice: readers that disagree see different tokens",
        Token("{\"payload\":\"\(#"{"sub":"mallory"}"#.base64url)\",\"payload\":\"\(payload)\",\(one)}"),
        .jsonDuplicateMember,
        .twin("plain"),
        rule: "RFC8259#4-1",
        level: .should
    )
    let broken: [(String, String, String)] = [
        (
            "no-signature", "no signature",
            "{\"payload\":\"\(payload)\",\"protected\":\"\(#"{"alg":"HS256"}"#.base64url)\"}"
        ),
        ("no-payload", "no payload, and a signature over none", "{\(try signature(over: ""))}"),
        (
            "no-header", "neither a protected nor an unprotected header",
            "{\"payload\":\"\(payload)\",\"signature\":\"AAAA\"}"
        ),
        (
            "payload-number", "payload is a number, and its digits are signed",
            "{\"payload\":1234,\(try signature(over: "1234"))}"
        ),
        ("payload-object", "payload is the claims set itself", "{\"payload\":\(Forge.payload),\(one)}"),
        (
            "signature-null", "signature is null",
            "{\"payload\":\"\(payload)\",\"protected\":\"\(#"{"alg":"HS256"}"#.base64url)\",\"signature\":null}"
        ),
        (
            "protected-object", "protected is an object",
            "{\"payload\":\"\(payload)\",\"protected\":{\"alg\":\"HS256\"},\"signature\":\"AAAA\"}"
        ),
        ("header-string", "header is base64url text", flattened(one.replacingHeader(#""eyJ4IjoxfQ""#)).text ?? ""),
        ("header-null", "header is null", flattened(one.replacingHeader("null")).text ?? ""),
        ("empty-object", "an object without members", "{}"),
    ]
    let rules = [
        "no-signature": "7.2.1-4", "signature-null": "7.2.1-4", "no-header": "3.2-1", "protected-object": "7.2.1-3",
        "header-string": "7.2.1-7", "header-null": "7.2.1-7",
    ]
    for (slug, summary, text) in broken {
        flat.reject(
            slug,
            summary,
            Token(text),
            .serializationMembers,
            .twin("plain"),
            rule: "RFC7515#\(rules[slug] ?? "7.2.1-1")"
        )
    }
    flat.reject(
        "compact-as-member",
        "a compact token as the name of a member, beside a forged payload",
        Token("{\"  \(try forge.hs256().text ?? "")\":\"\",\"payload\":\"\(#"{"sub":"mallory"}"#.base64url)\",\(one)}"),
        .signature,
        .twin("plain"),
        rule: "RFC8725bis#3.14-1",
        cves: ["CVE-2022-39227"]
    )

    var many = forge.bytesGroup("serialization/general")
    many.accept("one", "one signature", general("{\(one)}"), ["RFC7515#7.2.1-2", "RFC7515#5.2-6"], payload: octets)
    many.accept(
        "two",
        "two signatures that hold",
        general("{\(one)},{\(try signature(#"{"alg":"HS256","x":1}"#))}"),
        ["RFC7515#7.2.1-2", "RFC7515#5.2-7"],
        payload: octets
    )
    many.reject(
        "none",
        "no signature in the array: nothing was verified",
        general(""),
        .serializationSignatures,
        .twin("one"),
        rule: "RFC7515#5.2-6"
    )
    many.reject("bad", "one signature, of zeros", general("{\(bad)}"), .signature, .twin("one"))
    let room = "RFC 7515 section 5.2 leaves it to the application which signatures have to hold"
    many.either(
        "good-and-bad",
        "a signature that holds, then one that doesn't",
        general("{\(one)},{\(bad)}"),
        why: room,
        .everySignature,
        .twin("two"),
        rule: "RFC7515#5.2-7",
        payload: octets
    )
    many.either(
        "bad-and-good",
        "a signature that doesn't hold, then one that does",
        general("{\(bad)},{\(one)}"),
        why: room,
        .signature,
        .twin("two"),
        rule: "RFC7515#5.2-7",
        payload: octets
    )
    many.either(
        "good-and-unsecured",
        "a signature that holds, then one of alg none",
        general("{\(one)},{\"protected\":\"\(#"{"alg":"none"}"#.base64url)\",\"signature\":\"\"}"),
        why: room,
        .algNone,
        .twin("two"),
        rule: "RFC7515#5.2-7",
        payload: octets
    )
    for (slug, text) in [
        ("object", "{}"), ("null", "null"), ("string", "\"\""), ("array-of-numbers", "[1]"),
        ("array-of-null", "[null]"),
    ] {
        many.reject(
            "signatures-\(slug)",
            "signatures is \(text), no array of objects",
            Token("{\"payload\":\"\(payload)\",\"signatures\":\(text)}"),
            .serializationMembers,
            .twin("one"),
            rule: "RFC7515#7.2.1-2"
        )
    }

    var claims = forge.claimsGroup("serialization/jwt")
    claims.accept("compact", "a JWT in compact serialization", try forge.hs256(), ["RFC7519#1-1"])
    claims.reject(
        "flattened",
        "a claims set in flattened JSON serialization",
        flattened(one),
        .claimsCompact,
        .twin("compact")
    )
    claims.reject(
        "general",
        "a claims set in general JSON serialization",
        general("{\(one)}"),
        .claimsCompact,
        .twin("compact")
    )
    return Topic(
        path: "serialization/json.json",
        title: "JSON serialization",
        groups: [
            flat, many, claims, try unprotectedTypeGroup(forge), try unprotectedAlgorithmGroup(forge),
            try unprotectedKeyGroup(forge),
        ]
    )
}

extension String {
    /// The members of a signature with another signature.
    fileprivate func replacingSignature(by text: String) -> String {
        let marker = "\"signature\":\""
        guard let range = self.range(ofText: marker) else { return self }
        return "\(self[..<range])\(marker)\(text)\""
    }

    /// The members of a signature with this for an unprotected header.
    fileprivate func replacingHeader(_ text: String) -> String {
        "\"header\":\(text),\(self)"
    }

    private func range(ofText text: String) -> String.Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index }
            index = self.index(after: index)
        }
        return nil
    }
}
