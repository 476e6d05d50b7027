import Foundation
import Testing

@testable import JWTWorkloads

/// Programs are timed only where they verify, and only by a clock that can be believed.
@Suite struct FleetComparisonTests {
    private func implementation(_ way: String) -> FleetComparison.Implementation {
        let program = #filePath.dropLast("FleetComparisonTests.swift".count) + "Programs/hs256.py"
        return .init(label: way, command: ["python3", String(program), way])
    }

    private func document(_ ways: [String], algorithms: [String] = ["HS256"]) async -> FleetDocument {
        await FleetComparison(
            implementations: ways.map(implementation),
            algorithms: algorithms,
            rounds: 7,
            sliceNanoseconds: 1_000_000,
            ringCount: 48
        ).measure()
    }

    @Test func `times a program next to the floor and the reference`() async throws {
        let document = await document(["honest"])
        #expect(document.isComplete)
        #expect(Set(document.rows.map(\.label)) == ["floor", "reference", "honest"])
        let row = try #require(document.rows.first { $0.label == "honest" })
        let figures = try #require(row.figures, "\(row.refusal ?? "")")
        #expect(figures.slices.count == 7)
        #expect(figures.ratioToFloor != nil)
        #expect(figures.ratioToReference != nil)
        #expect(row.checks == ["algorithm"])
    }

    @Test(arguments: [
        ("accepts-all", "a token with a changed header was accepted"), ("fast-clock", "ns passed"),
        ("counts-wrong", "expected 16 iterations"), ("no-bench", "the operation bench"),
    ])
    func `an implementation that fails verification has no figure`(_ way: String, _ words: String) async throws {
        let document = await document([way, "honest"])
        let row = try #require(document.rows.first { $0.label == way })
        #expect(row.figures == nil)
        #expect(row.refusal?.contains(words) == true, "\(row.refusal ?? "")")
        #expect(document.rows.first { $0.label == "honest" }?.figures != nil)
    }

    @Test func `an algorithm that is not declared has no figure`() async throws {
        let document = await document(["honest"], algorithms: ["ES256"])
        let row = try #require(document.rows.first { $0.label == "honest" })
        #expect(row.refusal == "it doesn't declare ES256")
    }

    @Test func `stops between slices and says so`() async {
        let comparison = FleetComparison(
            implementations: [implementation("honest")],
            algorithms: ["HS256"],
            ringCount: 48
        )
        let document = await comparison.measure(shouldStop: { true })
        #expect(!document.isComplete)
        #expect(document.rows.isEmpty)
    }

    @Test(arguments: FleetWorkload.algorithms) func `makes tokens for every algorithm`(_ algorithm: String) throws {
        let workload = try FleetWorkload(algorithm: algorithm, count: 16)
        #expect(Set(workload.tokens).count == 16)
    }

    @Test func `the report names who has no figure and why`() async {
        let document = await document(["honest", "no-bench"])
        for text in [document.report().text(), document.report().markdown] {
            #expect(text.contains("honest 1"))
            #expect(text.contains("no figure, it doesn't declare the operation bench: no-bench"))
        }
    }
}
