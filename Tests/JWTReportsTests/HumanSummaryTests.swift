import JWTConformance
import JWTReports
import Testing

@Suite struct HumanSummaryTests {
    @Test func failuresAreGroupedByRuleTheWorstFirst() async {
        let text = HumanSummary(await sampleRun()).text
        #expect(
            text == """
                RFC 7515, section 5.2
                  BYPASS   a/bypass  Scripted 1.0  accepted, must reject (RFC7515#5.2)
                  UNCLEAN  b/error   Scripted 1.0  an exception instead of a refusal (RFC7515#5.2)
                RFC 7515, section 4.1.11
                  CRASH    b/crash   Scripted 1.0  the program ended instead of answering (RFC7515#4.1.11)

                Scripted 1.0  must 1/4 (25.0 %), 1 bypass, 1 crash or hang, 1 skipped
                skipped for want of key:odd (1)
                3 disagreements; 5 vectors, corpus fnv1a-128:0
                why: jwt-assay explain a/bypass 'exec:./it 0'

                """
        )
    }

    @Test func theSummaryIsAtMostTwelveLines() async {
        let many = (0..<30).map { ScriptedVerifier(name: "Implementation\($0)") }
        let summary = HumanSummary(await sampleRun(many)).summary
        #expect(summary.split(separator: "\n").count <= 12)
        #expect(summary.contains("and 22 more implementations"))
    }

    @Test func colourOnlyRepeatsTheWords() async {
        let document = await sampleRun()
        let coloured = HumanSummary(document, style: TextStyle(isColoured: true)).text
        #expect(coloured.contains("\u{1B}[1;31mBYPASS"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == HumanSummary(document).text)
    }

    @Test func namesakesAreToldApart() async {
        let text = HumanSummary(await sampleRun([ScriptedVerifier(), ScriptedVerifier()])).text
        #expect(text.contains("Scripted 1.0 [exec:./it 0]"))
        #expect(text.contains("Scripted 1.0 [exec:./it 1]"))
    }

    @Test func aVerifierThatCouldNotBeRunIsNoPass() async {
        let text = HumanSummary(await sampleRun([ScriptedVerifier(name: "absent")])).text
        #expect(text.contains("exec:./it 0  COULD NOT BE RUN"))
        #expect(text.contains("INCOMPLETE: 1 verifier could not be run."))
        #expect(!text.contains("as expected"))
    }

    @Test func whatTheBaselineHasIsCountedAndWhatItHasTooMuchIsShown() async {
        let baseline = Baseline(entries: [
            Baseline.Entry(pattern: VectorPattern("a/bypass"), verdict: .bypass, reason: "by design"),
            Baseline.Entry(pattern: VectorPattern("a/pass"), verdict: .bypass, reason: "was so"),
            Baseline.Entry(pattern: VectorPattern("b/crash"), verdict: .hang, reason: "was so"),
            Baseline.Entry(pattern: VectorPattern("gone"), verdict: .hang, reason: "was so"),
        ])
        let text = HumanSummary(await sampleRun().judged(by: [baseline], corpus: [])).text
        for words in [
            "1 as the baseline has it", "MENDED", "CHANGED", "STALE ENTRY", "UNLISTED SKIP", "UNCLEAN",
            "pass, but the baseline has bypass (a/pass); take the entry out",
        ] {
            #expect(text.contains(words), "\(words) in\n\(text)")
        }
        #expect(!text.contains("BYPASS"))
    }

    @Test(arguments: [
        ("RFC7515#4.1.11", "RFC 7515, section 4.1.11", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11"),
        ("RFC7515#A.1", "RFC 7515, appendix A.1", "https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1"),
        ("RFC8725", "RFC 8725", "https://www.rfc-editor.org/rfc/rfc8725"),
        ("CVE-2022-21449", "CVE-2022-21449", nil),
        ("RFCx#1", "RFCx#1", nil),
        ("", "", nil),
    ])
    func rulesHaveAddresses(text: String, words: String, address: String?) {
        #expect(RuleReference(text).words == words)
        #expect(RuleReference(text).address == address)
    }
}
