import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import Hunt
@testable import VectorForge

/// The corpus that is in the checkout, and what a hunt makes of it.
enum Ground {
    static let corpus: Corpus = {
        do {
            return try Corpus(directory: CorpusLocation.sourceDirectory)
        } catch {
            preconditionFailure("\(error)")
        }
    }()
    static let keys = Keyring(Array(corpus.keys.values))
    static let seeds = corpus.vectors.seeds(keys)

    static func breeder(_ number: UInt64 = 1) -> Breeder { Breeder(seeds, keys: keys, number: number) }
}

@Suite struct BreederTests {
    @Test func `every seed renders to its own token`() {
        let breeder = Ground.breeder()
        for index in Ground.seeds.indices {
            let trial = breeder.trial(Candidate(seed: index, moves: []))
            #expect(trial?.token == Ground.seeds[index].token, "\(Ground.seeds[index].vector.id)")
            #expect(trial?.verdict.check == nil, "\(Ground.seeds[index].vector.id)")
        }
    }

    @Test func `a seed that the issuer signs again is accepted`() {
        let breeder = Ground.breeder()
        let signed = Ground.seeds.indices.filter { Ground.seeds[$0].signer != nil }
        #expect(signed.count > Ground.seeds.count / 2)
        for index in signed {
            let trial = breeder.trial(Candidate(seed: index, moves: [Move(kind: .signAsIssuer, salt: 0)]))
            #expect(trial?.verdict.check == nil, "\(Ground.seeds[index].vector.id)")
        }
    }

    @Test(arguments: Move.Kind.allCases) func `every move changes a specimen, and crashes on none`(_ kind: Move.Kind) {
        let breeder = Ground.breeder()
        var changed = 0
        for index in stride(from: 0, to: Ground.seeds.count, by: 29) {
            let plain = breeder.specimen(Candidate(seed: index, moves: []))
            for salt in 0..<24 as Range<UInt64> {
                let moves = [Move(kind: kind, salt: salt), Move(kind: kind, salt: ~salt)]
                let candidate = Candidate(seed: index, moves: moves)
                if breeder.specimen(candidate) != plain { changed += 1 }
                _ = breeder.trial(candidate)
            }
        }
        #expect(changed > 0)
    }

    @Test func `the same seed makes the same tokens`() {
        let (one, other, third) = (Ground.breeder(5), Ground.breeder(5), Ground.breeder(6))
        func candidates(_ breeder: Breeder) -> [Candidate] { (0..<200).map { breeder.candidate(at: $0) } }
        #expect(candidates(one) == candidates(other))
        #expect(candidates(one) != candidates(third))
    }

    @Test func `no token that anyone could make is accepted by the reference`() {
        let breeder = Ground.breeder(3)
        var made = 0
        for position in 0..<6000 {
            guard let trial = breeder.trial(breeder.candidate(at: position)) else { continue }
            guard trial.attack.attacker == .anyone else { continue }
            made += 1
            #expect(trial.verdict.check != nil, "\(String(decoding: trial.token, as: UTF8.self))")
        }
        #expect(made > 100)
    }

    @Test func `what is remembered of keys and policies changes no verdict`() {
        let breeder = Ground.breeder(7)
        for position in 0..<4000 {
            guard let trial = breeder.trial(breeder.candidate(at: position)) else { continue }
            let alone = ReferenceVerdict(asking: trial.questions)
            #expect(trial.verdict == alone, "\(position)")
        }
    }

    @Test func `a mutant isn't asked only where it can't differ`() async {
        let breeder = Ground.breeder(11)
        let trials = (0..<400).compactMap { breeder.trial(breeder.candidate(at: $0)) }
        let mutations = Mutation.all.filter(\.onlyAccepts)
        for index in stride(from: 0, to: mutations.count, by: 23) {
            let mutant = FaultyReference(Faults(mutation: mutations[index]))
            let responses = await MutantRespondent(mutations[index]).responses(to: trials.map(HuntQuestion.init))
            for (trial, response) in zip(trials, responses) {
                let asked = MutantRespondent.response(of: mutant, to: trial.questions)
                #expect(Deviation(response, trial) == Deviation(asked, trial), "\(mutations[index].id)")
            }
        }
    }

