import JWTAdapters
import JWTConformance

extension Doctor {
    /// Tokens that trip programs rather than verifiers.
    private static let oddTokens: [(name: String, token: Question.Token)] = [
        ("an empty token", .text("")),
        ("a token that is a single period", .text(".")),
        ("a token with U+0000", .text("eyJhbGciOiJIUzI1NiJ9.\u{0}.AAAA")),
        ("a token with quotes, backslashes and line ends", .text("\"\\\r\n\t\u{2028}")),
        ("a token beyond ASCII", .text("é\u{301}🔑.𝒳.\u{FFFD}")),
        ("a one-megabyte token", .text(String(repeating: "a", count: 1 << 20))),
        (
            "a one-megabyte token in three segments",
            .text("eyJhbGciOiJIUzI1NiJ9.\(String(repeating: "A", count: 1 << 20)).AAAA")
        ),
        ("a token of half a million periods", .text(String(repeating: ".", count: 1 << 19))),
        ("the octet FF", .octets(Octets([0xFF]))),
        ("a lone surrogate in octets", .octets(Octets([0xED, 0xA0, 0x80]))),
    ]

    /// Whether each gets a reply at all; which one is the library's affair, unless it's accept.
    func checkOddTokens(_ patient: Case, _ verifier: Examinee) async -> DoctorCheck {
        var findings: [Finding] = []
        for (name, token) in Self.oddTokens where !verifier.isGivenUp {
            var question = patient.plain
            question.token = token
            let exchange = await verifier.exchange(AdapterRequest(verifying: question), within: patience)
            if exchange.fault != nil {
                findings.append(Self.failure(exchange, "It doesn't reply to \(name)."))
            } else if exchange.reply?.outcome == "accept" {
                findings.append(
                    Finding(
                        .mustFix,
                        "It accepts \(name).",
                        sent: exchange.sent,
                        came: exchange.came,
                        change:
                            "Report what the library says about exactly this token. Reply accept only if it accepted it."
                    )
                )
            }
        }
        return DoctorCheck("odd-tokens", "odd tokens get a reply", note: "\(Self.oddTokens.count) tokens", findings)
    }
}
