import JWTConformance
import Testing

@testable import JWTAdapters

/// Everybody's tokens go to everybody, and what isn't understood is seen on the right side.
@Suite struct InteropTests {
    private static let subjects = Result { () throws(CorpusError) in
        InteropSubject.all(in: try Corpus(directory: CorpusLocation.directory()).signVectors)
    }

    private func run(_ verifiers: [any Verifier], jobs: Int = 2) async throws -> InteropDocument {
        let candidates = verifiers.enumerated().map { NamedVerifier(label: "v\($0)", verifier: $1) }
        return await InteropRunner(jobs: jobs).run(try Self.subjects.get(), verifiers: candidates)
    }

    @Test func `has a subject for every algorithm of the reference`() throws {
        let names = ReferenceVerifier().profile.capabilities?.algorithms ?? []
        #expect(Set(try Self.subjects.get().map(\.algorithm)) == Set(names))
    }

    @Test func `the reference accepts its own tokens`() async throws {
        let document = try await run([ReferenceVerifier(), ReferenceVerifier()])
        let subjects = try Self.subjects.get().count
        #expect(document.rows.count == subjects * 2)
        #expect(document.asked == subjects * 4)
        #expect(document.misunderstandings == 0)
        #expect(document.failures == 0)
        #expect(document.complete)
    }

    @Test func `a signer with wrong signatures shows in its row`() async throws {
        let document = try await run([ReferenceVerifier(), Other(way: .tampersWhatItSigns)])
        let (own, others) = (document.rows.filter { $0.signer == 1 }, document.rows.filter { $0.signer == 0 })
        #expect(own.allSatisfy { $0.verifications.allSatisfy { $0.outcome == .refused } })
        #expect(others.allSatisfy { $0.verifications.allSatisfy { $0.outcome == .accepted } })
    }

    @Test func `a verifier with wrong payloads shows in its column`() async throws {
        let document = try await run([ReferenceVerifier(), Other(way: .handsBackAnotherPayload)])
        #expect(document.rows.allSatisfy { $0.verifications.map(\.outcome) == [.accepted, .wrongPayload] })
    }

    @Test(arguments: Way.all, [[], ["delay=20"]])
    func `a fault of a signer is in the row that it belongs to`(way: Way, delay: [String]) async throws {
        let offender = Offender.verifier(["kind=\(way.kind)", "at=alg:HS384"] + delay)
        let document = try await run([ReferenceVerifier(), offender])
        let own = Dictionary(
            uniqueKeysWithValues: document.rows.filter { $0.signer == 1 && !$0.isSkipped }.map { ($0.algorithm, $0) }
        )
        #expect(Set(own.keys) == ["HS256", "HS384", "HS512"])
        #expect(own["HS256"]?.token != nil && own["HS512"]?.token != nil)
        #expect(own["HS384"]?.token == nil && own["HS384"]?.detail != nil)
        #expect(document.participants[1].incidents == nil, "\(document.participants[1].incidents ?? [])")
    }

    @Test func `a participant that can't sign only verifies`() async throws {
        let document = try await run([ReferenceVerifier(), Other(way: .signsNothing)])
        let own = document.rows.filter { $0.signer == 1 }
        #expect(own.allSatisfy { $0.isSkipped && $0.token == nil && $0.verifications.isEmpty })
        #expect(document.failures == 0)
    }

    @Test func `a participant that can't be run is named and doesn't delay others`() async throws {
        let document = try await run([ReferenceVerifier(), StdioVerifier(command: ["/nonexistent/adapter"])])
        #expect(document.participants[1].detail?.contains("adapter can't be started") == true)
        #expect(document.misunderstandings == 0)
        #expect(document.rows.allSatisfy { $0.verifications.map(\.outcome) == [.accepted, .skipped] })
    }
}

/// The reference with one thing gone wrong.
private struct Other: Signer {
    enum Way {
        case tampersWhatItSigns, handsBackAnotherPayload, signsNothing
    }

    let way: Way
    private let reference = ReferenceVerifier()

    init(way: Way) {
        self.way = way
    }

    var profile: ImplementationProfile {
        var profile = reference.profile
        if way == .signsNothing { profile.capabilities?.operations = ["verify"] }
        return profile
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        let answer = try await reference.answer(question)
        guard way == .handsBackAnotherPayload, case .accept = answer else { return answer }
        return .accept(payload: Octets(Array(#"{"sub":"mallory"}"#.utf8)))
    }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        let answer = try await reference.sign(request)
        guard way == .tampersWhatItSigns, case .token(let token) = answer,
            let dot = token.lastIndex(of: ".")
        else { return answer }
        let first = token.index(after: dot)
        let other = token[first] == "A" ? "B" : "A"
        return .token(token[...dot] + other + token[token.index(after: first)...])
    }
}
