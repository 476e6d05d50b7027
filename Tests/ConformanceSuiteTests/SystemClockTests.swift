import FoundationEssentials
import JWTAdapters
import JWTConformance
import Testing

/// The reference by a clock that runs, as far off as a test says, and that heeds no `now` of a policy.
private struct ClockedVerifier: Verifier {
    var secondsOff: Int64 = 0
    /// The members of the policy that aren't looked at.
    var isBlind = false

    private let reference = ReferenceVerifier()

    var profile: ImplementationProfile {
        var profile = reference.profile
        profile.name = "clocked"
        profile.capabilities?.policy.removeAll { $0 == "now" }
        profile.capabilities?.clock = .system
        return profile
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        var question = question
        if question.policy.now != nil {
            question.policy.now = isBlind ? nil : Int64(Date.now.timeIntervalSince1970) + secondsOff
        }
        return try await reference.answer(question)
    }
}

/// The vectors about time, put to verifiers whose clock can't be set.
@Suite struct SystemClockTests {
    private func run(_ verifier: ClockedVerifier, _ patterns: String...) async throws -> ImplementationRun {
        var options = Runner.Options()
        options.profile = .strict
        let corpus = try Corpus.standard()
        let vectors = try Selection(patterns: patterns.map(VectorPattern.init)).vectors(of: corpus)
        let runner = Runner(options: options, minter: ReferenceMinter())
        return await runner.run(vectors, verifiers: [NamedVerifier(label: "it", verifier: verifier)]).implementations[0]
    }

    @Test func `a correct clock passes`() async throws {
        let run = try await run(ClockedVerifier(), "claims", "json", "header", "profiles")
        #expect(run.deviations == [])
        #expect(run.summary.count(.pass) >= 400)
        let needed = Set(run.summary.skippedFeatures.keys)
        #expect(needed == ["clock:injected", "policy:now"])
        #expect((run.summary.skippedFeatures["clock:injected"] ?? 0) >= 15)
    }

    @Test(arguments: [4, -4] as [Int64]) func `a few seconds of difference pass`(secondsOff: Int64) async throws {
        let run = try await run(ClockedVerifier(secondsOff: secondsOff), "claims/clock", "claims/times")
        #expect(run.deviations == [])
    }

    @Test func `a clock that is an hour off is found`() async throws {
        let slow = try await run(ClockedVerifier(secondsOff: -3600), "claims/clock")
        let found = Dictionary(uniqueKeysWithValues: slow.cases.map { ($0.id, $0.verdict) })
        #expect(found["claims/clock/plain/exp-past-minute"] == .misuse)
        #expect(found["claims/clock/leeway/nbf-inside"] == .overStrict)
        #expect(found["claims/clock/plain/exp-ahead"] == .pass)
    }

    @Test func `a verifier that ignores the time is found`() async throws {
        let blind = try await run(ClockedVerifier(isBlind: true), "claims/clock/plain")
        let bypasses = blind.cases.filter { $0.verdict.isBypass }.map(\.id)
        #expect(
            bypasses
                == ["exp-past", "exp-past-minute", "nbf-ahead", "nbf-ahead-minute"].map { "claims/clock/plain/\($0)" }
        )
    }
}
