import JWTConformance
import ReportKit

/// Histories as a page on its own: for each library its faults × its releases with their dates, and the advisories.
package struct HistoryPage {
    private let histories: [HistoryDocument]

    /// Prepares the page.
    package init(_ histories: [HistoryDocument]) { self.histories = histories }

    private static let style = """
        .history td,.history th{padding:.15rem .4rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:bottom}
        .history{border-collapse:collapse;font-size:.8rem}.wide{overflow-x:auto}main h2{margin-top:2rem}
        .history thead th+th span{writing-mode:vertical-rl;white-space:nowrap}
        .bad{background:var(--breached);color:var(--breached-ink)}.good{background:var(--clean);color:var(--clean-ink)}
        .none{color:var(--soft)}
        """

    /// The page.
    package var html: String {
        let links = histories.map { "<a href=\"#\(Escape.markup($0.member))\">\(Escape.markup($0.library))</a>" }
        let body = """
            <main><h1>Faults by release</h1>
            <p class="sentence">✕: a token showed the fault in this release. ·: it didn't. –: the release can't be asked for it. \
            A fault is one misbehaviour, however many vectors show it.</p>
            <nav aria-label="Libraries">\(links.joined(separator: " "))</nav>
            \(histories.map(section).joined())</main>
            """
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>Faults by release</title><style>\(Self.css)\(Self.style)</style><body>\(body)</body></html>

            """
    }

    private static var css: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

    private func section(_ history: HistoryDocument) -> String {
        let head = history.releases.map { release in
            "<th scope=\"col\"><span>\(Escape.markup(release.version)) "
                + "<small>\(Escape.markup(release.released ?? ""))</small></span></th>"
        }
        let rows = history.faults.map { fault in row(fault, of: history) }
        let report = HistoryReport(history)
        let advisories = report.advisoryTable.map { "<div class=\"wide\">\($0.html)</div>" } ?? ""
        return """
            <section id="\(Escape.markup(history.member))"><h2>\(Escape.markup(history.library))</h2>
            <p class="hint">\(Escape.markup(report.counts))</p>\(advisories)
            <div class="wide"><table class="history"><thead><tr><th scope="col">Fault</th>\(head.joined())</tr></thead>
            <tbody>\(rows.joined())</tbody></table></div></section>

            """
    }

    private func row(_ fault: HistoryDocument.Fault, of history: HistoryDocument) -> String {
        let positions = Dictionary(history.releases.enumerated().map { ($1.version, $0) }) { first, _ in first }
        let spans = fault.ranges.compactMap { range -> ClosedRange<Int>? in
            let start = range.introduced.flatMap { positions[$0] } ?? 0
            guard let end = positions[range.lastAffected], start <= end else { return nil }
            return start...end
        }
        let cells = history.releases.enumerated().map { position, release in
            if release.state == .unavailable { return "<td class=\"none\">–</td>" }
            return spans.contains { $0.contains(position) } ? "<td class=\"bad\">✕</td>" : "<td class=\"good\">·</td>"
        }
        let more = fault.vectors.count > 1 ? " and \(fault.vectors.count - 1) more" : ""
        return """
            <tr><th scope="row" title="\(Escape.markup(fault.vectors.prefix(20).joined(separator: "\n")))">\
            \(Escape.markup(fault.verdict.rawValue)): \(Escape.markup(fault.summary))<br>\
            <small>\(Escape.markup(fault.check ?? "")) \(Escape.markup(fault.vectors[0]))\(more)</small></th>\
            \(cells.joined())</tr>

            """
    }
}
