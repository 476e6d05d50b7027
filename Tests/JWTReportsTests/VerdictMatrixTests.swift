import JWTConformance
import JWTReports
import Testing

@Suite struct VerdictMatrixTests {
    /// Each verdict, and the state of a topic in which it's the worst.
    private static let states: [(Verdict, VerdictMatrix.State)] = [
        (.pass, .clean), (.recorded, .clean), (.skipped, .unasked), (.notRun, .unasked), (.overStrict, .deviant),
        (.lenient, .deviant), (.unclean, .deviant), (.error, .deviant), (.flaky, .deviant), (.brokenClaim, .deviant),
        (.crash, .broken), (.hang, .broken), (.protocolViolation, .broken), (.bypass, .breached),
        (.forgery, .breached), (.weakKey, .breached), (.misuse, .breached), (.respelling, .breached),
        (.unsafe, .breached), (.wrongPayload, .deviant), (.wrongToken, .deviant), (.nonconformance, .deviant),
    ]

    @Test func `every verdict has a state`() {
        #expect(Set(Self.states.map(\.0)) == Set(Verdict.allCases))
        for (verdict, state) in Self.states {
            let verdicts = [verdict: 1].merging([.skipped: 2, .notRun: 1]) { $0 + $1 }
            #expect(VerdictMatrix.Cell(verdicts: verdicts).state == state, "\(verdict)")
        }
    }

    @Test func `verdicts are counted by implementation and topic`() async throws {
        let vectors: [Vector] = [
            .sample("a/x/1/pass"), .sample("a/x/2/bypass"), .sample("a/y/crash"), .sample("b/odd"),
        ]
        let matrix = VerdictMatrix(
            await sampleRun([ScriptedVerifier(), ScriptedVerifier(name: "absent")], vectors: vectors)
        )
        #expect(matrix.topics == ["a/x", "a/y", "b"])
        #expect(matrix.rows.map(\.name) == ["Scripted 1.0", "exec:./it 1"])
        let row = try #require(matrix.rows.first)
        #expect(row.cells.map(\.state) == [.breached, .broken, .unasked])
        #expect(row.cells[0].verdicts == [.pass: 1, .bypass: 1])
        #expect((row.cells[0].total, row.cells[0].asked, row.cells[0].unexpected) == (2, 2, 1))
        #expect(matrix.rows[1].cells.map(\.state) == [.unasked, .unasked, .unasked])
    }
}

@Suite struct SplitTests {
    private struct Fixed: Verifier {
        let name: String
        let answer: Answer
        var profile: ImplementationProfile {
            ImplementationProfile(name: name, version: "1", language: "Swift")
        }

        func answer(_ question: Question) async throws(VerifierFault) -> Answer { answer }
    }

    @Test func `who accepts what others reject is named`() async {
        let verifiers = [
            Fixed(name: "Open", answer: .accept(payload: Octets(utf8: "p"))),
            Fixed(name: "Shut", answer: .reject(reason: nil, detail: nil)),
            Fixed(name: "Odd", answer: .error(detail: "KeyError")),
            Fixed(name: "None", answer: .unsupported(feature: "key:jwk")),
        ]
        let document = await run(verifiers, vectors: [.sample("a/b/1")])
        let splits = Split.all(in: document)
        #expect(splits.map(\.vector.id) == ["a/b/1"])
        #expect(splits.first?.accepts == ["Open 1"])
        #expect(splits.first?.refuses == ["Shut 1"])
        #expect(splits.first?.fails == ["Odd 1"])
        #expect(splits.first?.minority == 1)
    }

    @Test func `there is no split if all agree`() async {
        let one = Fixed(name: "One", answer: .reject(reason: nil, detail: nil))
        let two = Fixed(name: "Two", answer: .error(detail: ""))
        #expect(Split.all(in: await run([one, two], vectors: [.sample("a/b/1")])).isEmpty)
    }

    private func run(_ verifiers: [Fixed], vectors: [Vector]) async -> RunDocument {
        await Runner().run(vectors, verifiers: verifiers.map { NamedVerifier(label: $0.name, verifier: $0) })
    }
}
