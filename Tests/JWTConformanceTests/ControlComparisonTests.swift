import FoundationEssentials
import JWTConformance
import Testing

@Suite struct ControlComparisonTests {
    private let control = PositiveControl(
        id: "CVE-0000-1",
        summary: "a flaw",
        source: "an advisory",
        library: "Fake",
        adapter: "fake",
        vulnerable: .init(version: "1.0", requirements: ["fake==1.0"]),
        fixed: .init(version: "1.1", requirements: ["fake==1.1"]),
        refs: ["RFC7515#4.1.11"],
        signs: [.init(vector: "a/flaw", verdict: .bypass)],
        accepted: ["a/good"]
    )

    /// What a release does with the token of `a/flaw`, and whether it accepts that of `a/good`.
    private func run(
        _ version: String,
        name: String = "Fake",
        corpus: String = "c",
        acceptsGood: Bool = true,
        flaw: Answer
    ) async -> RunDocument {
        let good = Answer.accept(payload: Octets(utf8: "p"))
        let refusal = Answer.reject(reason: "signature", detail: nil)
        let verifier = FakeVerifier(name: name, version: version, capabilities: .sample) { token, _ in
            token == "flaw" ? flaw : acceptsGood ? good : refusal
        }
        return await Runner().run(
            [.sample("a/flaw"), .sample("a/good", expect: .accept(payload: Octets(utf8: "p"))), .sample("b/other")],
            verifiers: [NamedVerifier(label: "fake", verifier: verifier)],
            description: RunDescription(version: "1", corpus: corpus, started: "2026-11-21T01:02:03Z")
        )
    }

    private let accepts = Answer.accept(payload: Octets(utf8: "p"))
    private let refuses = Answer.reject(reason: "signature", detail: nil)

    @Test func `a flaw that is caught and fixed is shown`() async {
        let comparison = ControlComparison(
            control,
            vulnerable: await run("1.0", flaw: accepts),
            fixed: await run("1.1", flaw: refuses)
        )
        #expect(comparison.problems == [])
        #expect(comparison.isShown)
        #expect(comparison.result.isShown)
        #expect(comparison.result.date == "2026-11-21")
        #expect(comparison.result.vulnerable == ["a/flaw": .bypass, "a/good": .pass])
        #expect(comparison.result.fixed == ["a/flaw": .pass, "a/good": .pass])
    }

    @Test func `rejecting by an exception counts if the flaw accepted the token`() async {
        let comparison = ControlComparison(
            control,
            vulnerable: await run("1.0", flaw: accepts),
            fixed: await run("1.1", flaw: .error(detail: "AttributeError"))
        )
        #expect(comparison.isShown)
    }

    @Test func `if the flaw is an exception, only a clean rejection fixes it`() async {
        var unclean = control
        unclean.signs = [.init(vector: "a/flaw", verdict: .unclean)]
        let flawed = await run("1.0", flaw: .error(detail: "RecursionError"))
        let same = await run("1.1", flaw: .error(detail: "RecursionError"))
        let mended = await run("1.1", flaw: refuses)
        #expect(
            ControlComparison(unclean, vulnerable: flawed, fixed: same).problems == ["1.1: a/flaw is still unclean"]
        )
        #expect(ControlComparison(unclean, vulnerable: flawed, fixed: mended).isShown)
    }

    @Test func `a flaw that is not seen or still there is a problem`() async {
        let comparison = ControlComparison(
            control,
            vulnerable: await run("1.0", flaw: refuses),
            fixed: await run("1.1", flaw: accepts)
        )
        #expect(
            comparison.problems == ["1.0: a/flaw is pass, and should be bypass", "1.1: a/flaw is still bypass"]
        )
        #expect(!comparison.result.isShown)
    }

    @Test func `a release that rejects everything shows nothing`() async {
        let comparison = ControlComparison(
            control,
            vulnerable: await run("1.0", flaw: accepts),
            fixed: await run("1.1", acceptsGood: false, flaw: refuses)
        )
        #expect(comparison.problems == ["1.1: a/good must be accepted, but is over-strict"])
    }

    @Test func `the run must be of the release`() async {
        let flawed = await run("1.0", flaw: accepts)
        let mended = await run("1.1", flaw: refuses)
        #expect(
            ControlComparison(control, vulnerable: mended, fixed: mended).problems == ["1.0: the run is of Fake 1.1"]
        )
        let other = await run("1.1", name: "Other", flaw: refuses)
        #expect(
            ControlComparison(control, vulnerable: flawed, fixed: other).problems == ["1.1: the run is of Other 1.1"]
        )
        #expect(ControlComparison(control, vulnerable: flawed, fixed: nil).problems == ["1.1: there is no run of it"])
        let later = await run("1.1", corpus: "d", flaw: refuses)
        #expect(
            ControlComparison(control, vulnerable: flawed, fixed: later).problems
                == ["the two runs used different vectors"]
        )
    }

    @Test func `a vector that was not asked is a problem`() async {
        var more = control
        more.signs.append(.init(vector: "a/absent", verdict: .bypass))
        let comparison = ControlComparison(
            more,
            vulnerable: await run("1.0", flaw: accepts),
            fixed: await run("1.1", flaw: refuses)
        )
        #expect(
            comparison.problems == [
                "1.0: a/absent is not asked, and should be bypass", "1.1: a/absent is still not asked",
            ]
        )
    }

    @Test func `the file survives a round trip`() async throws {
        var list = try ControlList(json: Array(#"{"schema":"jwt-assay/controls/1","controls":[]}"#.utf8))
        var kept = control
        kept.result =
            ControlComparison(
                control,
                vulnerable: await run("1.0", flaw: accepts),
                fixed: await run("1.1", flaw: refuses)
            )
            .result
        list.controls = [kept]
        #expect(try ControlList(json: try list.json()) == list)
        list.controls = [kept, kept]
        let twice = try list.json()
        let error = #expect(throws: ControlError.self) { try ControlList(json: twice) }
        #expect(error?.reason == "duplicate id CVE-0000-1")
        kept.signs = []
        list.controls = [kept]
        let unsigned = try list.json()
        #expect(throws: ControlError.self) { try ControlList(json: unsigned) }
        #expect(throws: ControlError.self) { try ControlList(json: Array("{}".utf8)) }
    }
}
