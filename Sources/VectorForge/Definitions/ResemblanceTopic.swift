import JWTConformance
import ReferenceJOSE

/// Texts that resemble an expected one, for everything that is compared: no two different texts are the same (RFC 7515
/// section 5.3, RFC 7519 section 7.3).
@Sendable func resemblanceTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "claims/resemblance.json",
        title: "Texts that resemble an expected one",
        groups: try Compared.allCases.flatMap { compared in
            try [compared.group(forge), compared.accented(forge)].compactMap(\.self)
        } + [numbers(forge)]
    )
}

/// How a text resembles another.
private struct Resemblance: Sendable {
    let slug: String
    let words: String
    let change: @Sendable (String) -> String

    init(_ slug: String, _ words: String, _ change: @escaping @Sendable (String) -> String) {
        (self.slug, self.words, self.change) = (slug, words, change)
    }

    static let all: [Resemblance] = [
        .init("prefix", "its first letters") { String($0.dropLast(3)) },
        .init("longer", "a letter more behind it") { $0 + "x" },
        .init("suffix", "its last letters") { String($0.dropFirst(3)) },
        .init("longer-in-front", "a letter more before it") { "x" + $0 },
        .init("substring", "letters from its middle") { String($0.dropFirst(3).dropLast(3)) },
        .init("containing", "letters around it") { "x" + $0 + "x" },
        .init("capital", "a capital in it") { $0.replacing("desk", with: "Desk") },
        .init("long-s", "U+017F for its s") { $0.replacing("desk", with: "de\u{17F}k") },
        .init("kelvin", "U+212A for its k") { $0.replacing("desk", with: "des\u{212A}") },
        .init("space-behind", "a space behind it") { $0 + " " },
        .init("space-before", "a space before it") { " " + $0 },
        .init("line-feed-behind", "a line feed behind it") { $0 + "\\n" },
        .init("tab-before", "a tab before it") { "\\t" + $0 },
        .init("slash-behind", "a solidus behind it") { $0 + "/" },
        .init("space-inside", "a space in it") { $0.replacing("desk", with: "de sk") },
        .init("fullwidth", "a fullwidth letter in it") { $0.replacing("desk", with: "\u{FF44}esk") },
        .init("cyrillic", "a Cyrillic letter in it") { $0.replacing("desk", with: "d\u{435}sk") },
        .init("accent-behind", "a letter outside of ASCII behind it") { $0 + "\u{E9}" },
        .init("zero-width", "U+200B in it") { $0.replacing("desk", with: "de\u{200B}sk") },
        .init("high-octet", "a letter whose lower eight bits are its own") { $0.replacing("desk", with: "\u{164}esk") },
        .init("empty", "an empty text") { _ in "" },
        .init("first-other", "another letter for its first") { "q" + $0.dropFirst() },
        .init("last-other", "another letter for its last") { $0.dropLast() + "q" },
        .init("period-behind", "a period behind it") { $0 + "." },
        .init("fragment", "a fragment behind it") { $0 + "#x" },
        .init("query", "a query behind it") { $0 + "?x" },
        .init("entity", "a letter as an entity of HTML") { $0.replacing("desk", with: "&#100;esk") },
        .init("asterisk", "an asterisk") { _ in "*" },
        .init("period-replaced", "a letter for its period") { $0.replacing(".", with: "x") },
        .init("regular-expression", "a pattern of any text") { _ in ".*" },
        .init("line-before", "a line before it") { "x\\n" + $0 },
        .init("line-behind", "a line behind it") { $0 + "\\nx" },
        .init("comma-list", "a list with commas") { "x," + $0 },
        .init("space-list", "a list with spaces") { $0 + " x" },
        .init("percent", "a letter percent-encoded") { $0.replacing("desk", with: "%64esk") },
        .init("quoted", "quotation marks around it") { "\\\"" + $0 + "\\\"" },
        .init("bracketed", "brackets around it") { "[" + $0 + "]" },
        .init("same-length", "another text of its length") { $0.map { _ in "q" }.joined() },
        .init("first-eight", "its first eight letters, and others") { $0.prefix(8) + "-other" },
        .init("last-eight", "its last eight letters after others") { "other-" + $0.suffix(8) },
        .init("reversed", "its letters in reverse") { String($0.reversed()) },
        .init("twice", "it twice") { $0 + $0 },
    ]
}

/// What is compared with an expected text.
private enum Compared: String, CaseIterable {
    case iss, issuers, sub, aud, audiences, nonce, revoked, seen, kid, crit, typ

