import Statistics

/// The document as a table for a terminal.
package enum HumanReport {
    /// The table, what it means, and what to be wary of.
    ///
    /// - Parameters:
    ///   - document: what a run found.
    ///   - isBold: whether titles may be set in bold by escape sequences.
    /// - Returns: lines.
    package static func text(_ document: BenchmarkDocument, isBold: Bool = false) -> String {
        let machine = document.machine
        var lines = [
            "\(machine.processor), \(machine.processors) processors, \(machine.system), \(machine.kernel)",
            "\(machine.openSSL); Swift \(machine.swift), \(machine.build) build",
            "",
        ]
        for implementation in names(document) {
            let table = table(document.results.filter { $0.scenario.implementation == implementation })
            lines.append(bold("\(implementation), every token verified before it was timed", isBold))
            lines.append(bold(table[0], isBold))
            lines += table.dropFirst()
            lines.append("")
        }
        lines += [
            "ops/s: median of slices. ns: one operation, with a clock reading of "
                + "\(Quantity.fixed(machine.clockNanoseconds, decimals: 0)) ns in it.",
            "× floor: times as long as the bare OpenSSL operation on the same octets, measured side by side; in brackets the",
            "95 percent interval. speed-up: over one worker, measured side by side, and its share of the ideal.",
        ]
        if document.results.contains(where: { ($0.figures?.participants ?? .max) < $0.scenario.workers }) {
            lines.append("(… ran): Dispatch runs as many workers at once as there are processors.")
        }
        lines += NoiseWarning.lines(document)
        if !document.isComplete {
            lines.append("INCOMPLETE: the run was interrupted; these are the scenarios it finished.")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func names(_ document: BenchmarkDocument) -> [String] {
        document.results.reduce(into: []) { names, result in
            if !names.contains(result.scenario.implementation) { names.append(result.scenario.implementation) }
        }
    }

    private static func table(_ results: [ScenarioResult]) -> [String] {
        var table = TextTable([
            ("algorithm", .left), ("key", .left), ("operation", .left), ("workers", .right), ("ops/s", .right),
            ("median ns", .right), ("p99 ns", .right), ("× floor", .right), ("interval", .left), ("speed-up", .right),
        ])
        for result in results {
            let scenario = result.scenario
            let name = [scenario.algorithm, scenario.key, scenario.operation.rawValue]
            guard let figures = result.figures else {
                table.append(name + ["no figure: \(result.refusal ?? "")"])
                continue
            }
            let missing = figures.participants < scenario.workers ? " (\(figures.participants) ran)" : ""
            table.append(
                name + [
                    "\(scenario.workers)\(missing)",
                    Quantity.grouped(figures.operationsPerSecond.median),
                    Quantity.grouped(Double(figures.latency.median)),
                    Quantity.grouped(Double(figures.latency.p99)),
                    Quantity.fixed(figures.ratioToFloor.median, decimals: 3),
                    figures.ratioToFloor.interval.map {
                        "[\(Quantity.fixed($0.lower, decimals: 3)), \(Quantity.fixed($0.upper, decimals: 3))]"
                    } ?? "",
                    figures.speedUp.map {
                        "\(Quantity.fixed($0.median, decimals: 2)) "
                            + "(\(Quantity.fixed((figures.efficiency ?? 0) * 100, decimals: 0)) %)"
                    } ?? "",
                ]
            )
        }
        return table.lines
    }

    private static func bold(_ text: String, _ isBold: Bool) -> String {
        isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
