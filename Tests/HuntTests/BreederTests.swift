import JWTConformance
import Testing
import VectorForge

@testable import Hunt

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
}
