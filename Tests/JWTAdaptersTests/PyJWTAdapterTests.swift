import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
private let isSetUp = FileManager.default.isExecutableFile(
    atPath: root.appending(path: ".environments/python-pyjwt/bin/python").path
)

/// The adapter of PyJWT over a real process; it needs the Python environment that scripts/setup makes.
@Suite(.enabled(if: isSetUp, "scripts/setup makes its environment"), .timeLimit(.minutes(2)))
struct PyJWTAdapterTests {
    private let verifier = StdioVerifier(
        command: ["builders/python/run", "python-pyjwt"].map { root.appending(path: "scripts/adapters/\($0)").path },
        limits: .init(startUpSeconds: 60)
    )

    /// RFC 7515 appendix A.1; it expires at 1300819380.
    private let token =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
        + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private let jwk = JSONValue.object([
        "kty": .string("oct"), "kid": .string("a"),
        "k": .string("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"),
    ])
    private var key: KeyMaterial { .jwk(jwk, pem: nil) }

    private func answer(
        content: Question.Content = .claims,
        key: KeyMaterial? = nil,
        timeLimit: Double = 60,
        changing change: (inout VerificationPolicy) -> Void = { _ in }
    ) async throws -> Answer {
        var policy = VerificationPolicy(["HS256"])
        change(&policy)
        return try await verifier.answer(
            Question(content: content, token: .text(token), key: key ?? self.key, policy: policy, timeLimit: timeLimit)
        )
    }

    @Test func `profile declares an injected clock`() async throws {
        let profile = try await verifier.profile
        #expect(profile.name == "PyJWT")
        #expect(profile.capabilities?.clock == .injected)
        #expect(profile.capabilities?.algorithms.contains("ES256K") == true)
        await verifier.finish()
    }

    @Test func `the policy sets the time`() async throws {
        let claims = Octets(utf8: #"{"iss":"joe","exp":1300819380,"http://example.com/is_root":true}"#)
        #expect(try await answer { $0.now = 1_300_819_379 } == .accept(payload: claims))
        #expect(try await answer() == .accept(payload: claims), "no time, no comparison")
        guard case .reject(let reason, _) = try await answer(changing: { $0.now = 1_300_819_380 }) else {
            Issue.record("expired, and accepted")
            return
        }
        #expect(reason == ReasonCode.expired.rawValue)
        await verifier.finish()
    }

    @Test func `refusals have reasons`() async throws {
        let refusals: [(ReasonCode, Answer)] = [
            (.issuer, try await answer { $0.issuer = "jo" }),
            (.claimMissing, try await answer { $0.audience = "you" }),
            (.claimMissing, try await answer { $0.requiredClaims = ["nbf"] }),
            (.algNotAllowed, try await answer { $0.algorithms = .only(["HS384"]) }),
            (.signature, try await answer(key: .text("another secret of at least 32 octets"))),
            (.keyNotFound, try await answer(key: .jwkSet(.object(["keys": .array([jwk])])))),
        ]
        for (expected, answer) in refusals {
            guard case .reject(let reason, _) = answer else {
                Issue.record("\(expected): \(answer)")
                continue
            }
            #expect(reason == expected.rawValue)
        }
        #expect(try await answer { $0.type = "JWT" } == .unsupported(feature: "policy:type"))
        await verifier.finish()
    }

    @Test func `answers sign requests`() async throws {
        let header = JSONValue.object(["alg": .string("HS256"), "kid": .string("a")])
        let request = SignRequest(header: header, payload: Octets(utf8: "{}"), key: key)
        guard case .token(let token) = try await verifier.sign(request) else {
            Issue.record("no token")
            return
        }
        #expect(ProducedToken(token, for: request).defects(verification: key) == [])
        var unfit = request
        unfit.header = .object(["alg": .string("HS256"), "kid": .integer(1)])
        guard case .refuse = try await verifier.sign(unfit) else {
            Issue.record("a kid that is a number")
            return
        }
        await verifier.finish()
    }

    @Test func `signs and times`() async throws {
        let request = SignRequest(header: .object(["alg": .string("HS256")]), payload: Octets(utf8: "{}"), key: key)
        let signed = try await verifier.sign(request)
        guard case .token(let token) = signed else {
            Issue.record("\(signed)")
            return
        }
        let timed = try await verifier.timeVerification(
            of: [token, self.token],
            content: .bytes,
            key: key,
            policy: VerificationPolicy(["HS256"]),
            iterations: 64,
            within: .seconds(60)
        )
        guard case .done(let elapsed) = timed else {
            Issue.record("\(timed)")
            return
        }
        #expect(elapsed > .zero)
        await verifier.finish()
    }
}
