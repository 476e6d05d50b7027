package import JWTConformance
import ReportKit

/// How clients that fetch keys did, as a page on its own: clients × scenarios, and every step with its requests.
package struct KeyRunPage {
    private let document: KeyRunDocument

    /// Prepares the page.
    package init(_ document: KeyRunDocument) { self.document = document }

    private static let style = """
        .keys td,.keys th{padding:.15rem .45rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        main h2{margin-top:2rem}.keys{border-collapse:collapse;font-size:.86rem}.wide{overflow-x:auto}
        .bad,.bad small{background:var(--breached);color:var(--breached-ink)}.odd{background:var(--deviant);color:var(--deviant-ink)}
        .good{background:var(--clean);color:var(--clean-ink)}.none{color:var(--soft)}
        """

    /// The page.
    package var html: String {
        let report = KeyRunReport(document)
        let body = """
            <main><h1>Keys over HTTP</h1>
            <p class="sentence">\(document.clients.count) clients, \(document.scenarios.count) scenarios. A cell has the \
            gravest verdict of the scenario and the number of requests that the key server got.</p>
            <div class="wide">\(report.summary.html)</div>
            <h2>Clients and scenarios</h2><div class="wide">\(matrix)</div>
            <h2>Scenarios, step by step</h2>\(document.scenarios.map(section).joined())
            </main>
            """
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>Keys over HTTP</title><style>\(Self.css)\(Self.style)</style><body>\(body)</body></html>

            """
    }

    private static var css: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

    /// The clients that could be run, each with its records by id.
    private var clients: [(title: String, records: [String: KeyRunDocument.StepRecord])] {
        document.clients.filter { $0.detail == nil }.map { ($0.title, $0.byID) }
    }

    private var matrix: String {
        let head = clients.map { "<th>\(Escape.markup($0.title))</th>" }.joined()
        let rows = document.scenarios.map { scenario in
            let cells = clients.map { client in
                cell(scenario.steps.compactMap { client.records["\(scenario.id)/\($0.id)"] }, isShort: true)
            }
            let name = "<a href=\"#\(Escape.markup(scenario.id))\">\(Escape.markup(scenario.id))</a>"
            return "<tr><th>\(name)</th>\(cells.joined())</tr>\n"
        }
        return "<table class=\"keys\"><thead><tr><th></th>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table>"
    }

    private func section(_ scenario: KeyScenario) -> String {
        let head = clients.map { "<th>\(Escape.markup($0.title))</th>" }.joined()
        let rows = scenario.steps.map { step in
            let cells = clients.map {
                cell([$0.records["\(scenario.id)/\(step.id)"]].compactMap { $0 }, isShort: false)
            }
            let bounds = (step.requests ?? [:]).sorted { $0.key < $1.key }.map { name, bound in
                "\(name) \(bound.map(String.init).joined(separator: " to "))"
            }
            let expected = "\(step.expect.rawValue), \(step.level.rawValue)\(bounds.map { "; \($0)" }.joined())"
            return "<tr><th>\(Escape.markup(step.id))<br><small>\(Escape.markup(step.summary))<br>"
                + "\(Escape.markup(expected))</small></th>\(cells.joined())</tr>\n"
        }
        return """
            <section id="\(Escape.markup(scenario.id))"><h3>\(Escape.markup(scenario.title)) \
            <small>\(Escape.markup(scenario.id))</small></h3>
            <p class="hint">If it fails: \(Escape.markup(scenario.loses)). \
            \(Escape.markup(scenario.refs.joined(separator: "; ")))</p>
            <div class="wide"><table class="keys"><thead><tr><th></th>\(head)</tr></thead>
            <tbody>\(rows.joined())</tbody></table></div></section>

            """
    }

    /// One cell: of a step, or the gravest of a scenario.
    private func cell(_ records: [KeyRunDocument.StepRecord], isShort: Bool) -> String {
        let asked = records.filter { $0.verdict != .skipped }
        let order = KeyStepVerdict.allCases.filter(\.isFailure) + [.recorded, .pass]
        guard let worst = order.lazy.compactMap({ verdict in asked.first { $0.verdict == verdict } }).first else {
            let why = records.first?.detail ?? ""
            return "<td class=\"none\" title=\"\(Escape.markup(why))\">–</td>"
        }
        let name = worst.verdict.isFailure ? "bad" : worst.verdict == .pass ? "good" : "odd"
        let requests = asked.flatMap(\.requests).reduce(into: [:]) { $0[$1.key, default: 0] += $1.value }
        let counts = requests.sorted { $0.key < $1.key }.map { isShort ? "\($0.value)" : "\($0.value) \($0.key)" }
        let detail = isShort ? "" : worst.detail.map { "<br><small>\(Escape.markup($0))</small>" } ?? ""
        let shown = counts.isEmpty ? "0" : counts.joined(separator: isShort ? "+" : ", ")
        return "<td class=\"\(name)\" title=\"\(Escape.markup(worst.detail ?? ""))\">\(worst.verdict.rawValue) "
            + "\(Escape.markup(shown))\(detail)</td>"
    }
}