    /// The expected text: it has an s, a k, a period, and more than eight letters on both sides.
    var expected: String {
        switch self {
        case .iss, .issuers: "https://issuer.example/desk"
        case .aud, .audiences: "https://api.example/desk"
        case .sub: "alice.of-the-desk"
        case .nonce: "n-0S6.WzA2Mj-desk"
        case .revoked: "token.0001-desk"
        case .seen: "token.0002-desk"
        case .kid: "signing.key-desk"
        case .crit: "x-known.to-the-desk"
        case .typ: "x-task.of-the-desk"
        }
    }

    private var check: Check {
        switch self {
        case .iss, .issuers: .issuer
        case .sub: .subject
        case .aud, .audiences: .audience
        case .nonce: .expectedClaims
        case .revoked: .revoked
        case .seen: .replayed
        case .kid: .keyFound
        case .crit: .critUnderstood
        case .typ: .typ
        }
    }

    private var isMemory: Bool { self == .revoked || self == .seen }

    private var level: Level {
        switch self {
        case .iss, .issuers, .aud, .audiences, .sub, .nonce, .crit: .must
        case .kid: .should
        case .typ, .revoked, .seen: .bcp
        }
    }

    private func definition(_ forge: Forge, _ suffix: String, _ expected: String) throws -> GroupDefinition {
        var policy = VerificationPolicy(["HS256"])
        var key = VectorFile.Key(ref: "keys/hmac-a")
        switch self {
        case .iss: policy.issuer = expected
        case .issuers: policy.issuers = ["https://first.example", expected, "https://last.example"]
        case .sub: policy.subject = expected
        case .aud: policy.audience = expected
        case .audiences: policy.audiences = ["https://first.example", expected, "https://last.example"]
        case .nonce: policy.expectedClaims = ["nonce": expected]
        case .revoked: policy.revokedTokenIDs = [expected]
        case .seen: policy.seenTokenIDs = [expected]
        case .crit: policy.understoodCritical = [expected]
        case .typ: policy.type = expected
        case .kid: key = .init(jwk: try forge.key("hmac-a").jwk(with: ["kid": .string(expected)]))
        }
        return GroupDefinition(
            "claims/resemblance/\(rawValue)\(suffix)",
            key: key,
            policy: policy,
            content: [.kid, .crit, .typ].contains(self) ? .bytes : .claims
        )
    }

