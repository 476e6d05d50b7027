import JWTConformance
import Testing

/// A refusal shows nothing where what it's compared with is refused as well.
@Suite struct VacuousPassTests {
    private func result(_ id: String, _ expectation: Expectation, _ verdict: Verdict, twin: String? = nil) -> CaseResult
    {
        let question = Question(content: .bytes, token: .text(id), key: .none, policy: VerificationPolicy(["HS256"]))
        let vector = Vector(id: id, summary: "s", question: question, expectation: expectation, twin: twin)
        return CaseResult(vector: vector, verdict: verdict)
    }

    @Test(arguments: [
        (twin: Verdict.pass, refusal: Verdict.pass, count: 0), (.overStrict, .pass, 1), (.error, .pass, 1),
        (.overStrict, .bypass, 0), (.skipped, .pass, 0),
    ])
    func `a rejection is vacuous if its twin is rejected too`(_ sample: (twin: Verdict, refusal: Verdict, count: Int)) {
        let summary = RunSummary([
            result("a/plain", .accept(payload: Octets([])), sample.twin),
            result("a/bad", .reject, sample.refusal, twin: "a/plain"),
            result("a/unprovable", .reject, .pass),
        ])
        #expect(summary.vacuous == sample.count)
    }
}
