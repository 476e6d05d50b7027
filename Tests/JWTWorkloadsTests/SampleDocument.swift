import Statistics
import Testing

@testable import JWTWorkloads

/// A document with something in every part.
enum SampleDocument {
    static let machine = MachineDescription(
        processor: "A processor",
        features: ["sha_ni"],
        processors: 2,
        system: "Debian",
        kernel: "Linux 6",
        openSSL: "OpenSSL 3",
        swift: "6.3",
        build: "release",
        commit: "0123456789ab",
        clockNanoseconds: 23
    )

    static func latency() throws -> Figures.Latency {
        var histogram = LatencyHistogram()
        for nanoseconds in [800, 810, 820, 5_000] as [UInt64] { histogram.record(nanoseconds) }
        return try #require(.init(histogram))
    }

    static func rates(_ median: Double = 1_234_567) throws -> Figures.Estimate {
        Figures.Estimate(
            try #require(Sample([-30_000, -20_000, -10_000, 0, 10_000, 20_000, 30_000].map { median + $0 }))
        )
    }

    static func ratio(_ values: [Double]) throws -> Figures.Ratio {
        Figures.Ratio(try #require(PairedRatio(values, over: values.map { _ in 1 })))
    }

    /// Figures whose ratio to the floor is the given one, give or take a thousandth.
    static func figures(
        ratio: Double = 2.125,
        control: [Double] = Array(repeating: 1, count: 7),
        nanoseconds: Double = 810,
        processRounds: [Int]? = nil
    ) throws -> Figures {
        let ratios = (0..<31).map { ratio * (1 + 0.001 * Double($0 % 3 - 1)) }
        let candidate = ratios.map { SliceReading(operations: 1_000, nanoseconds: UInt64($0 * 1_000_000)) }
        let floor = ratios.map { _ in SliceReading(operations: 1_000, nanoseconds: 1_000_000) }
        return Figures(
            rounds: 31,
            processRounds: processRounds,
            tokens: 4_096,
            tokenOctets: 400,
            participants: 1,
            operationsPerSecond: try rates(),
            nanosecondsPerOperation: try rates(nanoseconds * 1_000_000).scaled(1e-6),
            latency: try latency(),
            ratioToFloor: try self.ratio(ratios),
            control: try self.ratio(control),
            slices: .init(candidate: SliceSeries(candidate), floor: SliceSeries(floor))
        )
    }

    static func scenario(
        _ algorithm: String = "HS256",
        _ operation: Operation = .verify,
        workers: Int = 1,
        variant: Variant = .usual
    ) -> Scenario {
        Scenario(
            implementation: "toy",
            algorithm: algorithm,
            key: algorithm == "HS256" ? "256 bits" : "P-256",
            operation: operation,
            workers: workers,
            variant: variant
        )
    }

    static func document(control: [Double] = Array(repeating: 1, count: 7)) throws -> BenchmarkDocument {
        var document = BenchmarkDocument(machine: machine)
        document.results = [
            ScenarioResult(scenario(), figures: try figures(control: control)),
            ScenarioResult(scenario("ES256", .sign), refusal: "its own token 3 was refused: \"signature\""),
        ]
        document.isComplete = true
        return document
    }

    /// A document in which every table and plot has something to show.
    static func whole() throws -> BenchmarkDocument {
        var document = try document()
        document.results[1] = ScenarioResult(scenario("ES256", .sign), figures: try figures(nanoseconds: 20_000))
        document.results.append(ScenarioResult(scenario("HS256", .sign), figures: try figures(nanoseconds: 90_000)))
        document.results.append(ScenarioResult(scenario("ES256"), figures: try figures(nanoseconds: 60_000)))
        var refused = try figures(nanoseconds: 700)
        refused.refusal = "signature: it doesn't hold"
        refused.ratioToUsual = try ratio(Array(repeating: 0.75, count: 7))
        document.results.append(ScenarioResult(scenario(variant: Variant(condition: .badSignature)), figures: refused))
        for (workers, speedUp) in [(2, 1.9), (3, 2.7), (4, 3.4)] {
            var scaled = try figures()
            scaled.speedUp = try ratio(Array(repeating: speedUp, count: 7))
            scaled.efficiency = speedUp / Double(workers)
            document.results.append(ScenarioResult(scenario(workers: workers), figures: scaled))
        }
        let service = ServiceFigures(
            workers: 1,
            operationsPerSecond: try rates(),
            closed: try latency(),
            open: [
                ServiceFigures.Open(
                    process: .poisson,
                    seed: 1,
                    load: 0.95,
                    offeredPerSecond: 1_000,
                    achievedPerSecond: 900,
                    arrivals: 1_000,
                    dropped: 17,
                    isSaturated: true,
                    latency: try latency(),
                    service: try latency()
                )
            ]
        )
        document.latencies = [LatencyResult(scenario(), figures: service)]
        document.shares = [
            ShareResult(
                scenario(),
                wholeNanoseconds: 800,
                parts: [.init(name: "signature", nanoseconds: 400, share: try ratio(Array(repeating: 0.5, count: 7)))]
            )
        ]
        document.sizes = try TokenSize.all(
            ReferenceImplementation(),
            plan: BenchmarkPlan(algorithms: ["HS256", "RS256"]),
            classes: [.typical, .large]
        )
        document.instructions = [InstructionCount(scenario(), candidate: 15_000, floor: 9_000)]
        var store = SessionResult(store: "SQLite", version: "3.40", place: "in process", sessions: 1_000)
        store.figures = [service]
        store.ratioToFirst = try ratio(Array(repeating: 3, count: 7))
        var token = SessionResult(store: "JWT HS256", version: "3", place: "in process", sessions: 0)
        token.figures = [service]
        let gone = SessionResult(store: "Redis", version: "", place: "", sessions: 1_000, refusal: "nobody answers")
        document.sessions = [token, store, gone]
        return document
    }
}

extension Figures.Estimate {
    fileprivate func scaled(_ factor: Double) throws -> Figures.Estimate {
        Figures.Estimate(try #require(Sample([minimum, median, maximum].map { $0 * factor })))
    }
}
