import Statistics

/// The document as comma-separated values (RFC 4180), one scenario a line.
package enum CSVReport {
    private static let columns = [
        "implementation", "algorithm", "key", "operation", "variant", "mode", "workers", "participants", "rounds",
        "tokens", "token_octets",
        "operations_per_second", "operations_per_second_lower", "operations_per_second_upper", "median_ns", "p99_ns",
        "ratio_to_floor", "ratio_lower", "ratio_upper", "ratio_to_usual", "speed_up", "efficiency", "refusal",
    ]

    /// The lines, the names of the columns first.
    package static func text(_ document: BenchmarkDocument) -> String {
        let rows = [columns] + document.results.map(row)
        return rows.map { $0.map(escaped).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func row(_ result: ScenarioResult) -> [String] {
        let scenario = result.scenario
        let name = [
            scenario.implementation, scenario.algorithm, scenario.key, scenario.operation.rawValue,
            scenario.variant.name, scenario.mode.rawValue, String(scenario.workers),
        ]
        guard let figures = result.figures else {
            return name + Array(repeating: "", count: columns.count - name.count - 1) + [result.refusal ?? ""]
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

    private static func escaped(_ field: String) -> String {
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
