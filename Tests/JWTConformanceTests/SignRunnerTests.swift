import FoundationEssentials
import JWTConformance
import Synchronization
import Testing

/// The way of a vector for signers through the runner, and from its file.
@Suite struct SignRunnerTests {
    private static func token(
        over payload: String,
        signed signature: [UInt8] = .init(repeating: 1, count: 32),
        by algorithm: String = "HS256"
    ) -> String {
        let header = Octets(utf8: #"{"alg":"\#(algorithm)"}"#).base64url
        return "\(header).\(Octets(utf8: payload).base64url).\(Octets(signature).base64url)"
    }

    private static let token = token(over: "b")

    /// Accepts every token, and hands back its payload.
    private static let oracle = FakeVerifier { token, _ in
        .accept(payload: token.split(separator: ".").dropFirst().first.flatMap { Octets(base64url: $0) } ?? Octets([]))
    }

    private func run(_ signer: any Verifier, oracle: (any Verifier)? = oracle) async -> RunDocument {
        await run([.signing("sign/a/b")], signer, oracle: oracle)
    }

    private func run(
        _ vectors: [Vector],
        _ signer: any Verifier,
        oracle: (any Verifier)? = oracle,
        window: Int = 32
    ) async -> RunDocument {
        var options = Runner.Options()
        options.window = window
        let named = [NamedVerifier(label: "signer", verifier: signer)]
        return await Runner(options: options, oracle: oracle).run(vectors, verifiers: named)
    }

    @Test func `the oracle has the last word`() async {
        let bad = FakeVerifier { _, _ in .reject(reason: nil, detail: "not signed") }
        let signer = FakeSigner(answers: [.token(Self.token)])
        #expect(await run(signer).verdicts() == ["sign/a/b": .pass])
        let refused = await run(signer, oracle: bad).implementations[0].cases[0]
        #expect(refused.verdict == .wrongToken)
        #expect(refused.answer?.defects == [.signature])
        #expect(refused.answer?.detail == "not signed")
    }

    @Test func `without an oracle nobody is asked`() async {
        let signer = FakeSigner(answers: [.token(Self.token)])
        let record = await run(signer, oracle: nil).implementations[0].cases[0]
        #expect(record.verdict == .notRun)
        #expect(record.detail?.contains("held against") == true)
        #expect(signer.timesAsked("b") == 0)
    }

    @Test func `repetition is recorded and not judged`() async {
        let other = Self.token(over: "b", signed: [UInt8](repeating: 2, count: 32))
        for (answers, isRepeated) in [([Self.token, Self.token], true), ([Self.token, other], false)] {
            let signer = FakeSigner(answers: answers.map(SignAnswer.token))
            let record = await run([.signing("sign/a/b", twice: true)], signer).implementations[0].cases[0]
            #expect(record.answer?.repeated == isRepeated)
            #expect(record.verdict == .pass)
        }
    }

    @Test func `what is not declared is not asked`() async {
        for (operations, algorithms) in [(["verify"], ["HS256"]), (["sign"], ["ES256"])] {
            let capabilities = Capabilities(operations: operations, algorithms: algorithms, policy: [])
            let signer = FakeSigner(capabilities: capabilities) { _, _ in .error(detail: "asked") }
            let record = await run(signer).implementations[0].cases[0]
            #expect(record.verdict == .skipped)
            #expect(record.feature == (operations == ["sign"] ? "algorithm:HS256" : "operation:sign"))
        }
    }

    /// One time in four a signature of two integers under P-521 has its full length though zeros are left out.
    @Test func `what is right by chance is not right`() async {
        let (whole, short) = (132, 131)
        for (lengths, verdict) in [
            ([whole], Verdict.pass), ([whole, whole, short], .wrongToken), ([short, short], .wrongToken),
        ] {
            let answers = lengths.map {
                SignAnswer.token(Self.token(over: "b", signed: .init(repeating: 1, count: $0), by: "ES512"))
            }
            let document = await run([.signing("sign/a/b", algorithm: "ES512")], FakeSigner(answers: answers))
            #expect(document.verdicts() == ["sign/a/b": verdict], "\(lengths)")
        }
    }

    @Test func `what is not as expected is asked again`() async {
        let refusal = SignAnswer.refuse(reason: nil, detail: "not today")
        for (answers, verdict) in [
            ([refusal, refusal], Verdict.overStrict), ([refusal, .token(Self.token)], .flaky),
            ([.error(detail: "KeyError"), refusal], .flaky),
        ] {
            let record = await run(FakeSigner(answers: answers)).implementations[0].cases[0]
            #expect(record.verdict == verdict)
            if verdict == .flaky { #expect(record.detail?.hasPrefix("first ") == true) }
        }
    }

    private static let many = (0..<40).map { Vector.signing("sign/v/t\($0)") }

    @Test(arguments: [1, 8]) func `as many requests are in flight as the window has`(window: Int) async {
        let signer = FakeSigner { payload, _ in
            try? await Task.sleep(for: .milliseconds(5))
            return .token(Self.token(over: payload))
        }
        let document = await run(Self.many, signer, window: window)
        #expect(document.verdicts().values.allSatisfy { $0 == .pass })
        #expect(signer.mostInFlight == window)
    }

    /// A program that dies takes everything in flight with it; here every call throws that is in flight with `t7`.
    @Test func `the culprit is exact and its neighbours keep their verdicts`() async {
        let isDying = Mutex(false)
        let inFlight = Mutex(0)
        let signer = FakeSigner { payload, _ throws(VerifierFault) in
            inFlight.withLock { $0 += 1 }
            defer {
                let left = inFlight.withLock { count in
                    count -= 1
                    return count
                }
                if left == 0 { isDying.withLock { $0 = false } }
            }
            if payload == "t7" { isDying.withLock { $0 = true } }
            try? await Task.sleep(for: .milliseconds(2))
            if isDying.withLock({ $0 }) { throw .crash("signal 11", standardError: "boom") }
            return .token(payload == "t9" ? "a.b.c" : Self.token(over: payload))
        }
        let document = await run(Self.many, signer)
        var expected = Dictionary(uniqueKeysWithValues: Self.many.map { ($0.id, Verdict.pass) })
        expected["sign/v/t7"] = .crash
        expected["sign/v/t9"] = .wrongToken
        #expect(document.verdicts() == expected)
        #expect(signer.timesAsked("t7") == 2)
    }

    @Test func `a fault that nobody repeats is not hidden`() async {
        let signer = FakeSigner { payload, time throws(VerifierFault) in
            if payload == "t3", time == 1 { throw .hang(after: 2, standardError: "") }
            return .token(Self.token(over: payload))
        }
        let document = await run(Self.many, signer)
        #expect(document.verdicts()["sign/v/t3"] == .flaky)
        #expect(document.implementations[0].summary.count(.pass) == 39)
    }

    @Test func `every signer has its part`() async {
        let mute = FakeVerifier { _, _ in .error(detail: "") }
        let dying = FakeSigner { payload, _ throws(VerifierFault) in
            if payload == "c" { throw .unavailable("it's gone", standardError: "") }
            return .token(Self.token(over: payload))
        }
        var options = Runner.Options()
        (options.jobs, options.window) = (2, 1)
        let document = await Runner(options: options, oracle: Self.oracle).run(
            [.signing("sign/a/b"), .signing("sign/a/c")],
            verifiers: [
                NamedVerifier(
                    label: "signer",
                    verifier: FakeSigner { payload, _ in .token(Self.token(over: payload)) }
                ),
                NamedVerifier(label: "absent", verifier: AbsentVerifier()),
                NamedVerifier(label: "mute", verifier: mute), NamedVerifier(label: "dying", verifier: dying),
            ],
            description: RunDescription(version: "1", corpus: "c", started: "s")
        )
        #expect(document.complete)
        let runs = document.implementations
        #expect(runs.map(\.label) == ["signer", "absent", "mute", "dying"])
        #expect(runs.map(\.state) == [.complete, .unavailable, .complete, .unavailable])
        #expect(
            runs.map { $0.cases.map(\.verdict) }
                == [[.pass, .pass], [.notRun, .notRun], [.skipped, .skipped], [.pass, .notRun]]
        )
        #expect(runs[1].implementation == nil && runs[1].standardError == "sh: not found\n")
        #expect(runs[2].cases[0].feature == "operation:sign")
        let must = runs.map(\.summary.must)
        #expect((must[0].passed, must[0].of, must[2].skipped) == (2, 2, 2))
        #expect(runs.map { $0.deviations.map(\.kind) } == [[], [], [.unasked], []])
    }

    @Test func `an interrupted run keeps what there is`() async {
        let task = Task {
            var options = Runner.Options()
            options.window = 1
            let signer = FakeSigner { payload, _ in .token(Self.token(over: payload)) }
            return await Runner(options: options, oracle: Self.oracle).run(
                Self.many,
                verifiers: [NamedVerifier(label: "signer", verifier: signer)]
            ) { event in
                guard case .caseFinished(_, let result) = event, result.vector.id == "sign/v/t2" else { return }
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }
        let document = await task.value
        #expect(!document.complete)
        #expect(document.implementations[0].state == .interrupted)
        let verdicts = document.implementations[0].cases.map(\.verdict)
        #expect(verdicts.count == 40)
        #expect(verdicts.prefix(3) == [.pass, .pass, .pass] && verdicts.last == .notRun)
    }

    @Test func `a document is read as it was written`() async throws {
        let document = await run([.signing("sign/a/b", twice: true)], FakeSigner(answers: [.token("\u{1B}[2J")]))
        let record = try #require(document.implementations.first?.cases.first)
        #expect((record.verdict, record.answer?.defects, record.answer?.tokenLength) == (.wrongToken, [.notCompact], 4))
        #expect(record.answer?.token == "\\u{1B}[2J")
        let again = try RunDocument(json: Array(JSONEncoder().encode(document)))
        #expect(again == document)
        #expect(again.vectors.map(\.kind) == [.sign])
        #expect(document.unexpectedIDs == ["sign/a/b"])
    }

    @Test func `a document of version 0.2 is read`() throws {
        let json = #"""
            {"schema":"jwt-assay/sign-run/1","version":"0.2.0","corpus":"c","started":"s","complete":true,
             "implementations":[{"label":"exec:a","implementation":{"name":"Fake","version":"1","language":"C"},
             "state":"complete","seconds":0.5,"counts":{"pass":1,"unsafe":1},
             "must":{"passed":1,"of":2,"skipped":0},"disagreements":[{"kind":"unexpected","id":"sign/a/c","verdict":"unsafe"}],
             "cases":[
              {"id":"sign/a/b","summary":"one","expect":"produce","level":"must","refs":["RFC7515#4.1.1-1"],"verdict":"pass",
               "outcome":"token","token":"a.b.c","tokenLength":5,"repeated":true,"seconds":0.1},
              {"id":"sign/a/c","summary":"two","expect":"refuse","level":"must","reason":"alg-none","refs":[],
               "verdict":"unsafe","outcome":"token","token":"d","tokenLength":1}]}]}
            """#
        let document = try RunDocument(json: Array(json.utf8))
        #expect(document.suite.version == "0.2.0" && document.complete)
        #expect(document.vectors.map(\.id) == ["sign/a/b", "sign/a/c"])
        #expect(document.kinds == [.sign])
        let run = document.implementations[0]
        #expect(run.summary.verdicts == ["pass": 1, "unsafe": 1])
        #expect((run.summary.must.passed, run.summary.must.of) == (1, 2))
        #expect(run.cases[0].answer?.description == "a token of 5 octets")
        #expect(run.deviations.map(\.id) == ["sign/a/c"])
    }

    @Test func `runs of verifiers and of signers are read as one`() async throws {
        let verifying = await Runner().run(
            [.sample("a/b")],
            verifiers: [NamedVerifier(label: "x", verifier: FakeVerifier { _, _ in .reject(reason: nil, detail: nil) })]
        )
        let signing = await Runner(oracle: Self.oracle).run(
            [.signing("sign/a/b")],
            verifiers: [NamedVerifier(label: "x", verifier: FakeSigner(answers: [.refuse(reason: nil, detail: nil)]))]
        )
        let merged = try RunDocument(merging: [verifying, signing])
        #expect(merged.vectors.map(\.id) == ["a/b", "sign/a/b"])
        #expect(merged.kinds == [.verify, .sign])
        #expect(merged.implementations.map(\.label) == ["x"])
        #expect(merged.verdicts() == ["a/b": .pass, "sign/a/b": .overStrict])
        #expect(merged.implementations[0].summary.must.of == 2)
        #expect(merged.implementations[0].deviations.map(\.id) == ["sign/a/b"])
        #expect(throws: RunMergeError.twice(label: "x")) { try RunDocument(merging: [signing, signing]) }
    }

    @Test(arguments: [
        (#""ref":"keys/none""#, #""expect":"refuse","reason":"header""#, "expected the id of a record in keys/"),
        ("", #""expect":"produce""#, "exactly one of ref and jwk"),
        (#""jwk":{}"#, #""expect":"refuse""#, "refuse needs a reason"),
        (#""jwk":{}"#, #""expect":"either""#, "either needs why"),
        (#""jwk":{}"#, #""expect":"accept""#, "not produce, refuse or either"),
    ])
    func `contradictory sign vectors aren't loaded`(_ key: String, _ members: String, _ words: String) throws {
        let text = """
            {"schema":"jwt-assay/sign-vectors/1","title":"a","groups":[{"id":"sign/a","key":{\(key)},"tests":[
            {"id":"sign/a/b","summary":"c","header":{"alg":"HS256"},"payload":"YQ",\(members)}]}]}
            """
        let file = try JSONDecoder().decode(SignVectorFile.self, from: Data(text.utf8))
        let error = #expect(throws: CorpusError.self) { try file.vectors(keys: [:]) }
        #expect("\(try #require(error))".contains(words))
    }
}
