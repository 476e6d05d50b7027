import JWTConformance
import JWTReports
import Testing

@Suite struct JUnitReportTests {
    @Test func `counts and kinds are right`() async {
        let xml = JUnitReport(await sampleRun()).text
        #expect(
            xml.contains(
                #"<testsuite name="Scripted 1.0" tests="5" failures="2" errors="1" skipped="1" time="#
            )
        )
        #expect(xml.contains(#"<testcase classname="a" name="a/pass""#))
        #expect(xml.contains(#"<failure type="bypass" message="accepted, must reject">"#))
        #expect(xml.contains(#"<error type="crash""#))
        #expect(xml.contains(#"<skipped message="needs key:jwk-without-pem">"#))
        #expect(!xml.contains(/time="[^"]*e/))
    }

    @Test func `characters that XML forbids aren't written`() async {
        let xml = JUnitReport(await sampleRun()).text
        #expect(xml.contains("a &lt;sample&gt;"))
        #expect(xml.contains("&lt;KeyError &amp; &quot;alg&quot;&gt;"))
        #expect(!xml.contains("]]>"))
        #expect(
            xml.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && scalar.value < 0xFFFE)
            }
        )
    }

    /// A document that was read from a file may hold any string.
    @Test func `control characters of a document are left out`() async {
        let document = await sampleRun(vectors: [.sample("a/\u{1B}[2Jx\u{0}\u{85}\u{FFFE}")])
        #expect(JUnitReport(document).text.contains(#"name="a/[2Jx""#))
    }

    @Test func `a baseline turns failures into skips and stale entries into failures`() async {
        let baseline = Baseline(entries: [
            Baseline.Entry(pattern: VectorPattern("a/bypass"), verdict: .bypass, reason: "by design"),
            Baseline.Entry(pattern: VectorPattern("gone"), verdict: .hang, reason: "was so"),
        ])
        let xml = JUnitReport(await sampleRun().judged(by: [baseline], corpus: [])).text
        #expect(xml.contains(#"<skipped message="known: by design">"#))
        #expect(xml.contains(#"<testcase classname="baseline" name="baseline entry gone""#))
        #expect(xml.contains("skipped: needs key:jwk-without-pem; list it in the baseline"))
    }

    @Test func `what was not run is an error`() async {
        let xml = JUnitReport(await sampleRun([ScriptedVerifier(name: "absent")])).text
        #expect(xml.contains(#"errors="5""#))
        #expect(xml.contains("<system-err>not found</system-err>"))
    }
}