    private func token(_ forge: Forge, _ text: String) throws -> Token {
        switch self {
        case .iss, .sub, .aud, .nonce, .revoked, .seen, .issuers, .audiences:
            try forge.hs256(#"{"alg":"HS256"}"#, #"{"\#(name)":"\#(text)"}"#)
        case .kid, .typ: try forge.hs256(#"{"alg":"HS256","\#(rawValue)":"\#(text)"}"#)
        case .crit: try forge.hs256(#"{"alg":"HS256","crit":["\#(text)"],"\#(text)":1}"#)
        }
    }

    /// What is compared, as the token names it.
    private var name: String {
        switch self {
        case .revoked, .seen: "jti"
        case .issuers: "iss"
        case .audiences: "aud"
        default: rawValue
        }
    }

    private var isAddress: Bool { name == "iss" || name == "aud" }

    func group(_ forge: Forge) throws -> GroupDefinition {
        var group = try definition(forge, "", expected)
        let resemblances = Resemblance.all.filter { self != .typ || $0.slug != "capital" }
        try add(
            isAddress ? resemblances + Self.addresses : resemblances,
            to: &group,
            forge,
            expected
        )
        return group
    }

    /// A text with an accent, which has two spellings.
    func accented(_ forge: Forge) throws -> GroupDefinition? {
        // A media type and a critical name are of ASCII (RFC 7515 sections 4.1.9 and 4.1.11).
        guard self != .typ, self != .crit else { return nil }
        let composed = expected.replacing("desk", with: "d\u{E9}sk")
        var group = try definition(forge, "-accented", composed)
        let spellings = [
            Resemblance("decomposed", "its accent as a code point of its own") {
                $0.replacing("\u{E9}", with: "e\u{301}")
            },
            Resemblance("no-accent", "no accent") { $0.replacing("\u{E9}", with: "e") },
            Resemblance("question-mark", "a question mark for what isn't ASCII") { $0.replacing("\u{E9}", with: "?") },
            Resemblance("latin-1", "its UTF-8 read as Latin-1") { $0.replacing("\u{E9}", with: "\u{C3}\u{A9}") },
            Resemblance("seven-bits", "seven bits of what isn't ASCII") { $0.replacing("\u{E9}", with: "i") },
        ]
        try add(spellings, to: &group, forge, composed)
        return group
    }

    private static let addresses = [
        Resemblance("host-capitals", "capitals in its host") { $0.replacing("example", with: "EXAMPLE") },
        Resemblance("default-port", "the default port") { $0.replacing(".example", with: ".example:443") },
        Resemblance("backslash", "a backslash for a solidus") { $0.replacing("/desk", with: "\\\\desk") },
        Resemblance("period-before-path", "a period behind its host") { $0.replacing(".example", with: ".example.") },
        Resemblance("http", "http for https") { $0.replacing("https:", with: "http:") },
        Resemblance("no-scheme", "no scheme") { $0.replacing("https://", with: "") },
        Resemblance("user-info", "a user before its host") { $0.replacing("https://", with: "https://x@") },
        Resemblance("dot-segment", "a dot segment in its path") { $0.replacing("/desk", with: "/./desk") },
        Resemblance("host-alone", "its host without the path") { $0.replacing("/desk", with: "") },
    ]

    private func add(
        _ resemblances: [Resemblance],
        to group: inout GroupDefinition,
        _ forge: Forge,
        _ expected: String
    ) throws {
        if isMemory {
            group.reject(
                "plain",
                "the jti that is known",
                try token(forge, expected),
                check,
                .twin("other"),
                level: level
            )
            group.accept(
                "other",
                "a jti that resembles nothing",
                try token(forge, "other"),
                [check.requirement],
                level: level
            )
        } else {
            group.accept(
                "plain",
                self == .issuers || self == .audiences ? "one of the expected \(rawValue)" : "the expected \(name)",
                try token(forge, expected),
                [check.requirement],
                level: level
            )
        }
        for resemblance in resemblances {
            let text = resemblance.change(expected)
            guard !text.utf8.elementsEqual(expected.utf8) else { continue }
            let summary =
                "\(resemblance.words), for \(rawValue == name || isMemory ? name : "one of several \(rawValue)")"
            if isMemory {
                group.accept(resemblance.slug, summary, try token(forge, text), [check.requirement], level: level)
            } else {
                group.reject(resemblance.slug, summary, try token(forge, text), check, .twin("plain"), level: level)
            }
        }
    }
}

/// Texts that spell a number, and the number itself.
private func numbers(_ forge: Forge) throws -> GroupDefinition {
    var policy = VerificationPolicy(["HS256"])
    policy.subject = "1000"
    policy.expectedClaims = ["nonce": "0"]
    var group = GroupDefinition(
        "claims/resemblance/numbers",
        key: .init(ref: "keys/hmac-a"),
        policy: policy,
        content: .claims
    )
    func token(_ sub: String, _ nonce: String) throws -> Token {
        try forge.hs256(#"{"alg":"HS256"}"#, #"{"sub":\#(sub),"nonce":\#(nonce)}"#)
    }
    group.accept("plain", "texts of digits", try token(#""1000""#, #""0""#), ["RFC7519#7.3-1"])
    for (slug, sub) in [("exponent", "1e3"), ("zero-before", "01000"), ("fraction", "1000.0"), ("plus", "+1000")] {
        group.reject(
            "sub-\(slug)",
            "another spelling of its number: \(sub)",
            try token("\"\(sub)\"", #""0""#),
            .subject,
            .twin("plain"),
            refs: ["RFC7519#7.3-1"]
        )
    }
    group.reject(
        "sub-number",
        "sub is the number and not the text",
        try token("1000", #""0""#),
        .subjectType,
        .twin("plain")
    )
    group.reject(
        "sub-array",
        "sub is an array with the text",
        try token(#"["1000"]"#, #""0""#),
        .subjectType,
        .twin("plain")
    )
    for (slug, nonce, words) in [
        ("number", "0", "the number"), ("false", "false", "false"), ("null", "null", "null"),
        ("array", #"["0"]"#, "an array"),
        ("exponent", #""0e5""#, "another spelling of the number"), ("empty", #""""#, "an empty text"),
        ("object", #"{"0":"0"}"#, "an object"),
    ] {
        group.reject(
            "nonce-\(slug)",
            "nonce is \(words)",
            try token(#""1000""#, nonce),
            .expectedClaims,
            .twin("plain")
        )
    }
    group.reject(
        "nonce-missing",
        "no nonce where one is expected",
        try forge.hs256(#"{"alg":"HS256"}"#, #"{"sub":"1000"}"#),
        .requiredClaims,
        .twin("plain")
    )
    return group
}
