import Foundation
import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct DuetTests {
    private static let scenario = SampleDocument.scenario()

    /// A document of made-up pairs, in which each row's new side takes longer by its added work.
    private static func document(
        _ shares: [Double?],
        pairs: Int,
        scatter: Double = 0.002,
        scenarios: [String] = ["HS256"]
    ) -> DuetDocument {
        var generator = SplitMix64(seed: 9)
        var document = DuetDocument(machine: SampleDocument.machine, old: "exec:old", new: "exec:new")
        for algorithm in scenarios {
            for share in shares {
                var row = DuetDocument.Row(SampleDocument.scenario(algorithm), addedWork: share)
                row.operations = 100
                row.seconds = Double(pairs) * 2
                row.pairs = (0..<pairs).map { _ in
                    func readings(_ factor: Double) -> [UInt64] {
                        let process = factor * (1 + scatter * Double.random(in: -1...1, using: &generator))
                        // One slice in four is disturbed.
                        return (0..<16).map { UInt64(1e6 * process * ($0 % 4 == 0 ? 1.7 : 1)) }
                    }
                    return DuetDocument.Pair(old: readings(1), new: readings(1 + (share ?? 0)))
                }
                document.rows.append(row)
            }
        }
        document.isComplete = true
        return document
    }

    @Test func `a document is read as it was written, and nothing else is`() throws {
        let document = Self.document([nil, 0.02], pairs: 9)
        let text = try document.json()
        let again = try DuetDocument(json: Array(text.utf8))
        #expect(try again.json() == text)
        #expect(again.rows.map(\.addedWork) == [nil, 0.02])
        for other in [
            "", "[]", "{}", #"{"schema":"jwt-assay/duet/9"}"#, String(text.dropLast(100)),
            try SampleDocument.document().json(),
        ] {
            #expect(throws: WorkloadError.self) { _ = try DuetDocument(json: Array(other.utf8)) }
        }
    }

    @Test func `a pair's figure is that of its rounds, however the machine changes meanwhile`() {
        let old: [UInt64] = [100, 100, 150, 200, 90, 100, 100]
        let pair = DuetDocument.Pair(old: old, new: old.map { $0 / 10 * 11 }.dropLast() + [9_000])
        #expect(pair.ratio == 1.1)
        #expect(DuetDocument.Pair(old: [], new: []).ratio == nil)
    }

    @Test(arguments: [(0.02, .slower), (-0.02, .faster), (0, .noDifference)] as [(Double, Comparison.Verdict)])
    func `the report says what changed`(share: Double, verdict: Comparison.Verdict) throws {
        let document = Self.document([share], pairs: 20)
        #expect(document.judged(by: document.rule).has(verdict))
        for format in ReportFormat.allCases where format != .json {
            #expect(try format.text(of: document).contains(verdict.rawValue), "\(format)")
        }
        #expect(try ReportFormat.human.text(of: document).contains("10.0"))
    }

    @Test func `what can't be told says what it needs`() {
        let row = Self.document([nil], pairs: 5).judged(by: .init(band: 0, relevance: 0.01)).rows[0]
        #expect(row.judgement?.verdict == .undecided)
        #expect(row.minutesNeeded == 0.1)
        #expect(row.words == "can't tell, needs 1 more min")
    }

    @Test func `a side that can't be measured has a reason and no verdict`() {
        var document = Self.document([nil, nil], pairs: 20)
        document.rows[1].refusal = "it rejected its own token"
        let rows = document.judged(by: document.rule).rows
        #expect(rows[0].judgement != nil)
        #expect(rows[1].judgement == nil)
        #expect(rows[1].words == "it rejected its own token")
    }

    @Test func `a curve counts what trials find, and false alarms`() throws {
        let curve = PowerCurve(Self.document([0, 0.0005, 0.02], pairs: 300), minutes: 1, trials: 300)
        #expect(curve.points.map(\.pairsPerTrial) == [30, 30, 30])
        #expect(curve.points.map(\.consecutive.count) == [10, 10, 10])
        let (none, little, much) = (curve.points[0].drawn, curve.points[1].drawn, curve.points[2].drawn)
        // Drawn from one pool, trials aren't independent: a few more than one in a hundred are possible.
        #expect(none.slower + none.faster <= 15)
        #expect(little.slower > none.slower)
        #expect(little.slower < 300)
        #expect(much.slower == 300)
        #expect(curve.points[2].consecutive.slower == 10)
        #expect(try ReportFormat.markdown.text(of: curve).contains("100.0 %"))
        #expect(curve.csvRows.count == 4)
    }

    @Test func `a curve of too few pairs has no trials`() throws {
        let curve = PowerCurve(Self.document([0, 0.02], pairs: 10), minutes: 1)
        #expect(curve.points.allSatisfy { $0.drawn.count == 0 && $0.consecutive.count == 0 })
        #expect(try ReportFormat.human.text(of: curve).contains("too few pairs"))
    }

    /// The form of the lines, which builds of different times have in common.
    @Test func `a process performs what each line asks for`() throws {
        let server = try SliceServer(
            Scenario(
                implementation: "reference",
                algorithm: "HS256",
                key: try #require(BenchmarkKey.key(for: "HS256")).title,
                operation: .verify,
                workers: 1
            )
        )
        var lines = ["10 0", "20 0.5", "1 0"][...]
        var answers: [String] = []
        try server.serve(read: { lines.popFirst() }, write: { answers.append($0) })
        #expect(answers.count == 3)
        for answer in answers {
            let words = answer.split(separator: " ").map { UInt64($0) }
            #expect(words.count == 2)
            #expect(try #require(words.first ?? nil) > 0)
            #expect(words.last == 0)
        }
        for wrong in ["", "10", "0 0", "-1 0", "10 -1", "10 nan", "1e3 0", "10 0 0", "99999999999999999999 0"] {
            var lines = [wrong][...]
            #expect(throws: WorkloadError.self) { try server.serve(read: { lines.popFirst() }, write: { _ in }) }
        }
    }

    @Test(arguments: [("HS256", "1 bit"), ("none", ""), ("ES256", "256 bits")])
    func `a process without a key says so`(algorithm: String, key: String) {
        #expect(throws: WorkloadError.self) {
            _ = try SliceServer(
                Scenario(implementation: "reference", algorithm: algorithm, key: key, operation: .verify, workers: 1)
            )
        }
    }

    @Test(arguments: [
        ("exit 1", "ended without an answer"), ("echo hello", "expected 'jwt-assay/slices/1'"),
        ("echo jwt-assay/slices/1 debug -; read line; echo soon", "found 'soon'"),
        ("echo jwt-assay/slices/1 debug -; read line; echo 5 1", "1 operations failed"),
    ])
    func `a program that isn't a jwt-bench has a reason and no figure`(script: String, words: String) async throws {
        let folder = try TemporaryProgram(script)
        let side = DuetSide(label: "it", kind: .build(folder.path))
        var document = DuetDocument(machine: SampleDocument.machine, old: "it", new: "it")
        document.rows = [DuetDocument.Row(Self.scenario)]
        await DuetMeasurement(old: side, new: side, limit: .pairs(2))
            .measure(&document, shouldStop: { false }, observe: { _, _ in })
        #expect(document.rows[0].refusal?.contains(words) == true, "\(document.rows[0].refusal ?? "")")
        #expect(document.isComplete)
    }

    @Test func `pairs are added until there are enough`() async throws {
        let program = try TemporaryProgram(
            "echo jwt-assay/slices/1 debug -; while read count share; do echo $((count * 1000)) 0; done"
        )
        let side = DuetSide(label: "it", kind: .build(program.path))
        let duet = DuetMeasurement(old: side, new: side, limit: .pairs(3), pairNanoseconds: 1)
        var document = DuetDocument(machine: SampleDocument.machine, old: "it", new: "it")
        document.rows = [nil, 0, 0.5].map { DuetDocument.Row(Self.scenario, addedWork: $0) }
        var seen = 0
        await duet.measure(&document, shouldStop: { seen > 1 }, observe: { _, _ in seen += 1 })
        #expect(!document.isComplete)
        #expect(document.rows.allSatisfy { $0.pairs.count == 1 })
        await duet.measure(&document, shouldStop: { false }, observe: { _, _ in })
        #expect(document.isComplete)
        for row in document.rows {
            #expect(row.pairs.count == 3)
            #expect(row.refusal == nil)
            #expect(row.operations == 2_000)
            #expect(row.seconds > 0)
            #expect(row.pairs.allSatisfy { $0.old.count == 15 && $0.new.allSatisfy { $0 == 2_000_000 } })
        }
    }
}

/// A shell script in a file of its own.
private final class TemporaryProgram {
    let path: String

    init(_ script: String) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "duet-\(UInt64.random(in: 0...UInt64.max))")
        try Data("#!/bin/bash\n\(script)\n".utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