    @Test func `a recipe makes the token again`() throws {
        let breeder = Ground.breeder(13)
        let forge = try Forge(Array(Ground.corpus.keys.values))
        var remade = 0
        for position in 0..<3000 {
            guard let trial = breeder.trial(breeder.candidate(at: position)), trial.seed.signer?.secret != nil,
                let recipe = trial.recipe()
            else { continue }
            #expect(try recipe.token(forge).bytes == trial.token, "\(position)")
            remade += 1
        }
        #expect(remade > 300)
    }

    @Test func `the rate is measured where there are tokens under HS256`() {
        func rate(_ prefix: String) -> Double? {
            let vectors = Ground.corpus.vectors.filter { $0.id.hasPrefix(prefix) }
            return Campaign(vectors, keys: Array(Ground.corpus.keys.values), respondents: []).rate(
                seconds: 0.05,
                seed: 1
            )
        }
        #expect(rate("signature/algorithms/es256") == nil)
        #expect(rate("claims/times").map { $0 > 0 } ?? false)
    }
}

@Suite struct FreedomTests {
    /// A change to a genuine token's specimen, and whether a verifier may reject what comes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isFree: Bool
        let change: @Sendable (inout Specimen) -> Void

        init(_ name: String, isFree: Bool, _ change: @escaping @Sendable (inout Specimen) -> Void) {
            (testDescription, self.isFree, self.change) = (name, isFree, change)
        }
    }

    private static let secret: JSONValue = .object([
        "kty": .string("oct"), "k": .string("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ])

    static let cases: [Case] = [
        Case("nothing", isFree: false) { _ in },
        Case("no pinned algorithm", isFree: true) { $0.policy.algorithms = .implementationDefault },
        Case("two algorithms of one type", isFree: false) { $0.policy.algorithms = .only(["HS256", "HS512"]) },
        Case("algorithms of two types", isFree: true) { $0.policy.algorithms = .only(["HS256", "RS256"]) },
        Case("no clock beside exp", isFree: true) { $0.policy.now = nil },
        Case("other claims where only the signature is verified", isFree: true) { specimen in
            specimen.content = .bytes
            specimen.payload.edit { $0.set("exp", "false") }
        },
        Case("a number beyond doubles", isFree: true) { $0.header.edit { $0.set("x", "18446744073709551616") } },
        Case("a number in a string", isFree: false) { $0.header.edit { $0.set("x", "\"18446744073709551616\"") } },
        Case("a key given as text", isFree: true) { $0.key = .text("x") },
        Case("two keys that fit", isFree: true) { $0.key = .jwkSet(.object(["keys": .array([secret, secret])])) },
        Case("null beside a key", isFree: false) { $0.key = .jwkSet(.object(["keys": .array([.null, secret])])) },
        Case("a key with x5t of a wrong type", isFree: true) { specimen in
            guard case .jwk(.object(var members), let pem) = specimen.key else { return }
            members["x5t"] = .bool(true)
            specimen.key = .jwk(.object(members), pem: pem)
        },
    ]

    @Test(arguments: cases) func `a rejection that the RFCs leave to the verifier isn't a find`(_ test: Case) throws {
        let breeder = Ground.breeder()
        let index = try #require(
            Ground.seeds.firstIndex {
                $0.algorithm == .hs256 && $0.signer?.id == "keys/hmac-a" && $0.specimen.policy.now != nil
                    && $0.specimen.payload.object?["exp"] != nil && $0.specimen.content == .claims
            }
        )
        var specimen = breeder.specimen(Candidate(seed: index, moves: []))
        test.change(&specimen)
        let genuine = try #require(breeder.trial(Candidate(seed: index, moves: [])))
        let trial = Trial(
            candidate: genuine.candidate,
            seed: genuine.seed,
            specimen: specimen,
            token: genuine.token,
            signature: genuine.signature,
            questions: genuine.questions,
            verdict: genuine.verdict
        )
        #expect(Deviation(.reject("x"), trial) == (test.isFree ? nil : .rejects))
    }
}
