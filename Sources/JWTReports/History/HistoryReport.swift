import JWTConformance
import ReportKit

/// A history as text for a terminal, and as Markdown.
package struct HistoryReport {
    private let history: HistoryDocument

    /// Prepares the report.
    package init(_ history: HistoryDocument) {
        self.history = history
    }

    private var days: [String: String] {
        Dictionary(history.releases.compactMap { release in release.released.map { (release.version, $0) } }) {
            first,
            _ in
            first
        }
    }

    private func dated(_ version: String) -> String { version + (days[version].map { " (\($0))" } ?? "") }

    private func words(_ range: HistoryDocument.Range) -> String {
        let start = range.introduced.map { "since \(dated($0))" } ?? "from the first release asked"
        return start + (range.fixed.map { ", fixed in \(dated($0))" } ?? ", still there")
    }

    /// A row for each fault: the verdict, the releases, the check and the vectors.
    var rows: [[String]] {
        history.faults.map { fault in
            [
                fault.verdict.rawValue, fault.ranges.map(words).joined(separator: "; "), fault.check ?? "-",
                "\(fault.vectors[0])\(fault.vectors.count > 1 ? " and \(fault.vectors.count - 1) more" : "")",
            ]
        }
    }

    /// How many vectors showed a fault in a release, or why nobody knows.
    static func state(of release: HistoryDocument.Release) -> String {
        release.failing.map { "\($0)" } ?? release.detail ?? "like its neighbours"
    }

    /// The advisories against what was measured; `nil` if none is known.
    var advisoryTable: Table? {
        history.advisories.map { advisories in
            Table(
                "Advisories",
                [.left("advisory"), .left("published"), .left("measured")],
                rows: advisories.map { [$0.id, $0.published, $0.finding] }
            )
        }
    }

    /// How many releases were asked, and what became of them.
    var counts: String {
        let asked = history.releases.count { $0.state == .asked }
        let lost = history.releases.filter { $0.state == .unavailable }
        let present = history.faults.filter { $0.ranges.last?.fixed == nil }
        let grave = present.count { $0.verdict.isBypass }
        let missing = lost.isEmpty ? "" : "; can't be asked: \(lost.map(\.version).joined(separator: " "))"
        return
            "\(history.library): \(history.releases.count) releases, \(asked) asked\(missing). \(history.faults.count.counted("fault")), "
            + "\(present.count) of them in the newest, \(grave) that an attacker can use. Corpus \(history.suite.corpus), \(history.suite.started.prefix(10))"
    }

    /// One line for each fault, then the counts.
    package var text: String {
        Table(rows: rows).text + "\n" + (advisoryTable.map { $0.text + "\n" } ?? "") + "\(counts)\n"
    }

    /// A table of the releases and one of the faults.
    package var markdown: String {
        func row(_ cells: [String]) -> String { "| " + cells.map(Escape.markdown).joined(separator: " | ") + " |\n" }
        var text = "# \(Escape.markdown(history.library)): faults by release\n\n\(Escape.markdown(counts))\n\n"
        text += "| verdict | releases | check | vectors |\n| --- | --- | --- | --- |\n" + rows.map(row).joined()
        if let advisoryTable { text += "\n" + advisoryTable.markdownLines.joined(separator: "\n") + "\n" }
        text += "\n| release | date | vectors with a fault |\n| --- | --- | --- |\n"
        for release in history.releases {
            text += row([release.version, release.released ?? "-", Self.state(of: release)])
        }
        return text
    }
}
