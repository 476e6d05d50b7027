package import ReportKit

/// Tables, plots and what they mean, before they're set in one form or another.
package struct BenchmarkReport {
    /// The machine that it was measured on.
    let machine: [String]
    /// The plots, which a page alone shows.
    var plots: [Plots.Plot] = []
    let tables: [Table]
    /// What holds for all of it, and what to be wary of.
    let closing: [String]

    /// The report for a terminal.
    package func text(_ style: TextStyle = .plain) -> String {
        var lines = machine
        for table in tables {
            let body = table.lines
            lines += ["", style.bold(table.title), style.bold(body[0])] + body.dropFirst()
            if !table.notes.isEmpty { lines += [""] + table.notes }
        }
        if !closing.isEmpty { lines += [""] + closing }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report in Markdown.
    package var markdown: String {
        var lines = machine.map { Escape.markdown($0) + "  " }
        for table in tables {
            lines += ["", "### \(Escape.markdown(table.title))", ""] + table.markdownLines
            if !table.notes.isEmpty { lines += [""] + table.notes.map(Escape.markdown) }
        }
        if !closing.isEmpty { lines += [""] + closing.map { "> \(Escape.markdown($0))" } }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report as one page that needs nothing else: no script, no font, no network.
    package var html: String {
        func paragraph(_ name: String, _ lines: [String]) -> String {
            lines.isEmpty ? "" : "<p class=\"\(name)\">\(lines.map(Escape.markup).joined(separator: "\n"))</p>\n"
        }
        let figures = plots.map { plot in
            "<figure>\n<h2>\(Escape.markup(plot.title))</h2>\n\(plot.svg)\n"
                + "<figcaption>\(Escape.markup(plot.caption))</figcaption>\n</figure>\n"
        }
        let sections = tables.map { table in
            "<section>\n<h2>\(Escape.markup(table.title))</h2>\n<div class=\"wide\">\(table.html)</div>\n"
                + paragraph("note", table.notes) + "</section>\n"
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>jwt-bench</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>jwt-bench</h1>
            <p>\(machine.map(Escape.markup).joined(separator: "<br>"))</p>
            \(paragraph("warning", closing))\(figures.joined())\(sections.joined())</body>
            </html>

            """
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
