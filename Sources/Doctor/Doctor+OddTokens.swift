import JWTAdapters
import JWTConformance

extension Doctor {
    /// Tokens that trip programs rather than verifiers.
    private static let oddTokens: [(name: String, token: Question.Token)] = [
        ("an empty token", .text("")),
        ("a token of one dot", .text(".")),
        ("a token with U+0000 in it", .text("eyJhbGciOiJIUzI1NiJ9.\u{0}.AAAA")),
        ("a token with quotes, backslashes and line ends", .text("\"\\\r\n\t\u{2028}")),
        ("a token beyond ASCII", .text("é\u{301}🔑.𝒳.\u{FFFD}")),
        ("a token of a megabyte", .text(String(repeating: "a", count: 1 << 20))),
        (
            "a token of a megabyte in three parts",
            .text("eyJhbGciOiJIUzI1NiJ9.\(String(repeating: "A", count: 1 << 20)).AAAA")
        ),
        ("a token of half a million dots", .text(String(repeating: ".", count: 1 << 19))),
        ("the octet FF", .octets(Octets([0xFF]))),
        ("a lone surrogate in octets", .octets(Octets([0xED, 0xA0, 0x80]))),
    ]

    /// Whether each gets a reply at all; which one is the library's affair, unless it's accept.
    func checkOddTokens(_ patient: Case, _ verifier: StdioVerifier) async -> DoctorCheck {
        var findings: [Finding] = []
        for (name, token) in Self.oddTokens {
            var question = patient.plain
            question.token = token
            let exchange = await verifier.exchange(AdapterRequest(verifying: question), within: patience)
            if exchange.fault != nil {
                findings.append(Self.failure(exchange, "There is no reply to \(name)."))
            } else if exchange.reply?.outcome == "accept" {
                findings.append(
                    Finding(
                        .mustFix,
                        "It accepts \(name).",
                        sent: exchange.sent,
                        came: exchange.came,
                        change: "Answer what the library says of this very token; accept is for what it accepted."
                    )
                )
            }
        }
        return DoctorCheck("odd-tokens", "odd tokens get a reply", note: "\(Self.oddTokens.count) tokens", findings)
    }
}
