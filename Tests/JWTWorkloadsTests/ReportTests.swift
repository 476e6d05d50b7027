import FoundationEssentials
import Statistics
import Testing

@testable import JWTWorkloads

@Suite struct ReportTests {
    private static func figures(control: [Double]) throws -> Figures {
        var histogram = LatencyHistogram()
        for nanoseconds in [800, 810, 820, 5_000] as [UInt64] { histogram.record(nanoseconds) }
        let rates = try #require(Sample([1_234_567, 1_200_000, 1_250_000, 1_230_000, 1_240_000, 1_220_000, 1_260_000]))
        let ratios = try #require(PairedRatio(Array(repeating: 2.125, count: 7), over: Array(repeating: 1, count: 7)))
        let controls = try #require(PairedRatio(control, over: control.map { _ in 1 }))
        let series = SliceSeries([SliceReading(operations: 10, nanoseconds: 8_000)])
        return Figures(
            rounds: 7,
            tokens: 4_096,
            tokenOctets: 400,
            participants: 1,
            operationsPerSecond: .init(rates),
            nanosecondsPerOperation: .init(rates),
            latency: try #require(.init(histogram)),
            ratioToFloor: .init(ratios),
            control: .init(controls),
            slices: .init(candidate: series, floor: series)
        )
    }

    private static func document(control: [Double] = Array(repeating: 1, count: 7)) throws -> BenchmarkDocument {
        var document = BenchmarkDocument(
            machine: MachineDescription(
                processor: "A processor",
                features: ["sha_ni"],
                processors: 2,
                system: "Debian",
                kernel: "Linux 6",
                openSSL: "OpenSSL 3",
                swift: "6.3",
                build: "release",
                clockNanoseconds: 23
            ),
            plan: BenchmarkPlan(algorithms: ["HS256", "ES256"])
        )
        document.results = [
            ScenarioResult(
                Scenario(implementation: "toy", algorithm: "HS256", key: "256 bits", operation: .verify, workers: 1),
                figures: try figures(control: control)
            ),
            ScenarioResult(
                Scenario(implementation: "toy", algorithm: "ES256", key: "P-256", operation: .sign, workers: 1),
                refusal: "its own token 3 was refused: \"signature\""
            ),
        ]
        document.isComplete = true
        return document
    }

    @Test func `the table has a row for each scenario, and says why there is no figure`() throws {
        let text = HumanReport.text(try Self.document())
        #expect(text.contains("HS256      256 bits  verify           1  1,234,567        810   5,000    2.125"))
        #expect(text.contains("2.125  [2.125, 2.125]"))
        #expect(text.contains("ES256      P-256     sign       no figure: its own token 3 was refused"))
        #expect(!text.contains("WARNING"))
        #expect(!text.contains("INCOMPLETE"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `an interrupted run is marked`() throws {
        var document = try Self.document()
        document.isComplete = false
        #expect(HumanReport.text(document).contains("INCOMPLETE"))
    }

    @Test func `a control that strays is a warning with a remedy`() throws {
        let warning = NoiseWarning.lines(try Self.document(control: [0.9, 1.1, 1, 0.92, 1.08, 1.1, 0.9]))
        #expect(warning.joined().contains("--rounds 101"))
        #expect(NoiseWarning.lines(try Self.document()).isEmpty)
    }

    @Test func `fields with quotes are quoted, and every line has all columns`() throws {
        let lines = CSVReport.text(try Self.document()).split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[1].split(separator: ",", omittingEmptySubsequences: false).count == 23)
        #expect(lines[1].hasPrefix("toy,HS256,256 bits,verify,usual,dispatch,1,1,7,4096,400,1234567.0,"))
        #expect(lines[2].hasSuffix(#","its own token 3 was refused: ""signature""""#))
    }

    @Test func `the document is read back as it was written`() throws {
        let document = try Self.document()
        let again = try JSONDecoder().decode(BenchmarkDocument.self, from: document.json())
        #expect(again.schema == "jwt-assay/bench/1")
        #expect(again.isComplete)
        #expect(again.hasRefusals)
        #expect(again.results.map(\.scenario) == document.results.map(\.scenario))
        #expect(again.results[0].figures?.slices == document.results[0].figures?.slices)
        #expect(again.results[1].refusal == document.results[1].refusal)
    }
}
