import JWTConformance
import Testing

@testable import JWTReports

@Suite struct CoverageReportTests {
    private let coverage: Coverage

    init() throws {
        let requirements = [
            try Requirement(id: "RFC7515#4-1", level: .must, text: "A header is an object.", testable: [.reject]),
            try Requirement(
                id: "RFC7515#5.2-5",
                level: .must,
                text: "A signature holds.",
                testable: [.accept, .reject]
            ),
            try Requirement(id: "RFC7518#3.2-3", level: .must, text: "Timing.", testable: [.none], reason: "Unseen."),
        ]
        coverage = Coverage(
            try Corpus(vectors: [.sample("a/b", ref: "RFC7515#5.2-5")], requirements: requirements)
        )
    }

    @Test func `the matrix ends in a summary`() {
        #expect(
            CoverageReport(coverage).text == """
                requirement    level   accept  reject  either  robust
                RFC7515#4-1    must         -       0       -       -  A header is an object.
                RFC7515#5.2-5  must         0       1       -       -  A signature holds.
                RFC7518#3.2-3  must         -       -       -       -  Timing.

                holes: requirements without a vector
                  RFC7515#4-1  reject  A header is an object.

                partly covered: another kind of vector is needed
                  RFC7515#5.2-5  accept  A signature holds.

                not testable from outside
                  RFC7518#3.2-3  Unseen.

                summary
                RFC7515  2 requirements, 0 covered, 1 in part, 1 holes, 0 not testable
                RFC7518  1 requirements, 0 covered, 0 in part, 0 holes, 1 not testable
                all      3 requirements, 0 covered, 1 in part, 1 holes, 1 not testable

                """
        )
    }

    @Test func `the document names the vectors`() throws {
        let json = try CoverageDocument(coverage).json()
        #expect(json.contains(#""schema" : "jwt-assay/coverage/1""#))
        #expect(json.contains(#""a/b""#))
        #expect(json.contains(#""state" : "not-testable""#))
    }

    @Test(arguments: [
        ("RFC7515#4.1.11-2", "RFC 7515, section 4.1.11", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11"),
        ("RFC7515#A.1-1", "RFC 7515, appendix A.1", "https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1"),
        ("RFC7515#4.1.11", "RFC 7515, section 4.1.11", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11"),
        ("FIPS186-5#6.4.2-1", "FIPS 186-5, section 6.4.2", "https://doi.org/10.6028/NIST.FIPS.186-5"),
    ])
    func `a requirement has a text and a link`(id: String, words: String, address: String) {
        let rule = RuleReference(id)
        #expect(rule.words == words)
        #expect(rule.address == address)
    }
}
