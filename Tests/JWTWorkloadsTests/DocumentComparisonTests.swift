import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct DocumentComparisonTests {
    private static func document(_ ratio: Double) throws -> BenchmarkDocument {
        var document = BenchmarkDocument(machine: SampleDocument.machine)
        document.results = [
            ScenarioResult(SampleDocument.scenario(), figures: try SampleDocument.figures(ratio: ratio)),
            ScenarioResult(SampleDocument.scenario("ES256"), figures: try SampleDocument.figures(ratio: 1.02)),
        ]
        document.isComplete = true
        return document
    }

    @Test(arguments: [
        (2.2, "slower", true, false), (1.9, "faster", false, true), (2.0, "no difference shown", false, false),
    ])
    func `what has changed is said in words`(ratio: Double, words: String, isWorse: Bool, isBetter: Bool) throws {
        let comparison = DocumentComparison(try Self.document(2), try Self.document(ratio))
        #expect(comparison.rows.first?.comparison?.verdict.rawValue == words)
        #expect(comparison.isWorse == isWorse)
        #expect(comparison.isBetter == isBetter)
        #expect(comparison.cautions.isEmpty)
        #expect(comparison.text.contains(words))
    }

    @Test func `what is gone, and what isn't comparable, is said`() throws {
        var new = try Self.document(2)
        new.results.removeLast()
        new.isComplete = false
        var old = try Self.document(2)
        old.results[1] = ScenarioResult(SampleDocument.scenario("ES384"), figures: try SampleDocument.figures())
        let comparison = DocumentComparison(old, new)
        #expect(comparison.missing.map(\.algorithm) == ["ES384"])
        #expect(comparison.text.contains("missing in the newer run: toy ES384"))
        #expect(comparison.cautions.contains { $0.contains("--resume") })
    }

    @Test(
        arguments: [
            ("HS256 verify=2.5", .better), ("HS256 verify=2.13", .kept), ("HS256 verify=2", .worse),
            ("HS256 sign=2", .unknown), ("EdDSA verify=1", .unknown),
        ] as [(String, RatioLimit.Standing)]
    )
    func `a limit is kept or not`(text: String, standing: RatioLimit.Standing) throws {
        let limit = try #require(RatioLimit(text))
        #expect(limit.standing(in: try SampleDocument.document()).0 == standing)
    }

    @Test(arguments: ["", "HS256", "HS256 verify", "HS256=1", "HS256 read=1", "HS256 verify=0", "HS256 verify=x"])
    func `a limit has its form`(text: String) {
        #expect(RatioLimit(text) == nil)
    }
}
