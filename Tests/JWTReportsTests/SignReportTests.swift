import FoundationEssentials
import JWTConformance
import JWTReports
import Testing

/// Swift Testing has a type of this name too.
private typealias Expectation = JWTConformance.Expectation

/// A signer that does what the payload says, with words of its own.
private struct ScriptedSigner: Signer {
    var name = "Scripted"

    var profile: ImplementationProfile {
        get async throws(VerifierFault) {
            if name == "absent" { throw .unavailable("no such file", standardError: "not found") }
            let capabilities = Capabilities(operations: ["sign"], algorithms: ["HS256"], policy: [])
            return ImplementationProfile(name: name, version: "1.0", language: "Swift", capabilities: capabilities)
        }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        .accept(payload: Octets(utf8: "produce"))
    }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        switch request.payload.utf8 {
        case "crash": throw .crash("signal 11", standardError: "stack\nsmashed \u{1B}[31m")
        case "error": return .error(detail: "<KeyError & \"alg\">\u{1}|`x`")
        case "wrong": return .token("e30.e30.e30")
        case "refuse": return .refuse(reason: "header", detail: nil)
        default:
            let signature = Octets([UInt8](repeating: 1, count: 32)).base64url
            return .token("\(Octets(utf8: #"{"alg":"HS256"}"#).base64url).\(request.payload.base64url).\(signature)")
        }
    }
}

private let key = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)

private func vector(_ name: String, _ expectation: Expectation? = nil, algorithm: String = "HS256") -> Vector {
    let request = SignRequest(
        header: .object(["alg": .string(algorithm)]),
        payload: Octets(utf8: name),
        key: key
    )
    return Vector(
        id: "sign/a/\(name)",
        summary: "a <sample>",
        signing: SigningTask(request, verification: key, isAskedTwice: name == "produce"),
        expectation: expectation ?? .accept(payload: Octets(utf8: name)),
        reason: expectation == .reject ? .header : nil,
        refs: ["RFC7515#4.1.11-1"]
    )
}

private let samples = [
    vector("produce"), vector("refuse", .reject), vector("unsafe", .reject), vector("wrong"),
    vector("crash", .reject), vector("error"), vector("skipped", algorithm: "ES256"),
]

private func run(_ names: String..., vectors: [Vector] = samples) async -> RunDocument {
    await Runner(oracle: ScriptedSigner()).run(
        vectors,
        verifiers: names.enumerated().map { position, name in
            NamedVerifier(label: "exec:./it \(position)", verifier: ScriptedSigner(name: name))
        },
        description: RunDescription(version: "1", corpus: "fnv1a-128:0", started: "2026-01-01T00:00:00Z")
    )
}

@Suite struct SignReportTests {
    @Test func `people read what disagrees and the counts`() async {
        let text = HumanSummary(await run("Scripted")).text
        for line in [
            "RFC 7515, section 4.1.11\n",
            "  UNSAFE       sign/a/unsafe  Scripted 1.0  signed, must refuse (RFC7515#4.1.11-1)\n",
            "  WRONG TOKEN  sign/a/wrong   Scripted 1.0  not the requested token",
            "  ERROR        sign/a/error   Scripted 1.0  an exception, must sign",
            "Scripted 1.0  asked 6 of 7, 1 unclassified bypass, 1 denial of service, 1 nonconformance, must 2/6 (33.3 %), "
                + "1 breakdown, 1 valid token rejected, 1 skipped, 1 of 1 tokens are the same when requested twice\n",
            "skipped: needs algorithm:ES256 (1)\n", "4 deviations; 7 sign vectors, corpus fnv1a-128:0\n",
            "why: jwt-assay explain sign/a/unsafe 'exec:./it 0'\n",
        ] {
            #expect(text.contains(line), "\(line) in\n\(text)")
        }
        let verbose = HumanSummary(await run("Scripted"), isVerbose: true).text
        #expect(verbose.contains("      answered crash: signal 11\n"))
        #expect(verbose.contains("      stderr: smashed \\u{1B}[31m\n"))
        #expect(HumanSummary(await run("absent")).text.contains("COULD NOT BE RUN"))
    }

