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
        lines += refusals(document)
        if document.results.contains(where: { $0.figures?.ratioToUsual != nil }) {
            lines.append(
                "× usual: times as long as a genuine, typical token, another each time, with a key that's ready; side by side."
            )
        }
        if document.results.contains(where: { ($0.figures?.participants ?? .max) < $0.scenario.workers }) {
            lines.append("(… ran): no more workers run at once than there are processors.")
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

    /// What the tokens of a variant were refused for, once for each.
    private static func refusals(_ document: BenchmarkDocument) -> [String] {
        var seen: Set<String> = []
        return document.results.compactMap { result in
            guard let reason = result.figures?.refusal, seen.insert(result.scenario.variant.name).inserted else {
                return nil
            }
            return "\(result.scenario.variant.name): refused, as it should be, for \(reason)."
        }
    }

    /// A column: its title, and what it says of a scenario with figures.
    private struct Column {
        let title: String
        let alignment: TextTable.Alignment
        let cell: (Scenario, Figures) -> String
    }

    private static func table(_ results: [ScenarioResult]) -> [String] {
        let columns = columns(for: results)
        var table = TextTable(
            [("algorithm", .left), ("key", .left), ("operation", .left)] + columns.map { ($0.title, $0.alignment) }
        )
        for result in results {
            let scenario = result.scenario
            let name = [scenario.algorithm, scenario.key, scenario.operation.rawValue]
            guard let figures = result.figures else {
                let variant = scenario.variant == .usual ? "" : "\(scenario.variant.name): "
                table.append(name + ["\(variant)no figure: \(result.refusal ?? "")"])
                continue
            }
            table.append(name + columns.map { $0.cell(scenario, figures) })
        }
        return table.lines
    }

    /// The columns that have something to say in this table.
    private static func columns(for results: [ScenarioResult]) -> [Column] {
        var columns: [Column] = []
        if results.contains(where: { $0.scenario.variant != .usual }) {
            columns.append(Column(title: "variant", alignment: .left) { scenario, _ in scenario.variant.name })
        }
        if results.contains(where: { $0.scenario.mode != .dispatch }) {
            columns.append(Column(title: "on", alignment: .left) { scenario, _ in scenario.mode.rawValue })
        }
        columns += [
            Column(title: "workers", alignment: .right) { scenario, figures in
                let missing = figures.participants < scenario.workers ? " (\(figures.participants) ran)" : ""
                return "\(scenario.workers)\(missing)"
            },
            Column(title: "ops/s", alignment: .right) { Quantity.grouped($1.operationsPerSecond.median) },
            Column(title: "median ns", alignment: .right) { Quantity.grouped(Double($1.latency.median)) },
            Column(title: "p99 ns", alignment: .right) { Quantity.grouped(Double($1.latency.p99)) },
            Column(title: "× floor", alignment: .right) { Quantity.fixed($1.ratioToFloor.median, decimals: 3) },
            Column(title: "interval", alignment: .left) { $1.ratioToFloor.interval.map(Quantity.interval) ?? "" },
        ]
        if results.contains(where: { $0.figures?.ratioToUsual != nil }) {
            columns.append(
                Column(title: "× usual", alignment: .right) { _, figures in
                    figures.ratioToUsual.map { Quantity.fixed($0.median, decimals: 3) } ?? ""
                }
            )
        }
        if results.contains(where: { $0.figures?.speedUp != nil }) {
            columns.append(
                Column(title: "speed-up", alignment: .right) { _, figures in
                    figures.speedUp.map {
                        "\(Quantity.fixed($0.median, decimals: 2)) "
                            + "(\(Quantity.fixed((figures.efficiency ?? 0) * 100, decimals: 0)) %)"
                    } ?? ""
                }
            )
        }
        return columns
    }

    private static func bold(_ text: String, _ isBold: Bool) -> String {
        isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
