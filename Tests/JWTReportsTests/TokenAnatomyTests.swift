import JWTConformance
import JWTReports
import Testing

@Suite struct TokenAnatomyTests {
    private func lines(_ token: Question.Token) -> [String] {
        TokenAnatomy(token).parts.flatMap { part in
            ["\(part.name): \(part.lines.joined(separator: "|"))"] + part.oddities.map { "! \($0)" }
        }
    }

    @Test func `a compact token is decoded`() {
        let token = Question.Token.text("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AQID")
        #expect(TokenAnatomy(token).form == "compact JWS, 3 segments, 36 octets")
        #expect(lines(token) == [#"header: {"alg":"HS256"}"#, #"payload: {"a":1}"#, "signature: 3 octets: 010203"])
    }

    @Test(arguments: [
        ("", ["segment 1: (empty)"]),
        ("..", ["header: (empty)", "payload: (empty)", "signature: (empty)"]),
        (
            "%%.eyJhIjoxfQ==.+/8",
            [
                "header: %%", "! not base64url", #"payload: {"a":1}"#, "! not base64url: padded",
                "signature: 2 octets: fbff",
                "! not base64url: standard alphabet",
            ]
        ),
        ("eyJhbGci", [#"segment 1: {"alg""#]),
        (
            "AB.AB",
            [
                "header: \\u{0}", "! not canonical base64url: the trailing bits aren't zero", "payload: \\u{0}",
                "! not canonical base64url: the trailing bits aren't zero",
            ]
        ),
        ("Gw.gA.\u{1B}[2J", ["header: \\u{1B}", "payload: 1 octets: 80", "signature: \\u{1B}[2J", "! not base64url"]),
    ])
    func `what is malformed is shown and named`(token: String, expected: [String]) {
        #expect(lines(.text(token)) == expected)
    }

    @Test func `a JWE is recognised`() {
        let anatomy = TokenAnatomy(.text("e30.AA.AA.AA.AA"))
        #expect(anatomy.form.hasPrefix("compact JWE, 5 segments"))
        #expect(anatomy.parts.map(\.name) == ["header", "encrypted key", "iv", "ciphertext", "tag"])
    }

    @Test func `octets that are no text are shown`() {
        let anatomy = TokenAnatomy(.octets(Octets([0xFF, 0x2E, 0x00])))
        #expect(anatomy.form == "compact, 2 segments, 3 octets, not UTF-8")
        #expect(anatomy.parts.count == 2)
    }

    @Test func `json serialization is taken apart`() {
        let token =
            #" {"payload":"eyJhIjoxfQ","signatures":[{"protected":"e30","header":{"kid":"a"},"signature":"AQ"},{}]}"#
        let found = lines(.text(token))
        #expect(found.contains(#"payload: {"a":1}"#))
        #expect(found.contains("protected header 1: {}"))
        #expect(found.contains(#"unprotected header 1: {"kid":"a"}"#))
        #expect(found.contains("signature 1: 1 octets: 01"))
        #expect(lines(.text("{")) == ["text: {", "! not JSON"])
        #expect(lines(.text(#"{"payload":1}"#)).contains("! not a string"))
    }

    @Test func `huge tokens are shortened`() {
        let many = TokenAnatomy(.text(String(repeating: ".", count: 100_000)))
        #expect(many.parts.count == 64)
        let long = TokenAnatomy(
            .text(String(repeating: "A", count: 1_000_000) + "..!" + String(repeating: "z", count: 99_999))
        )
        #expect(long.parts.flatMap(\.lines).allSatisfy { $0.utf8.count < 20_000 })
    }
}

@Suite struct ExplanationTests {
    @Test func `everything is said`() async {
        let vector = Vector.sample("a/bypass", ref: "RFC7515#4.1.11")
        let runs = await sampleRun([ScriptedVerifier(), ScriptedVerifier(name: "absent")], vectors: [vector])
            .implementations
        let command = ReproductionCommand(vectors: "my vectors", profile: .strict)
        let text = Explanation(vector, runs: runs, command: command).text
        for words in [
            "a/bypass\n", "a <sample>", "RFC 7515, section 4.1.11 (must)",
            "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11", #"{"alg":"HS256"}"#, #"{"a":1}"#,
            "reject (signature)", "the check that rejects it: signature", "accepted twin: a/twin",
            #"{"kty":"oct"}"#, #"{"algorithms":["HS256"]}"#, "CVE-2000-0001",
            "Forged: the signature is another's. Effect: it gets in",
            "Scripted 1.0  BYPASS  accept with a payload of 1 octets", "payload p",
            "exec:./it 1   not run  could not be run: no such file",
            "jwt-assay run 'exec:./it 0' --select a/bypass --profile strict --vectors 'my vectors'",
        ] {
            #expect(text.contains(words), "\(words) in\n\(text)")
        }
    }

    @Test func `a step says what comes before it`() {
        var question = Vector.sample("s/again").question
        question.sequence = "s"
        let first = Vector.sample("s/first").question
        let step = Vector(
            id: "s/again",
            summary: "again",
            question: question,
            predecessors: [first],
            expectation: .reject
        )
        let text = Explanation(step).text
        #expect(text.contains("before      step 2 of the sequence s\n            \(first.token.excerpt)\n"))
    }

    @Test func `without verifiers the reference reproduces`() {
        let text = Explanation(.sample("a/pass")).text
        #expect(!text.contains("before"))
        #expect(text.contains("jwt-assay run reference --select a/pass\n"))
        #expect(!text.contains("answers"))
    }

    @Test func `a fault shows what the program wrote`() async {
        let vector = Vector.sample("b/crash")
        let text = Explanation(vector, runs: await sampleRun(vectors: [vector]).implementations).text
        #expect(text.contains("CRASH  crash: signal 11"))
        #expect(text.contains("stderr: stack\\u{0}"))
        #expect(text.contains("stderr: smashed \\u{1B}[31m"))
    }

    @Test func `a quote in a command is quoted`() async {
        let text = Explanation(.sample("it's"), runs: []).text
        #expect(text.contains(#"--select 'it'\''s'"#))
    }
}
