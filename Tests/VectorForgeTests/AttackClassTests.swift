import JWTConformance
import Testing

/// The classes of attacks and the vectors that try them.
@Suite struct AttackClassTests {
    private let corpus: Corpus
    private let classes: [AttackClass]

    init() throws {
        corpus = try SourceCorpus.corpus.get()
        classes = try AttackClass.all(in: SourceCorpus.directory)
    }

    /// Fails where a class loses its last vector, or a pattern the last that it names.
    @Test func `every class has its vectors`() {
        let coverage = AttackCoverage(corpus, classes: classes)
        for row in coverage.holes { Issue.record("\(row.attack.id) lacks \(row.unmatched.map(\.text))") }
        #expect(classes.count >= 88)
    }

    /// A class that nothing is refused for is tried by tokens that have to be told from an attack, or isn't one.
    @Test func `nearly every class has a refusal`() {
        let rows = AttackCoverage(corpus, classes: classes).rows.filter { $0.attack.isTestable && $0.refusals == 0 }
        #expect(
            rows.map(\.attack.id) == [
                "confusion/key-in-a-secret", "look-up/two-of-one-name", "ecdsa/other-s", "limits/colliding-names",
            ]
        )
    }

    @Test func `classes of a family stand together`() {
        var families: [Substring] = []
        for attack in classes {
            let family = attack.id.prefix { $0 != "/" }
            if families.last != family { families.append(family) }
        }
        #expect(Set(families).count == families.count)
    }

    /// What a class cites as an advisory is one that the corpus speaks of in some vector, or in the class alone.
    @Test func `advisories of vectors are of some class`() {
        let cited = Set(classes.flatMap(\.sources))
        let known = Set(corpus.vectors.flatMap(\.cves))
        #expect(known.subtracting(cited).sorted() == [])
    }
}
