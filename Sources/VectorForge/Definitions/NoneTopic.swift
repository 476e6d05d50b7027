import JWTConformance
import ReferenceJOSE

/// Unsecured tokens where a signature is expected (RFC 8725 section 3.2).
@Sendable func noneTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    for algorithm in [Algorithm.hs256, .rs256, .es256, .edDSA] {
        let name = algorithm.rawValue
        let key = try forge.key(for: algorithm)
        var policy = VerificationPolicy([name])
        policy.now = Forge.now
        var group = GroupDefinition(
            "attacks/none/\(name.lowercased())",
            key: .init(ref: key.id),
            policy: policy,
            content: .claims
        )
        let plain = try Token.compact(#"{"alg":"\#(name)"}"#, Forge.claims, by: key, algorithm)
        group.accept("plain", "a signed token", plain, ["RFC8725#3.1-1", "RFC7515#5.2-5"])
        let segments = Forge.claims.base64url
        func unsecured(_ alg: String, _ signature: String = "") -> Token {
            Token("\("{\"alg\":\"\(alg)\"}".base64url).\(segments).\(signature)")
        }
        group.reject(
            "empty",
            "alg none and no signature",
            unsecured("none"),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-1", "RFC7518#3.6-3"],
            cves: ["CVE-2026-28802", "CVE-2015-9235"]
        )
        group.reject(
            "junk-signature",
            "alg none and a signature of other octets",
            unsecured("none", "AAAA"),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-2"]
        )
        group.reject(
            "old-signature",
            "alg none and the signature of a signed token",
            unsecured("none", plain.segments[2]),
            .algNone,
            .twin("plain"),
            refs: ["RFC7518#3.6-2"]
        )
        if algorithm == .hs256 {
            for spelling in ["None", "NONE", "nOnE"] {
                group.reject(
                    "spelled-\(spelling == "None" ? "capitalised" : spelling == "NONE" ? "capitals" : "mixed")",
                    "alg \(spelling): not a name of RFC 7518, and a way around a list of what is forbidden",
                    unsecured(spelling),
                    .algNone,
                    .twin("plain"),
                    refs: ["RFC7518#3.6-4", "RFC8725bis#3.1-1"]
                )
            }
            let others: [(String, String, String)] = [
                ("space-behind", "a space behind none", "none "), ("space-before", "a space before none", " none"),
                ("tab-behind", "a tab behind none", #"none\t"#),
                ("homoglyph", "a Cyrillic letter in none", "n\u{043E}ne"),
                ("fullwidth", "fullwidth letters", "ｎｏｎｅ"), ("empty-name", "an empty alg and no signature", ""),
            ]
            for (slug, summary, alg) in others {
                group.reject(
                    "spelled-\(slug)",
                    summary,
                    unsecured(alg),
                    .algExact,
                    .twin("plain"),
                    refs: ["RFC7518#3.6-4"]
                )
            }
            group.reject(
                "no-alg",
                "no alg and no signature",
                Token("\(#"{"typ":"JWT"}"#.base64url).\(segments)."),
                .algPresent,
                .twin("plain")
            )
        }
        groups.append(group)
    }
    var open = VerificationPolicy(["HS256"])
    open.algorithms = .implementationDefault
    open.now = Forge.now
    var keyless = GroupDefinition("attacks/none/no-key", key: .init(), policy: open, content: .claims)
    keyless.reject(
        "empty",
        "alg none where the application has no key and pins nothing",
        Token("\(#"{"alg":"none"}"#.base64url).\(Forge.claims.base64url)."),
        .algNone,
        .twin("attacks/none/hs256/plain"),
        refs: ["RFC7518#3.6-1"],
        cves: ["CVE-2022-23540"]
    )
    groups.append(keyless)
    return Topic(path: "attacks/none.json", title: "Unsecured tokens", groups: groups)
}
