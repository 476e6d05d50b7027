package import ReportKit
import Statistics

extension BenchmarkDocument: ReportedDocument {
    /// The tables and plots, and what to be wary of.
    package func report(price: Double = 0.04) -> BenchmarkReport {
        BenchmarkReport(
            machine: machine.lines,
            plots: Plots.all(self),
            tables: ReportTables.all(self, price: price),
            closing: ReportTables.warnings(self)
        )
    }
}

/// The tables that a document has something to say in: every report shows these, each in its own way.
package enum ReportTables {
    /// The tables, in the order in which they are shown.
    ///
    /// - Parameters:
    ///   - document: the measurements.
    ///   - price: of one processor for one hour.
    /// - Returns: tables with rows.
    package static func all(_ document: BenchmarkDocument, price: Double) -> [Table] {
        let tables =
            throughput(document) + [
                scaling(document), costs(document, price: price), breakEven(document), latency(document),
                shares(document), sizes(document), instructions(document), sessions(document),
            ]
        return tables.filter { !$0.rows.isEmpty }
    }

    /// What to be wary of.
    package static func warnings(_ document: BenchmarkDocument) -> [String] {
        var lines = NoiseWarning.lines(document)
        if !document.isComplete {
            lines.append("INCOMPLETE: the run was interrupted; these are the scenarios it finished.")
        }
        return lines
    }

    // MARK: Throughput

    /// A column, and its text for a scenario with figures.
    private struct Cell {
        let column: Table.Column
        let text: (Scenario, Figures) -> String

        init(_ column: Table.Column, _ text: @escaping (Scenario, Figures) -> String) {
            self.column = column
            self.text = text
        }
    }

    private static func throughput(_ document: BenchmarkDocument) -> [Table] {
        let names = document.results.reduce(into: [String]()) { names, result in
            if !names.contains(result.scenario.implementation) { names.append(result.scenario.implementation) }
        }
        return names.map { name in
            let results = document.results.filter { $0.scenario.implementation == name }
            let cells = cells(for: results)
            var table = Table(
                "\(name), every token verified before it was timed",
                [.left("algorithm"), .left("key"), .left("operation")] + cells.map(\.column)
            )
            for result in results {
                let scenario = result.scenario
                let title = [scenario.algorithm, scenario.key, scenario.operation.rawValue]
                guard let figures = result.figures else {
                    let variant = scenario.variant == .usual ? "" : "\(scenario.variant.name): "
                    table.rows.append(title + ["\(variant)no figure: \(result.refusal ?? "")"])
                    continue
                }
                table.rows.append(title + cells.map { $0.text(scenario, figures) })
            }
            table.notes = notes(document, results)
            return table
        }
    }

    /// The columns that have something to say in this table.
    private static func cells(for results: [ScenarioResult]) -> [Cell] {
        var cells: [Cell] = []
        if results.contains(where: { $0.scenario.variant != .usual }) {
            cells.append(Cell(.left("variant")) { scenario, _ in scenario.variant.name })
        }
        if results.contains(where: { $0.scenario.mode != .dispatch }) {
            cells.append(Cell(.left("on")) { scenario, _ in scenario.mode.rawValue })
        }
        cells += [
            Cell(.right("workers")) { scenario, figures in
                let missing = figures.participants < scenario.workers ? " (\(figures.participants) ran)" : ""
                return "\(scenario.workers)\(missing)"
            },
            Cell(.right("ops/s")) { Quantity.grouped($1.operationsPerSecond.median) },
            Cell(.right("median ns")) { Quantity.grouped(Double($1.latency.median)) },
            Cell(.right("p99 ns")) { Quantity.grouped(Double($1.latency.p99)) },
            Cell(.right("p99.9 ns")) { Quantity.grouped(Double($1.latency.p999)) },
            Cell(.right("× floor")) { Quantity.fixed($1.ratioToFloor.median, decimals: 3) },
            Cell(.left("interval")) { $1.ratioToFloor.interval.map(Quantity.interval) ?? "" },
        ]
        if results.contains(where: { $0.figures?.ratioToUsual != nil }) {
            cells.append(
                Cell(.right("× usual")) { $1.ratioToUsual.map { Quantity.fixed($0.median, decimals: 3) } ?? "" }
            )
        }
        if results.contains(where: { $0.figures?.speedUp != nil }) {
            cells.append(
                Cell(.right("speed-up")) { _, figures in
                    figures.speedUp.map {
                        "\(Quantity.fixed($0.median, decimals: 2)) (\(Quantity.percent(figures.efficiency ?? 0)))"
                    } ?? ""
                }
            )
        }
        return cells
    }

    private static func notes(_ document: BenchmarkDocument, _ results: [ScenarioResult]) -> [String] {
        var notes = [
            "ops/s: median of slices. ns: one operation, with a clock reading of "
                + "\(Quantity.fixed(document.machine.clockNanoseconds, decimals: 0)) ns in it.",
            "× floor: ratio to the bare OpenSSL operation on the same octets, measured side by side; in brackets the",
            "95 percent interval. speed-up: over one worker, measured side by side, and its share of the ideal.",
        ]
        if results.contains(where: { $0.figures?.ratioToUsual != nil }) {
            notes += [
                "× usual: ratio to a genuine, typical token, a new one each time, with a prepared key;",
                "measured side by side.",
            ]
        }
        var seen: Set<String> = []
        for result in results {
            guard let reason = result.figures?.refusal, seen.insert(result.scenario.variant.name).inserted else {
                continue
            }
            notes.append("\(result.scenario.variant.name): rejected, as it must be, with reason \(reason).")
        }
        if results.contains(where: { ($0.figures?.participants ?? .max) < $0.scenario.workers }) {
            notes.append("(… ran): no more workers run at once than there are processors.")
        }
        return notes
    }
}
