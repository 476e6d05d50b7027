import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing
import VectorForge

@testable import Hunt

/// A verifier that is right but for what a closure says.
private struct Biased: Respondent {
    let label: String
    let respond: @Sendable (HuntQuestion) -> Response?

    var unavailability: String? { nil }
    func introduce() async -> ImplementationProfile? { nil }
    func finish() async {}

    func responses(to trials: [HuntQuestion]) async -> [Response] {
        trials.map { respond($0) ?? MutantRespondent.response(of: FaultyReference(Faults()), to: $0.questions) }
    }
}

@Suite(.timeLimit(.minutes(10)))
struct CampaignTests {
    private static func mutant(_ id: String) throws -> MutantRespondent {
        MutantRespondent(try #require(Mutation.all.first { $0.id == id }))
    }

    private static func campaign(_ respondents: [any Respondent], known: KnownFaults = KnownFaults()) -> Campaign {
        Campaign(
            Ground.corpus.vectors.filter {
                ["claims/times/", "claims/parties/", "claims/aud/"].contains(where: $0.id.hasPrefix)
            },
            keys: Array(Ground.corpus.keys.values),
            respondents: respondents,
            known: known
        )
    }

    private static func hunt(
        _ campaign: Campaign,
        seed: UInt64 = 1,
        candidates: Int,
        endsAtFirstFind: Bool = false
    ) async -> HuntDocument {
        var limits = Campaign.Limits()
        limits.candidates = candidates
        limits.endsAtFirstFind = endsAtFirstFind
        var document = await campaign.document(corpus: "", seed: seed)
        await campaign.hunt(&document, until: limits)
        document.seconds = 0
        for index in document.verifiers.indices { document.verifiers[index].seconds = 0 }
        return document
    }

    @Test(arguments: ["claims.iss/caseless", "claims.exp/on-the-second"])
    func `a mutant of the reference is found`(_ id: String) async throws {
        let document = await Self.hunt(Self.campaign([try Self.mutant(id)]), candidates: 60_000, endsAtFirstFind: true)
        let cluster = try #require(document.clusters.first)
        #expect(cluster.verifiers == ["mutant:\(id)"])
        #expect(cluster.deviation == .accepts)
        #expect(id.hasPrefix(try #require(cluster.check)))
    }

    @Test func `a verifier that is right has no clusters`() async {
        let right = Biased(label: "right") { _ in nil }
        let document = await Self.hunt(Self.campaign([right]), candidates: 1000)
        #expect(document.clusters.isEmpty)
        #expect(document.splits == 0)
        #expect(document.verifiers[0].asked == document.tokens)
        #expect(document.complete)
    }

    @Test func `a hunt in two parts finds what one in one part finds`() async throws {
        let blind = Biased(label: "blind") { question in
            question.questions.last?.token.bytes.last == UInt8(ascii: ".") ? .accept(Octets([])) : nil
        }
        let campaign = Self.campaign([blind, try Self.mutant("claims.iss/caseless")])
        let whole = await Self.hunt(campaign, candidates: 800)
        #expect(!whole.clusters.isEmpty)
        var parts = await campaign.document(corpus: "", seed: 1)
        for end in [200, 201, 800] {
            var limits = Campaign.Limits()
            limits.candidates = end
            await campaign.hunt(&parts, until: limits)
        }
        #expect(parts.clusters == whole.clusters)
        #expect(parts.tokens == whole.tokens)
        #expect(await Self.hunt(campaign, candidates: 800) == whole)
    }

    @Test func `a find is small, and its twin is accepted`() async throws {
        let unsigned = Biased(label: "unsigned") { question in
            let bytes = question.questions.last?.token.bytes ?? []
            return bytes.last == UInt8(ascii: ".") && bytes.count { $0 == UInt8(ascii: ".") } == 2
                ? .accept(Octets([])) : nil
        }
        let document = await Self.hunt(Self.campaign([unsigned]), candidates: 1500)
        let cluster = try #require(
            document.clusters.first { $0.check == "signature.valid" || $0.check == "hmac.length" }
        )
        #expect(cluster.attacker == .anyone)
        #expect(cluster.gain == .forge)
        #expect(cluster.severity == .forgery)
        let token = try #require(cluster.find.token)
        #expect(token.utf8.count < 60, "\(token)")
        let file = VectorFile(title: "", groups: document.clusters.map(\.group), flags: [:])
        for vector in try file.vectors(keys: [:]) {
            let verdict = ReferenceVerdict(asking: vector.questions)
            switch vector.expectation {
            case .accept: #expect(verdict.check == nil, "\(vector.id)")
            case .reject: #expect(verdict.check?.id == vector.targets, "\(vector.id)")
            case .either: break
            }
        }
    }

    @Test func `what is known is counted and not shown`() async throws {
        let mutant = try Self.mutant("claims.iss/caseless")
        let first = await Self.hunt(Self.campaign([mutant]), candidates: 40_000, endsAtFirstFind: true)
        #expect(!first.clusters.isEmpty)
        let known = KnownFaults(first.clusters.flatMap(\.faults))
        let second = await Self.hunt(Self.campaign([mutant], known: known), candidates: first.candidates)
        #expect(second.clusters.isEmpty)
        #expect(second.explained > 0)
    }

    @Test(arguments: [(Severity.forgery, true), (.nonconformance, false)])
    func `a fault that is known in a graver way is known`(_ severity: Severity, _ isKnown: Bool) async throws {
        let mutant = try Self.mutant("claims.iss/caseless")
        let fault = FaultKey(
            label: mutant.label,
            deviation: .accepts,
            check: "claims.iss",
            severity: severity,
            words: nil
        )
        let campaign = Self.campaign([mutant], known: KnownFaults([fault]))
        let document = await Self.hunt(campaign, candidates: 40_000, endsAtFirstFind: true)
        #expect(document.clusters.isEmpty == isKnown)
        #expect(document.splits > 0)
    }

    @Test func `who is known to differ doesn't keep a find from being made small`() async throws {
        // Both accept whatever isn't signed; of one that's known.
        @Sendable func isUnsigned(_ question: HuntQuestion) -> Bool {
            question.questions.last?.token.bytes.last == UInt8(ascii: ".")
        }
        let known = Biased(label: "known") { isUnsigned($0) ? .accept(Octets([])) : nil }
        let new = Biased(label: "new") { isUnsigned($0) ? .accept(Octets([])) : nil }
        let alone = await Self.hunt(Self.campaign([known]), candidates: 800)
        let campaign = Self.campaign([known, new], known: KnownFaults(alone.clusters.flatMap(\.faults)))
        let document = await Self.hunt(campaign, candidates: 800)
        #expect(document.clusters.count == alone.clusters.count)
        #expect(document.clusters.allSatisfy { $0.verifiers.contains("new") })
    }

    @Test func `an interrupted hunt says so and keeps its place`() async throws {
        let campaign = Self.campaign([Biased(label: "right") { _ in nil }])
        let task = Task {
            var document = await campaign.document(corpus: "", seed: 1)
            await campaign.hunt(&document, until: Campaign.Limits())
            return document
        }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        let document = await task.value
        #expect(!document.complete)
        #expect(document.obstacle(version: document.version, corpus: "", seed: 1, verifiers: document.verifiers) == nil)
        #expect(document.obstacle(version: document.version, corpus: "", seed: 2, verifiers: document.verifiers) != nil)
        #expect(
            document.obstacle(version: document.version, corpus: "x", seed: nil, verifiers: document.verifiers) != nil
        )
    }
}
