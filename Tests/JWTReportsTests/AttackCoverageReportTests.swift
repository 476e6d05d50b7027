import JWTConformance
import Testing

@testable import JWTReports

@Suite struct AttackCoverageReportTests {
    private func coverage(_ patterns: [String]) throws -> AttackCoverage {
        let classes = [
            try AttackClass(
                id: "none/plain",
                title: "alg none",
                sources: ["RFC8725#3.2"],
                vectors: patterns.map { VectorPattern($0) },
                note: "Not all of it."
            ),
            try AttackClass(id: "misuse/timing", title: "time", sources: ["CVE-2016-7036"], notTestable: "Unseen."),
        ]
        return AttackCoverage(try Corpus(vectors: [.sample("a/b", ref: "RFC7515#5.2-5")]), classes: classes)
    }

    @Test func `the matrix ends in a summary`() throws {
        #expect(
            AttackCoverageReport(try coverage(["a/*"])).text == """
                class          vectors  reject  what the attacker does
                none/plain           1       1  alg none
                misuse/timing        -       -  time

                what the vectors don't show
                  none/plain  Not all of it.

                not testable from outside
                  misuse/timing  Unseen.

                2 classes, 1 tried by 1 vectors, 0 holes, 1 not testable

                """
        )
    }

    @Test func `a pattern that names nothing is a hole`() throws {
        let coverage = try coverage(["a/*", "b/*"])
        #expect(!coverage.isComplete)
        #expect(AttackCoverageReport(coverage).text.contains("none/plain  b/*"))
    }

    @Test func `a class has vectors or a reason`() {
        #expect(throws: CorpusError.self) { try AttackClass(id: "a/b", title: "c", sources: ["RFC8725#3.2"]) }
        #expect(throws: CorpusError.self) {
            try AttackClass(
                id: "a/b",
                title: "c",
                sources: ["RFC8725#3.2"],
                vectors: [VectorPattern("a")],
                notTestable: "d"
            )
        }
    }

    @Test func `the document names the vectors`() throws {
        let json = try AttackCoverageDocument(coverage(["a/*"])).json()
        #expect(json.contains(#""schema" : "jwt-assay/attack-coverage/1""#))
        #expect(json.contains(#""a/b""#))
    }
}
