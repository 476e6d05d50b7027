import FoundationEssentials
import JWTAdapters
import JWTConformance
import ReferenceFaults
import ReferenceJOSE
import Testing

@testable import VectorForge

/// Verifiers without HS256 are asked the same points under an algorithm that they have.
@Suite struct CarrierTests {
    private static let algorithms = ["RS256", "ES256", "EdDSA"]

    /// The corpus as a verifier with one algorithm is asked it.
    private func carried(_ algorithm: String) throws -> (corpus: Corpus, carriers: [Vector]) {
        let all = try SourceCorpus.corpus.get()
        let vectors = all.vectors.map { $0.carried(by: algorithm) }
        return (try Corpus(vectors: vectors), vectors.filter { $0.carrier == algorithm })
    }

    @Test(arguments: algorithms) func `a carrier makes the point of its vector`(_ algorithm: String) throws {
        let (corpus, carriers) = try carried(algorithm)
        #expect(carriers.count > 1000)
        for vector in carriers {
            #expect(vector.question.policy.algorithms == .only([algorithm]), "\(vector.id)")
            if vector.isRejectedByStrict {
                do { try VectorProof.prove(vector, in: corpus) } catch { Issue.record("\(error)") }
            } else if case .accept(let payload) = vector.expectation {
                let verdict = FaultyReference(Faults()).verdict(on: vector)
                guard case .success(.accepted(let token)) = verdict else {
                    Issue.record("\(vector.id): the reference rejects the carrier under \(algorithm)")
                    continue
                }
                #expect(token.payload == payload.bytes, "\(vector.id)")
            }
        }
    }

    @Test(arguments: algorithms) func `a carrier is minted by its own algorithm`(_ algorithm: String) throws {
        for vector in try carried(algorithm).carriers where vector.recipe != nil {
            let minted = try vector.minted(by: ReferenceMinter(), now: Forge.now)
            #expect(minted.hasSigningInput(of: vector), "\(vector.id)")
        }
    }

    @Test(arguments: algorithms)
    func `one algorithm is enough to be asked most of what HS256 is asked`(_ algorithm: String) throws {
        func asked(_ name: String, _ folder: String) throws -> Int {
            let capabilities = try capabilities([name])
            return try SourceCorpus.corpus.get().vectors.map { $0.carried(for: capabilities) }.count { vector in
                vector.id.hasPrefix(folder)
                    && vector.questions.allSatisfy { capabilities.firstUndeclared(of: $0) == nil }
            }
        }
        for folder in ["claims/", "header/", "json/", "encoding/"] {
            let (own, original) = (try asked(algorithm, folder), try asked("HS256", folder))
            #expect(original > 50)
            #expect(Double(own) >= 0.8 * Double(original), "\(folder): \(own) of \(original)")
        }
    }

    @Test func `a verifier with the vector's own algorithm is asked the vector itself`() throws {
        let (both, one) = (try capabilities(["RS256", "HS256"]), try capabilities(["ES256", "RS256"]))
        let vector = try firstCarried()
        #expect(vector.carried(for: both) == vector)
        #expect(vector.carried(for: nil) == vector)
        let carried = vector.carried(for: one)
        #expect(carried.carrier == vector.carriers.first { ["ES256", "RS256"].contains($0.algorithm) }?.algorithm)
        #expect(carried.expectation == vector.expectation && carried.id == vector.id)
        #expect(carried.carried(for: both) == carried)
    }

    private func firstCarried() throws -> Vector {
        let vectors = try SourceCorpus.corpus.get().vectors
        return try #require(vectors.first { !$0.carriers.isEmpty })
    }

    @Test func `the run document says which carrier was asked`() async throws {
        let vector = try firstCarried()
        let verifier = SignatureBlind(capabilities: try capabilities(["ES256"]), faults: Faults())
        let run = await Runner().run([vector], verifiers: [NamedVerifier(label: "one", verifier: verifier)])
        let record = try #require(run.implementations[0].cases.first)
        #expect(record.carrier == "ES256" && record.verdict == .pass)
        let again = try JSONDecoder().decode(RunDocument.self, from: JSONEncoder().encode(run))
        #expect(again == run)
    }

    // MARK: A verifier that never checks signatures

    private static let everyAlgorithm = Algorithm.allCases.map(\.rawValue)

    @Test(arguments: everyAlgorithm)
    func `a verifier of claims that checks no signature fails under each algorithm`(_ algorithm: String) async throws {
        let capabilities = try capabilities([algorithm], contents: ["claims"], sequences: false)
        let blind = SignatureBlind(capabilities: capabilities, faults: Faults(missing: SignatureBlind.checks))
        let corpus = try SourceCorpus.corpus.get()
        let asked = corpus.vectors.filter { vector in
            vector.carriers.isEmpty && vector.features.contains(Feature("algorithm:\(algorithm)"))
        }
        let run = await Runner().run(asked, verifiers: [NamedVerifier(label: "blind", verifier: blind)])
        let cases = run.implementations[0].cases
        #expect(cases.contains { $0.verdict == .forgery })
        // It is right in all else: nothing but the signatures gives it away.
        #expect(cases.contains { $0.verdict == .pass })

        let smoke = SmokeSample(corpus, capabilities: capabilities)
        #expect(smoke.unasked(in: corpus) == [])
        let smoked = await Runner().run(smoke.vectors, verifiers: [NamedVerifier(label: "blind", verifier: blind)])
        #expect(smoked.implementations[0].cases.contains { !$0.verdict.isExpected })
    }

    private func capabilities(
        _ algorithms: [String],
        contents: [String] = ["claims", "bytes"],
        sequences: Bool = true
    ) throws -> Capabilities {
        var capabilities = try #require(ReferenceVerifier().profile.capabilities)
        (capabilities.algorithms, capabilities.contents) = (algorithms, contents)
        capabilities.sequences = sequences
        return capabilities
    }
}

/// The reference with faults, as a verifier that declares what it's told to.
private struct SignatureBlind: Verifier {
    let capabilities: Capabilities
    let faults: Faults

    /// All that looks at a signature.
    static let checks = Set(Check.allCases.filter { $0.code == .signature })

    var profile: ImplementationProfile {
        get async throws(VerifierFault) {
            ImplementationProfile(name: "blind", version: "1", language: "Swift", capabilities: capabilities)
        }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        switch FaultyReference(faults).verdict(on: question) {
        case .success(.accepted(let token)): .accept(payload: Octets(token.payload))
        case .success(.rejected), .failure: .reject(reason: nil, detail: nil)
        }
    }
}
