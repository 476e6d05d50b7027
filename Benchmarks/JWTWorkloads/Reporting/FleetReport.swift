import Statistics

/// A comparison across languages as a table for a terminal or for Markdown.
package enum FleetReport {
    private static let columns: [(title: String, alignment: TextTable.Alignment)] = [
        ("implementation", .left), ("language", .left), ("µs", .right), ("95 % interval", .left),
        ("× reference", .right), ("× floor", .right), ("checked besides the signature", .left),
    ]

    /// The tables, one for each algorithm, with what they mean.
    ///
    /// - Parameters:
    ///   - document: what was measured.
    ///   - isBold: whether titles may be set in bold by escape sequences.
    /// - Returns: lines.
    package static func text(_ document: FleetDocument, isBold: Bool = false) -> String {
        var lines = machine(document) + [""]
        for algorithm in algorithms(document) {
            var table = TextTable(columns)
            let rows = document.rows.filter { $0.algorithm == algorithm }
            for row in rows where row.figures != nil { table.append(cells(row)) }
            let title = "\(algorithm), verification of \(document.tokens[algorithm] ?? 0) tokens in turn, one thread"
            lines.append(isBold ? "\u{1B}[1m\(title)\u{1B}[0m" : title)
            lines += table.lines
            lines += refusals(rows)
            lines.append("")
        }
        return (lines + explanation(document)).map { $0 + "\n" }.joined()
    }

    /// The same as Markdown tables.
    package static func markdown(_ document: FleetDocument) -> String {
        var lines = machine(document)
        for algorithm in algorithms(document) {
            lines += ["", "### \(algorithm)", "", row(columns.map(\.title))]
            lines.append(row(columns.map { $0.alignment == .left ? "---" : "---:" }))
            let rows = document.rows.filter { $0.algorithm == algorithm }
            for entry in rows where entry.figures != nil { lines.append(row(cells(entry))) }
            let refused = refusals(rows)
            if !refused.isEmpty { lines += [""] + refused.map { "- " + $0 } }
        }
        return (lines + [""] + explanation(document)).map { $0 + "\n" }.joined()
    }

    private static func algorithms(_ document: FleetDocument) -> [String] {
        document.rows.reduce(into: []) { names, row in
            if !names.contains(row.algorithm) { names.append(row.algorithm) }
        }
    }

    private static func machine(_ document: FleetDocument) -> [String] {
        let machine = document.machine
        return [
            "\(machine.processor), \(machine.processors) processors, \(machine.system), \(machine.kernel)",
            "\(machine.openSSL); Swift \(machine.swift), \(machine.build) build",
        ]
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func cells(_ row: FleetDocument.Row) -> [String] {
        guard let figures = row.figures else { return [] }
        let time = figures.nanosecondsPerOperation
        return [
            row.label == "floor" ? row.name : "\(row.name) \(row.version)",
            row.language,
            Quantity.fixed(time.median / 1000, decimals: 2),
            time.interval.map {
                "[\(Quantity.fixed($0.lower / 1000, decimals: 2)), \(Quantity.fixed($0.upper / 1000, decimals: 2))]"
            } ?? "",
            figures.ratioToReference.map { Quantity.fixed($0.median, decimals: 2) } ?? "",
            figures.ratioToFloor.map { Quantity.fixed($0.median, decimals: 2) } ?? "",
            row.label == "floor" ? "nothing" : row.checks.joined(separator: ", "),
        ]
    }

    /// Who has no figure, the same reason once.
    private static func refusals(_ rows: [FleetDocument.Row]) -> [String] {
        var names: [String: [String]] = [:]
        var order: [String] = []
        for row in rows {
            guard let refusal = row.refusal else { continue }
            if names[refusal] == nil { order.append(refusal) }
            names[refusal, default: []].append(row.name)
        }
        return order.map { "no figure, \($0): \(names[$0, default: []].joined(separator: ", "))" }
    }

    private static func explanation(_ document: FleetDocument) -> [String] {
        var lines = [
            "µs: median time of one verification by the implementation's own clock, held against ours; every token was",
            "accepted and its tampered copies refused before. ×: median of the ratios within a round, in which all are timed",
            "in random order. What an implementation checks differs, and is named.",
        ]
        if document.machine.build == "debug" { lines.append("A debug build: the reference's figures mean nothing.") }
        if !document.isComplete {
            lines.append("INCOMPLETE: interrupted; these are the algorithms that were finished.")
        }
        return lines
    }
}
