import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// Every refused vector tests what it says.
@Suite struct ProofTests {
    private static let report = Result { try ProofReport(SourceCorpus.corpus.get()) }

    @Test(arguments: try SourceCorpus.corpus.get().vectors.filter(\.isRefusedByStrict))
    func everyRefusalIsProved(_ vector: Vector) throws {
        try VectorProof.prove(vector, in: SourceCorpus.corpus.get())
    }

    @Test func noCheckLosesItsLastVector() throws {
        let corpus = try SourceCorpus.corpus.get()
        let report = try Self.report.get()
        #expect(report.unkilled.sorted() == Self.knownHoles.keys.sorted())
        print(
            """
            \(corpus.vectors.count) vectors; of those to refuse, \(report.provedCount) proved, \
            \(report.unprovable.count) unprovable; \(report.unkilled.count) checks that no vector is proved to need
            """
        )
    }

    @Test func mostRefusalsCanBeProved() throws {
        let report = try Self.report.get()
        let share = Double(report.provedCount) / Double(report.provedCount + report.unprovable.count)
        #expect(share >= 0.7, "an unprovable vector has to stay the exception")
    }

    /// The checks that no vector is proved to need, and why.
    ///
    /// A new one is a hole in the corpus; one that isn't a hole any more has to be taken out.
    private static let knownHoles: [String: String] = [
        "token.encrypted": "a JWE has no signature that could hold with the check off",
        "json.grammar": "what isn't JSON has no members to go on with",
        "json.number-range": "the parser behind the check has no number to go on with",
        "serialization.members": "a member that is needed isn't there to go on with",
        "signature.every": "no vector yet",
        "header.object": "what is no object has no alg",
        "rsa.key-maximum": "no vector yet",
        "rsa.exponent": "no signature holds under an exponent that isn't one",
        "jwk.object": "what is no object is no key",
        "jwk.type": "a key of an unknown type can't verify",
        "jwk.on-curve": "a point that isn't on the curve can't be imported",
        "jwk-set.keys": "what is no array has no keys",
        "pem.readable": "what can't be read is no key",
        "policy.rule": "rules are the caller's own; no question has one",
    ]
}
