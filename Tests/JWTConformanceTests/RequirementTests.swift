import FoundationEssentials
import JWTConformance
import Testing

@Suite struct RequirementTests {
    @Test func `the ID says the document and the section`() throws {
        let one = try Requirement(id: "RFC7515#4.1.11-2", level: .may, text: "Text.", testable: [.either])
        #expect(one.rfc == "RFC7515")
        #expect(one.section == "4.1.11")
        let other = try Requirement(id: "FIPS186-5#6.4.2-1", level: .must, text: "Text.", testable: [.reject])
        #expect(other.rfc == "FIPS186-5")
        #expect(other.section == "6.4.2")
    }

    @Test(arguments: ["", "RFC7515", "RFC7515#4", "RFC7515#-1", "#4-1", "RFC7515#4-0", "RFC7515#4-x", "RFC7515#4#4-1"])
    func `an ID without a section is refused`(id: String) {
        #expect(throws: CorpusError.self) {
            try Requirement(id: id, level: .must, text: "Text.", testable: [.reject])
        }
    }

    @Test(
        arguments: [
            ([], nil), ([.accept, .accept], nil), ([.none], nil), ([.none], ""), ([.accept, .none], "Why."),
            ([.accept], "Why."),
        ] as [([Requirement.Side], String?)]
    )
    func `a reason belongs to what cannot be tested`(testable: [Requirement.Side], reason: String?) {
        #expect(throws: CorpusError.self) {
            try Requirement(id: "RFC7515#4-1", level: .must, text: "Text.", testable: testable, reason: reason)
        }
    }

    @Test func `coverage counts by kind`() throws {
        let rows = [
            try Requirement(id: "RFC1#1-1", level: .must, text: "One.", testable: [.reject]),
            try Requirement(id: "RFC1#1-2", level: .must, text: "Two.", testable: [.accept, .reject]),
            try Requirement(id: "RFC2#1-1", level: .must, text: "Three.", testable: [.accept]),
            try Requirement(id: "RFC2#2-1", level: .must, text: "Four.", testable: [.none], reason: "Why."),
        ]
        var vectors = [Vector.sample("a/one"), Vector.sample("a/two")]
        vectors[0] = vectors[0].citing(["RFC1#1-1", "RFC1#1-2"])
        vectors[1] = vectors[1].citing(["RFC3#1-1"])
        let coverage = Coverage(try Corpus(vectors: vectors, requirements: rows))
        #expect(coverage.rows.map(\.state) == [.covered, .partial, .hole, .notTestable])
        #expect(coverage.rows[1].missing == [.accept])
        #expect(coverage.unknown == ["RFC3#1-1": ["a/two"]])
        #expect(!coverage.isComplete)
        #expect(coverage.summaries.map(\.rfc) == ["RFC1", "RFC2"])
        #expect(coverage.total.requirements == 4)
        #expect(coverage.total.holes == 1)
    }

    @Test func `a corpus without a catalog has no requirements`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "jwt-assay-\(UUID())").path
        #expect(try Requirement.all(in: directory) == [])
    }
}

extension Vector {
    /// The same vector with these references.
    fileprivate func citing(_ refs: [String]) -> Vector {
        Vector(id: id, summary: summary, question: question, expectation: expectation, reason: reason, refs: refs)
    }
}
