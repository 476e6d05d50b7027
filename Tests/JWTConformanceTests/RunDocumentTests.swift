import FoundationEssentials
import JWTConformance
import Testing

@Suite struct RunDocumentTests {
    private func document() async -> RunDocument {
        let vectors = [
            Vector.sample("a/pass"), .sample("a/bypass"), .sample("a/should", level: .should),
            .sample("b/skip", algorithms: .only(["ES256K"])),
            .sample("b/either", expect: .either(why: "room", payload: nil, strict: nil)),
            .sample("b/crash"),
        ]
        let verifier = FakeVerifier(capabilities: .sample) { token, _ throws(VerifierFault) in
            switch token {
            case "bypass": .accept(payload: Octets(utf8: "p"))
            case "crash": throw .crash("signal 6", standardError: "abort\n")
            default: .reject(reason: "signature", detail: "InvalidSignatureError")
            }
        }
        return await Runner().run(
            vectors,
            verifiers: [NamedVerifier(label: "fake", verifier: verifier)],
            description: RunDescription(version: "1", corpus: "fnv1a-128:0", started: "2026-01-01T00:00:00Z")
        )
    }

    @Test func `it survives a round trip`() async throws {
        let document = await document()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(document)
        let again = try JSONDecoder().decode(RunDocument.self, from: data)
        #expect(again == document)
        #expect(try encoder.encode(again) == data)
        #expect(again.schema == "jwt-assay/run/1")
        #expect(again.suite.corpus == "fnv1a-128:0")
    }

    @Test func `the score has a denominator`() async {
        let summary = await document().implementations[0].summary
        #expect(summary.must.passed == 1)
        #expect(summary.must.of == 3)
        #expect(summary.must.skipped == 1)
        #expect(summary.bypasses == 1)
        #expect(summary.crashes == 1)
        #expect(summary.total == 6)
        #expect(summary.verdicts == ["pass": 2, "bypass": 1, "skipped": 1, "recorded": 1, "crash": 1])
    }

    @Test func `what failed can be selected again`() async {
        #expect(await document().unexpectedIDs == ["a/bypass", "b/crash"])
    }

    /// JSON that is exchanged is UTF-8 (RFC 8259 section 8.1).
    ///
    /// A decoder takes UTF-16 and UTF-32 too, in which nothing was made printable.
    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian])
    func `another encoding is no JSON`(encoding: String.Encoding) async throws {
        let text = String(decoding: try JSONEncoder().encode(await document()), as: UTF8.self)
        let data = try #require(text.data(using: encoding))
        #expect(throws: RunDocumentError.notJSON) { try RunDocument(json: Array(data)) }
        #expect(try RunDocument(json: Array(text.utf8)).vectors.count == 6)
    }
}