    @Test func `the Markdown table says the same`() async {
        let text = MarkdownReport(await run("Scripted|`x`")).text
        #expect(
            text.contains(
                #"| 6 of 7 | ✕ 1 unclassified bypass, 1 denial of service, 1 nonconformance | 2/6 \(33.3 %\) | \! 1 | △ 1 | 0 | 4 |"#
            ),
            "\(text)"
        )
        #expect(
            text.contains("| sign/a/unsafe | a &lt;sample&gt; | [RFC 7515, section 4.1.11](https://www.rfc-editor.org")
        )
        #expect(text.contains("Why: `jwt-assay explain sign/a/unsafe 'exec:./it 0'`"))
        let many = (0..<90).map { vector("\($0)/unsafe", .reject) }
        #expect(MarkdownReport(await run("Scripted", vectors: many)).text.contains("And 50 more."))
    }

    @Test func `test points are numbered`() async {
        let baseline = Baseline(sign: [
            Baseline.Entry(pattern: VectorPattern("sign/a/unsafe"), verdict: .unsafe, reason: "by #design"),
            Baseline.Entry(pattern: VectorPattern("sign/gone"), verdict: .unsafe, reason: "gone"),
        ])
        let document = await run("Scripted").judged(by: [baseline], corpus: samples.map(\.id))
        let lines = TAPReport(document).text.split(separator: "\n")
        #expect(lines.prefix(2) == ["TAP version 14", "1..8"])
        #expect(lines.contains("ok 1 - Scripted 1.0: sign/a/produce"))
        #expect(lines.contains(##"not ok 3 - Scripted 1.0: sign/a/unsafe # TODO by \#design"##))
        #expect(lines.contains("not ok 4 - Scripted 1.0: sign/a/wrong"))
        #expect(lines.contains { $0.hasPrefix("not ok 8 - ") && $0.contains("sign/gone") })
    }

    @Test func `every format is made of the document alone`() async throws {
        let document = await run("Scripted", "absent")
        let again = try RunDocument(json: Array(try JSONReport.text(document).utf8))
        for format in ReportFormat.allCases {
            let text = try format.text(of: document)
            #expect(try format.text(of: again) == text, "\(format)")
            #expect(text.utf8.last == UInt8(ascii: "\n"), "\(format)")
            #expect(!text.contains("\u{1B}"), "\(format)")
        }
        #expect(EarlierRun.failedIDs(Array(try JSONReport.text(document).utf8)) == document.unexpectedIDs)
    }

    @Test func `a page shows what signers and verifiers did`() async throws {
        let signing = await run("Scripted")
        let page = try HTMLReport(signing).text()
        #expect(page.contains("Tokens that must not have been made"))
        #expect(!page.contains("Tokens that let an attacker in"))
        let data = try JSONDecoder().decode(JSONValue.self, from: Data(try HTMLReport(signing).data().utf8))
        #expect(data["command"]?.stringValue == "sign")
        #expect(data["vectors"]?.arrayValue?.first?["header"]?["alg"]?.stringValue == "HS256")
        let both = try RunDocument(merging: [await sampleRun(), signing])
        let merged = try HTMLReport(both).text()
        #expect(merged.contains("Tokens that let an attacker in"))
        #expect(merged.contains("Tokens that must not have been made"))
    }

    @Test func `two runs of signers are compared`() async throws {
        let comparison = try RunComparison(await run("Scripted", vectors: [samples[0]]), await run("Scripted"))
        #expect(comparison.added.count == 6)
        #expect(!comparison.isRegression)
        let text = ComparisonReport(comparison).text
        #expect(text.contains("unclassified bypasses 0 → 1"), "\(text)")
    }

    @Test func `the matrix has a column for each topic`() async {
        let text = MatrixTable(await run("Scripted", "absent")).text
        #expect(text.contains("Scripted 1.0") && text.contains("!1x1~2"))
        #expect(text.contains("signed requests whose token lets an attacker in"))
        #expect(!text.contains(" \n"))
    }
}

@Suite struct SignExplanationTests {
    @Test func `says rule request expectation and answer`() async {
        let document = await run("Scripted", "absent", vectors: [samples[2]])
        let text = Explanation(
            samples[2],
            runs: document.implementations,
            command: ReproductionCommand(vectors: "/a b", profile: .strict)
        ).text
        for words in [
            "requirement RFC 7515, section 4.1.11 (must)\n",
            "expected    a refusal: there must be no token (header)\n",
            "header      {\"alg\":\"HS256\"}\n", "payload     unsafe\n", "key         JWK\n",
            "Scripted 1.0  UNSAFE  a token of ", "payload    unsafe\n", "signature  32 octets: 0101",
            "exec:./it 1   not run  could not be run: no such file\n",
            "reproduce   jwt-assay sign 'exec:./it 0' --select sign/a/unsafe --vectors '/a b'\n",
        ] {
            #expect(text.contains(words), "\(words) in\n\(text)")
        }
    }

    @Test func `without a signer it says what is expected`() {
        let text = Explanation(samples[0]).text
        #expect(
            text.contains("expected    a token with exactly the requested header and payload, and a valid signature\n")
        )
        #expect(text.contains("requested twice"))
        #expect(text.contains("jwt-assay sign reference --select sign/a/produce\n"))
        let either = vector("either", .either(why: "room is left", payload: nil, strict: nil))
        #expect(Explanation(either).text.contains("(room is left)"))
    }
}

@Suite struct VectorListTests {
    @Test func `sign vectors come behind the others`() throws {
        let list = VectorList([VectorRecord(samples[0]), VectorRecord(.sample("a/b"))])
        #expect(
            list.text == """
                a/b             reject   must    a <sample>
                sign/a/produce  produce  must    a <sample>

                """
        )
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(try list.json().utf8))
        #expect(value["signVectors"]?.arrayValue?.first?["header"]?["alg"]?.stringValue == "HS256")
    }
}
