import FoundationEssentials
import JWTConformance
import Testing

/// The way of a sign vector through a runner, and from its file.
@Suite struct SignRunnerTests {
    private static let key = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)
    private static let header = JSONValue.object(["alg": .string("HS256")])
    private static let token: String = {
        let signature = Octets([UInt8](repeating: 1, count: 32)).base64url
        return "\(Octets(utf8: #"{"alg":"HS256"}"#).base64url).\(Octets(utf8: "a").base64url).\(signature)"
    }()

    private static func vector(twice: Bool = false) -> SignVector {
        SignVector(
            id: "sign/a/b",
            summary: "a token",
            request: SignRequest(header: header, payload: Octets(utf8: "a"), key: key),
            expectation: .produce(verification: key),
            isAskedTwice: twice
        )
    }

    @Test func theOracleHasTheLastWord() async {
        let good = FakeVerifier { _, _ in .accept(payload: Octets(utf8: "a")) }
        let bad = FakeVerifier { _, _ in .reject(reason: nil, detail: "not signed") }
        let signer = FakeSigner(answers: [.token(Self.token)])
        let taken = await SignRunner(oracle: good).result(of: Self.vector(), by: signer, capabilities: nil)
        #expect(taken.verdict == .shared(.pass))
        let refused = await SignRunner(oracle: bad).result(of: Self.vector(), by: signer, capabilities: nil)
        #expect(refused.verdict == .wrongToken([.signature]))
        #expect(refused.detail == "not signed")
    }

    @Test func repetitionIsRecordedAndNotJudged() async {
        let oracle = FakeVerifier { _, _ in .accept(payload: Octets(utf8: "a")) }
        for (answers, isRepeated) in [([Self.token, Self.token], true), ([Self.token, "another"], false)] {
            let signer = FakeSigner(answers: answers.map(SignAnswer.token))
            let result = await SignRunner(oracle: oracle).result(
                of: Self.vector(twice: true),
                by: signer,
                capabilities: nil
            )
            #expect(result.isRepeated == isRepeated)
            #expect(result.verdict == .shared(.pass))
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
            #expect(result.verdict == .shared(.skipped))
        }
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

/// A signer that gives its answers in turn, and then the last again.
private actor Answers {
    private var answers: [SignAnswer]

    init(_ answers: [SignAnswer]) {
        self.answers = answers
    }

    func next() -> SignAnswer {
        answers.count > 1 ? answers.removeFirst() : answers.first ?? .error(detail: "nothing to say")
    }
}

private struct FakeSigner: Signer {
    private let answers: Answers

    init(answers: [SignAnswer]) {
        self.answers = Answers(answers)
    }

    var profile: ImplementationProfile {
        ImplementationProfile(name: "Fake", version: "1.0", language: "Swift")
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer { .error(detail: "it signs") }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer { await answers.next() }
}
