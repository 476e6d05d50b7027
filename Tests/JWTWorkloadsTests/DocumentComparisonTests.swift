import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct DocumentComparisonTests {
    private static func document(
        _ ratio: Double,
        processRounds: [Int]? = [4, 3, 3, 3, 3, 3, 3, 3, 3, 3]
    ) throws -> BenchmarkDocument {
        var document = BenchmarkDocument(machine: SampleDocument.machine)
        document.results = [
            ScenarioResult(
                SampleDocument.scenario(),
                figures: try SampleDocument.figures(ratio: ratio, processRounds: processRounds)
            ),
            ScenarioResult(
                SampleDocument.scenario("ES256"),
                figures: try SampleDocument.figures(ratio: 1.02, processRounds: processRounds)
            ),
        ]
        document.isComplete = true
        return document
    }

    @Test(arguments: [
        (2.2, "slower", true, false), (1.9, "faster", false, true), (2.0, "no difference shown", false, false),
    ])
    func `what has changed is said in words`(ratio: Double, words: String, isWorse: Bool, isBetter: Bool) throws {
        let comparison = DocumentComparison(try Self.document(2), try Self.document(ratio))
        #expect(comparison.judged.rows.first?.judgement?.verdict.rawValue == words)
        #expect(comparison.isWorse == isWorse)
        #expect(comparison.isBetter == isBetter)
        #expect(comparison.cautions.isEmpty)
        #expect(comparison.text.contains(words))
    }

    /// Documents of earlier versions, and of --processes 1.
    @Test(arguments: [(2.3, "slower", true), (1.7, "faster", false), (2.1, "no difference shown", false)])
    func `a document of one process needs a larger difference, and says so`(
        ratio: Double,
        words: String,
        isWorse: Bool
    ) throws {
        for other: [Int]? in [nil, [10, 10, 11]] {
            let comparison = DocumentComparison(
                try Self.document(2, processRounds: nil),
                try Self.document(ratio, processRounds: other)
            )
            #expect(comparison.judged.rows.first?.judgement?.verdict.rawValue == words)
            #expect(comparison.isWorse == isWorse)
            #expect(comparison.text.contains("a single process"))
            #expect(comparison.text.contains("10 %"))
        }
    }

    @Test func `processes that differ more than the change can't tell`() throws {
        func document(_ shift: Double) throws -> BenchmarkDocument {
            var document = try Self.document(2)
            var figures: Figures?
            for process in 0..<10 {
                let one = try SampleDocument.figures(ratio: 2 + shift + 0.04 * Double(process))
                figures =
                    try figures.map { try #require($0.merged(with: one, scenario: SampleDocument.scenario())) } ?? one
                figures?.seconds = 60 * Double(process + 1)
            }
            document.results[0] = ScenarioResult(SampleDocument.scenario(), figures: try #require(figures))
            return document
        }
        let comparison = DocumentComparison(try document(0), try document(0.12))
        let row = try #require(comparison.judged.rows.first)
        #expect(row.judgement?.verdict == .undecided)
        #expect(row.subject.comparison?.observations == 10)
        #expect(try #require(row.minutesNeeded) > 1)
        #expect(!comparison.isWorse)
        #expect(comparison.text.contains("can't tell, needs"))
    }

    @Test func `figures of processes are one, and their interval is between them`() throws {
        let scenario = SampleDocument.scenario()
        var merged = try SampleDocument.figures(ratio: 2)
        for ratio in [2.1, 2.2, 2.3, 2.4, 2.5] {
            merged = try #require(merged.merged(with: try SampleDocument.figures(ratio: ratio), scenario: scenario))
        }
        #expect(merged.rounds == 6 * 31)
        #expect(merged.processRounds == Array(repeating: 31, count: 6))
        #expect(zip(merged.processRatios, [2, 2.1, 2.2, 2.3, 2.4, 2.5]).allSatisfy { abs($0 - $1) < 0.001 })
        #expect(abs(merged.ratioToFloor.median - 2.25) < 0.001)
        let interval = try #require(merged.ratioToFloor.interval)
        #expect(abs(interval.lower - 2) < 0.001)
        #expect(abs(interval.upper - 2.5) < 0.001)
        #expect(merged.latency.count == 6 * 4)
    }

    @Test func `what is missing, and what isn't comparable, is said`() throws {
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
