import JWTConformance
import Synchronization

/// Swift Testing has a type of this name too.
typealias Expectation = JWTConformance.Expectation

/// A verifier in this process whose answers are what a test says, by the token's text and how often it was asked.
final class FakeVerifier: Verifier {
    typealias Answering = @Sendable (_ token: String, _ time: Int) async throws(VerifierFault) -> Answer

    private let name: String
    private let version: String
    private let capabilities: Capabilities?
    private let answering: Answering
    private let state = Mutex(State())

    private struct State {
        var asked: [String: Int] = [:]
        var finished = 0
        var inFlight = 0
        var mostInFlight = 0
    }

    init(
        name: String = "Fake",
        version: String = "1.0",
        capabilities: Capabilities? = nil,
        answering: @escaping Answering
    ) {
        self.name = name
        self.version = version
        self.capabilities = capabilities
        self.answering = answering
    }

    var profile: ImplementationProfile {
        get async throws(VerifierFault) {
            ImplementationProfile(name: name, version: version, language: "Swift", capabilities: capabilities)
        }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        let token = String(decoding: question.token.bytes, as: UTF8.self)
        let time = state.withLock { state in
            state.asked[token, default: 0] += 1
            state.inFlight += 1
            state.mostInFlight = max(state.mostInFlight, state.inFlight)
            return state.asked[token] ?? 0
        }
        defer { state.withLock { $0.inFlight -= 1 } }
        return try await answering(token, time)
    }

    func finish() async {
        state.withLock { $0.finished += 1 }
    }

    func timesAsked(_ token: String) -> Int { state.withLock { $0.asked[token] ?? 0 } }
    var timesFinished: Int { state.withLock { $0.finished } }
    var mostInFlight: Int { state.withLock { $0.mostInFlight } }
}

/// A verifier that can't be started.
struct AbsentVerifier: Verifier {
    var profile: ImplementationProfile {
        get async throws(VerifierFault) { throw .unavailable("no such file", standardError: "sh: not found\n") }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        throw .unavailable("no such file", standardError: "")
    }
}

/// A signer in this process whose answers are what a test says, by the payload and how often it was asked.
final class FakeSigner: Signer {
    typealias Answering = @Sendable (_ payload: String, _ time: Int) async throws(VerifierFault) -> SignAnswer

    private let capabilities: Capabilities?
    private let answering: Answering
    private let state = Mutex((asked: [String: Int](), inFlight: 0, most: 0))

    init(capabilities: Capabilities? = nil, answering: @escaping Answering) {
        self.capabilities = capabilities
        self.answering = answering
    }

    /// Gives its answers in turn, and then the last again; where there's none, it can't be run any more.
    convenience init(answers: [SignAnswer?]) {
        let left = Mutex(answers[...])
        self.init { _, _ throws(VerifierFault) in
            let answer = left.withLock {
                $0.count > 1 ? $0.removeFirst() : $0.first ?? .error(detail: "nothing to say")
            }
            guard let answer else { throw .unavailable("it's gone", standardError: "") }
            return answer
        }
    }

    var profile: ImplementationProfile {
        ImplementationProfile(name: "Fake", version: "1.0", language: "Swift", capabilities: capabilities)
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer { .error(detail: "it signs") }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        let payload = request.payload.utf8 ?? ""
        let time = state.withLock { state in
            state.asked[payload, default: 0] += 1
            state.inFlight += 1
            state.most = max(state.most, state.inFlight)
            return state.asked[payload] ?? 0
        }
        defer { state.withLock { $0.inFlight -= 1 } }
        return try await answering(payload, time)
    }

    func timesAsked(_ payload: String) -> Int { state.withLock { $0.asked[payload] ?? 0 } }
    var mostInFlight: Int { state.withLock { $0.most } }
}

extension Vector {
    /// The key of ``signing(_:expect:algorithm:twice:)``.
    static let signingKey = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)

    /// A vector for signers whose payload is the last part of its id.
    static func signing(
        _ id: String,
        expect: Expectation? = nil,
        algorithm: String = "HS256",
        reason: ReasonCode? = nil,
        twice: Bool = false
    ) -> Vector {
        let payload = Octets(utf8: String(id.split(separator: "/").last ?? ""))
        let request = SignRequest(header: .object(["alg": .string(algorithm)]), payload: payload, key: signingKey)
        return Vector(
            id: id,
            summary: "a sample",
            signing: SigningTask(request, verification: signingKey, isAskedTwice: twice),
            expectation: expect ?? .accept(payload: payload),
            reason: reason,
            refs: ["RFC7515#4.1.11-1"]
        )
    }

    /// A vector whose token is the last part of its id.
    static func sample(
        _ id: String,
        expect: Expectation = .reject,
        level: Level = .must,
        algorithms: VerificationPolicy.Algorithms = .only(["HS256"]),
        content: Question.Content = .bytes
    ) -> Vector {
        Vector(
            id: id,
            summary: "a sample",
            question: Question(
                content: content,
                token: .text(String(id.split(separator: "/").last ?? "")),
                key: .none,
                policy: VerificationPolicy(algorithms: algorithms)
            ),
            expectation: expect,
            level: level,
            refs: ["RFC7515#4.1.11"]
        )
    }
}

extension Capabilities {
    /// Declares what ``Vector/sample(_:expect:level:algorithms:content:)`` needs.
    static let sample = Capabilities(algorithms: ["HS256"], keys: ["none"], policy: ["algorithms"])
}

extension RunDocument {
    /// The verdicts of one implementation by id.
    func verdicts(_ position: Int = 0) -> [String: Verdict] {
        Dictionary(uniqueKeysWithValues: implementations[position].cases.map { ($0.id, $0.verdict) })
    }
}
