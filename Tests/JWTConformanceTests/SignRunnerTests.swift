import FoundationEssentials
import JWTConformance
import Testing

/// The way of a sign vector through a runner, and from its file.
@Suite struct SignRunnerTests {
    private static let key = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)
    private static let token = token(signed: [UInt8](repeating: 1, count: 32))

    private static func token(signed signature: [UInt8], by algorithm: String = "HS256") -> String {
        let header = Octets(utf8: #"{"alg":"\#(algorithm)"}"#).base64url
        return "\(header).\(Octets(utf8: "a").base64url).\(Octets(signature).base64url)"
    }

    private static func vector(
        _ id: String = "sign/a/b",
        algorithm: String = "HS256",
        twice: Bool = false
    ) -> SignVector {
        SignVector(
            id: id,
            summary: "a token",
            request: SignRequest(
                header: .object(["alg": .string(algorithm)]),
                payload: Octets(utf8: "a"),
                key: key
            ),
            expectation: .produce(verification: key),
            isAskedTwice: twice
        )
    }

    private static let oracle = FakeVerifier { _, _ in .accept(payload: Octets(utf8: "a")) }

    @Test func theOracleHasTheLastWord() async {
        let bad = FakeVerifier { _, _ in .reject(reason: nil, detail: "not signed") }
        let signer = FakeSigner(answers: [.token(Self.token)])
        let taken = await SignRunner(oracle: Self.oracle).result(of: Self.vector(), by: signer, capabilities: nil)
        #expect(taken.verdict == .pass)
        let refused = await SignRunner(oracle: bad).result(of: Self.vector(), by: signer, capabilities: nil)
        #expect(refused.verdict == .wrongToken)
        #expect(refused.defects == [.signature])
        #expect(refused.detail == "not signed")
    }

    @Test func repetitionIsRecordedAndNotJudged() async {
        let other = Self.token(signed: [UInt8](repeating: 2, count: 32))
        for (answers, isRepeated) in [([Self.token, Self.token], true), ([Self.token, other], false)] {
            let signer = FakeSigner(answers: answers.map(SignAnswer.token))
            let result = await SignRunner(oracle: Self.oracle).result(
                of: Self.vector(twice: true),
                by: signer,
                capabilities: nil
            )
            #expect(result.isRepeated == isRepeated)
            #expect(result.verdict == .pass)
        }
    }

    @Test func whatIsNotDeclaredIsNotAsked() async {
        let signer = FakeSigner(answers: [])
        for (operations, algorithms) in [(["verify"], ["HS256"]), (["sign"], ["ES256"])] {
            let capabilities = Capabilities(operations: operations, algorithms: algorithms, policy: [])
            let result = await SignRunner(oracle: signer).result(
                of: Self.vector(),
                by: signer,
                capabilities: capabilities
            )
            #expect(result.verdict == .skipped)
            #expect(result.feature == (operations == ["sign"] ? .algorithm("HS256") : .operation("sign")))
        }
    }

    /// One time in four a signature of two integers under P-521 has its full length though zeros are left out.
    @Test func whatIsRightByChanceIsNotRight() async {
        let (whole, short) = (132, 131)
        for (lengths, verdict) in [
            ([whole], Verdict.pass), ([whole, whole, short], .wrongToken), ([short, short], .wrongToken),
        ] {
            let answers = lengths.map {
                SignAnswer.token(Self.token(signed: .init(repeating: 1, count: $0), by: "ES512"))
            }
            let result = await SignRunner(oracle: Self.oracle).result(
                of: Self.vector(algorithm: "ES512"),
                by: FakeSigner(answers: answers),
                capabilities: nil
            )
            #expect(result.verdict == verdict, "\(lengths)")
        }
    }

    @Test func whatIsNotAsExpectedIsAskedAgain() async {
        let refusal = SignAnswer.refuse(reason: nil, detail: "not today")
        for (answers, verdict) in [
            ([refusal, refusal], Verdict.overStrict), ([refusal, .token(Self.token)], .flaky),
            ([.error(detail: "KeyError"), refusal], .flaky),
        ] {
            let result = await SignRunner(oracle: Self.oracle).result(
                of: Self.vector(),
                by: FakeSigner(answers: answers),
                capabilities: nil
            )
            #expect(result.verdict == verdict)
            if verdict == .flaky { #expect(result.detail?.hasPrefix("first ") == true) }
        }
    }

    @Test func everySignerHasItsPart() async {
        let document = await SignRunner(oracle: Self.oracle, jobs: 2).run(
            [Self.vector("sign/a/b"), Self.vector("sign/a/c")],
            candidates: [
                Candidate(label: "signer", verifier: FakeSigner(answers: [.token(Self.token)])),
                Candidate(label: "absent", verifier: AbsentVerifier()),
                Candidate(label: "mute", verifier: FakeVerifier { _, _ in .error(detail: "") }),
                Candidate(label: "dying", verifier: FakeSigner(answers: [.token(Self.token), nil])),
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
        #expect(runs[2].wasAskedNothing && !runs[0].wasAskedNothing)
        #expect(runs[2].cases[0].feature == "operation:sign")
        #expect((runs[0].must.passed, runs[0].must.of, runs[2].must.skipped) == (2, 2, 2))
        #expect(runs[0].counts == ["pass": 2])
        #expect(runs.flatMap(\.disagreements).isEmpty)
    }

    @Test func anInterruptedRunKeepsWhatThereIs() async {
        let vectors = (0..<20).map { Self.vector("sign/a/\($0)") }
        let task = Task {
            await SignRunner(oracle: Self.oracle).run(
                vectors,
                candidates: [Candidate(label: "signer", verifier: FakeSigner(answers: [.token(Self.token)]))]
            ) { event in
                guard case .caseFinished(_, let result) = event, result.vector.id == "sign/a/2" else { return }
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }
        let document = await task.value
        #expect(!document.complete)
        #expect(document.implementations[0].state == .interrupted)
        let verdicts = document.implementations[0].cases.map(\.verdict)
        #expect(verdicts.count == 20)
        #expect(verdicts.prefix(3) == [.pass, .pass, .pass] && verdicts.last == .notRun)
    }

    @Test func theDocumentIsReadAsItWasWritten() async throws {
        let document = await SignRunner(oracle: Self.oracle).run(
            [Self.vector(twice: true)],
            candidates: [Candidate(label: "signer", verifier: FakeSigner(answers: [.token("\u{1B}[2J")]))]
        )
        let record = try #require(document.implementations.first?.cases.first)
        #expect((record.verdict, record.defects, record.tokenLength) == (.wrongToken, [.notCompact], 4))
        #expect(record.token == "\\u{1B}[2J")
        let again = try JSONDecoder().decode(SignRunDocument.self, from: JSONEncoder().encode(document))
        #expect(again == document)
        #expect(document.unexpectedIDs == ["sign/a/b"])
    }

    @Test(arguments: [
        (#""ref":"keys/none""#, #""expect":"refuse","reason":"header""#, "isn't in the corpus"),
        ("", #""expect":"produce""#, "exactly one of ref and jwk"),
        (#""jwk":{}"#, #""expect":"refuse""#, "refuse needs a reason"),
        (#""jwk":{}"#, #""expect":"either""#, "either needs why"),
        (#""jwk":{}"#, #""expect":"accept""#, "not produce, refuse or either"),
    ])
    func whatContradictsItselfIsNotLoaded(_ key: String, _ members: String, _ words: String) throws {
        let text = """
            {"schema":"jwt-assay/sign-vectors/1","title":"a","groups":[{"id":"sign/a","key":{\(key)},"tests":[
            {"id":"sign/a/b","summary":"c","header":{"alg":"HS256"},"payload":"YQ",\(members)}]}]}
            """
        let file = try JSONDecoder().decode(SignVectorFile.self, from: Data(text.utf8))
        let error = #expect(throws: CorpusError.self) { try file.vectors(keys: [:]) }
        #expect("\(try #require(error))".contains(words))
    }
}

/// A signer that gives its answers in turn, and then the last again; where there's none, it can't be run any more.
private actor Answers {
    private var answers: [SignAnswer?]

    init(_ answers: [SignAnswer?]) {
        self.answers = answers
    }

    func next() -> SignAnswer? {
        answers.count > 1 ? answers.removeFirst() : answers.first ?? .error(detail: "nothing to say")
    }
}

private struct FakeSigner: Signer {
    private let answers: Answers

    init(answers: [SignAnswer?]) {
        self.answers = Answers(answers)
    }

    var profile: ImplementationProfile {
        ImplementationProfile(name: "Fake", version: "1.0", language: "Swift")
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer { .error(detail: "it signs") }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        guard let answer = await answers.next() else { throw .unavailable("it's gone", standardError: "") }
        return answer
    }
}
