import ReportKit
import Statistics

extension FleetDocument: ReportedDocument {
    private static let columns: [Table.Column] = [
        .left("implementation"), .left("language"), .right("µs"), .left("95 % interval"), .right("× reference"),
        .right("× floor"), .left("checked besides the signature"),
    ]

    private var algorithms: [String] {
        rows.reduce(into: []) { names, row in
            if !names.contains(row.algorithm) { names.append(row.algorithm) }
        }
    }

    /// A table for each algorithm, with who has no figure and why.
    package func report(price: Double = 0) -> BenchmarkReport {
        let tables = algorithms.map { algorithm in
            let rows = rows.filter { $0.algorithm == algorithm }
            var table = Table(
                "\(algorithm), verification of \(tokens[algorithm] ?? 0) tokens in turn, one thread",
                Self.columns,
                rows: rows.filter { $0.figures != nil }.map(\.cells)
            )
            table.notes = Self.refusals(rows)
            return table
        }
        return BenchmarkReport(machine: machine.lines, tables: tables, closing: explanation)
    }

    /// A row for each implementation and algorithm.
    package var csvRows: [[String]] {
        let head = [
            "algorithm", "implementation", "version", "language", "ns_per_operation", "ns_lower", "ns_upper",
            "ratio_to_reference", "ratio_to_floor", "refusal",
        ]
        return [head]
            + rows.map { row in
                let time = row.figures?.nanosecondsPerOperation
                let numbers = [
                    time?.median, time?.interval?.lower, time?.interval?.upper, row.figures?.ratioToReference?.median,
                    row.figures?.ratioToFloor?.median,
                ]
                return [row.algorithm, row.name, row.version, row.language] + numbers.map { $0.map { "\($0)" } ?? "" }
                    + [row.refusal ?? ""]
            }
    }

    /// Who has no figure, the same reason once.
    private static func refusals(_ rows: [Row]) -> [String] {
        let refused = rows.filter { $0.refusal != nil }
        let reasons = refused.reduce(into: [String]()) { reasons, row in
            if let refusal = row.refusal, !reasons.contains(refusal) { reasons.append(refusal) }
        }
        return reasons.map { reason in
            "no figure, \(reason): \(refused.filter { $0.refusal == reason }.map(\.name).joined(separator: ", "))"
        }
    }

    private var explanation: [String] {
        var lines = [
            "µs: median time of one verification by the library's own clock, checked against ours. Before, every token was",
            "accepted and its tampered copies rejected. ×: median of the ratios within a round, in which all are timed",
            "in random order. Libraries check different things besides the signature; the table says what.",
        ]
        if machine.build == "debug" { lines.append("This is a debug build: the reference's figures are meaningless.") }
        if !isComplete { lines.append("INCOMPLETE: interrupted; these algorithms are finished.") }
        return lines
    }
}

extension FleetDocument.Row {
    fileprivate var cells: [String] {
        guard let figures else { return [] }
        func microseconds(_ nanoseconds: Double) -> String { Quantity.fixed(nanoseconds / 1000, decimals: 2) }
        func ratio(_ ratio: Figures.Ratio?) -> String { ratio.map { Quantity.fixed($0.median, decimals: 2) } ?? "" }
        let time = figures.nanosecondsPerOperation
        return [
            label == "floor" ? name : "\(name) \(version)", language, microseconds(time.median),
            time.interval.map { "[\(microseconds($0.lower)), \(microseconds($0.upper))]" } ?? "",
            ratio(figures.ratioToReference), ratio(figures.ratioToFloor),
            label == "floor" ? "nothing" : checks.joined(separator: ", "),
        ]
    }
}
