import Statistics

extension BenchmarkDocument {
    private static let csvColumns = [
        "implementation", "algorithm", "key", "operation", "variant", "mode", "workers", "participants", "rounds",
        "tokens", "token_octets",
        "operations_per_second", "operations_per_second_lower", "operations_per_second_upper", "median_ns", "p99_ns",
        "ratio_to_floor", "ratio_lower", "ratio_upper", "ratio_to_usual", "speed_up", "efficiency", "refusal",
    ]

    /// The scenarios, one a row.
    package var csvRows: [[String]] { [Self.csvColumns] + results.map(Self.csvRow) }

    private static func csvRow(_ result: ScenarioResult) -> [String] {
        let scenario = result.scenario
        let name = [
            scenario.implementation, scenario.algorithm, scenario.key, scenario.operation.rawValue,
            scenario.variant.name, scenario.mode.rawValue, String(scenario.workers),
        ]
        guard let figures = result.figures else {
            return name + Array(repeating: "", count: csvColumns.count - name.count - 1) + [result.refusal ?? ""]
        }
        let rate = figures.operationsPerSecond
        let ratio = figures.ratioToFloor
        let numbers: [Double?] = [
            rate.median, rate.interval?.lower, rate.interval?.upper, Double(figures.latency.median),
            Double(figures.latency.p99), ratio.median, ratio.interval?.lower, ratio.interval?.upper,
            figures.ratioToUsual?.median, figures.speedUp?.median, figures.efficiency,
        ]
        return name + [
            String(figures.participants), String(figures.rounds), String(figures.tokens), String(figures.tokenOctets),
        ]
            + numbers.map { $0.map { "\($0)" } ?? "" } + [""]
    }
}
