/// The document as one page that needs nothing else: no script, no font, no network.
package enum HTMLReport {
    /// The page.
    ///
    /// - Parameters:
    ///   - document: what was measured.
    ///   - price: of one processor for one hour.
    /// - Returns: HTML.
    package static func text(_ document: BenchmarkDocument, price: Double = 0.04) -> String {
        let tables = ReportTables.all(document, price: price)
        let warnings = ReportTables.warnings(document)
        var lines = [
            "<!doctype html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>jwt-bench</title>", "<style>", style, "</style>", "</head>", "<body>", "<h1>jwt-bench</h1>",
            "<p>" + ReportTables.machine(document).map(Markup.escaped).joined(separator: "<br>") + "</p>",
        ]
        if !warnings.isEmpty {
            lines.append("<p class=\"warning\">" + warnings.map(Markup.escaped).joined(separator: "\n") + "</p>")
        }
        for plot in Plots.all(document) {
            lines += [
                "<figure>", "<h2>\(Markup.escaped(plot.title))</h2>", plot.svg,
                "<figcaption>\(Markup.escaped(plot.caption))</figcaption>", "</figure>",
            ]
        }
        for table in tables { lines += section(table) }
        lines += ["</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ table: ReportTable) -> [String] {
        func cell(_ name: String, _ index: Int, _ text: String) -> String {
            let alignment = table.columns[index].alignment == .right ? " class=\"r\"" : ""
            return "<\(name)\(alignment)>\(Markup.escaped(text))</\(name)>"
        }
        let titles = table.columns.enumerated().map { cell("th", $0, $1.title) }.joined()
        var lines = [
            "<section>", "<h2>\(Markup.escaped(table.title))</h2>", "<div class=\"wide\"><table>",
            "<thead><tr>\(titles)</tr></thead>", "<tbody>",
        ]
        for row in table.rows {
            let missing = table.columns.count - row.count
            var cells = row.enumerated().map { cell("td", $0, $1) }
            if missing > 0, let last = row.last {
                cells[cells.count - 1] = "<td colspan=\"\(missing + 1)\">\(Markup.escaped(last))</td>"
            }
            lines.append("<tr>\(cells.joined())</tr>")
        }
        lines += ["</tbody>", "</table></div>"]
        if !table.notes.isEmpty {
            lines.append("<p class=\"note\">" + table.notes.map(Markup.escaped).joined(separator: "\n") + "</p>")
        }
        return lines + ["</section>"]
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #d8dee4; --quiet: #57606a;
          --c0: #0969da; --c1: #bc4c00; --c2: #1a7f37; --c3: #8250df; --c4: #bf3989; --c5: #9a6700; --c6: #0e7c86; --c7: #6e7781; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #30363d; --quiet: #9198a1;
          --c0: #4493f8; --c1: #f0883e; --c2: #3fb950; --c3: #ab7df8; --c4: #f778ba; --c5: #d29922; --c6: #39c5cf; --c7: #8b949e; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 64rem;
          margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
        figure { margin: 0; } figcaption, .note { color: var(--quiet); font-size: .9rem; white-space: pre-line; }
        .warning { border-left: 4px solid var(--c5); padding: .5rem 1rem; white-space: pre-line; }
        svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        .grid { stroke: var(--faint); } .whisker { stroke: var(--ink); fill: none; stroke-width: 1.2; }
        .line { fill: none !important; stroke-width: 2; } .dashed { stroke-dasharray: 5 4; }
        .c0 { fill: var(--c0); stroke: var(--c0); } .c1 { fill: var(--c1); stroke: var(--c1); }
        .c2 { fill: var(--c2); stroke: var(--c2); } .c3 { fill: var(--c3); stroke: var(--c3); }
        .c4 { fill: var(--c4); stroke: var(--c4); } .c5 { fill: var(--c5); stroke: var(--c5); }
        .c6 { fill: var(--c6); stroke: var(--c6); } .c7 { fill: var(--c7); stroke: var(--c7); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
        th, td { padding: .2rem .7rem; text-align: left; white-space: nowrap; border-bottom: 1px solid var(--faint); }
        .r { text-align: right; font-variant-numeric: tabular-nums; }
        """
}
