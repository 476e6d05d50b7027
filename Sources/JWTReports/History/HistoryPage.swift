import JWTConformance
import ReportKit

/// A history as a page: its faults × its releases with their dates, the advisories, and what became of each release.
package struct HistoryPage {
    private let history: HistoryDocument

    /// Prepares the page.
    package init(_ history: HistoryDocument) { self.history = history }

    /// The page.
    ///
    /// - Parameters:
    ///   - home: the address of the index that leads to it; `nil`: it stands alone.
    ///   - isForeign: whether it asked other vectors than that index.
    /// - Returns: a document that needs no other file.
    package func html(home: String? = nil, isForeign: Bool = false) -> String {
        let report = HistoryReport(history)
        let note =
            isForeign ? " These vectors aren't this site's: the numbers can't be compared with those of the index." : ""
        let title = "\(history.library): faults by release"
        let positions = Dictionary(history.releases.enumerated().map { ($1.version, $0) }) { first, _ in first }
        return SitePages.page([
            "version": history.suite.version, "title": title, "home": home ?? "#faults", "heading": title,
            "sentence": report.counts + "." + note,
            "links": home.map { [["address": $0, "words": "All implementations"]] } ?? [],
            "groups": [[String: Any]](),
            "hasFaults": true, "faultCount": history.faults.count,
            "advisories": report.advisoryTable.map { [$0.html] } ?? [],
            "columns": history.releases.map { ["version": $0.version, "day": $0.released ?? ""] },
            "faultRows": zip(history.faults, report.rows).map { fault, cells -> [String: Any] in
                let severity = fault.verdict.severity
                let state: VerdictMatrix.State =
                    severity?.isBypass == true ? .breached : fault.verdict.family == .breakdown ? .broken : .deviant
                return [
                    "verdict": cells[0], "state": state.rawValue, "sign": state.sign, "releases": cells[1],
                    "check": cells[2], "vectors": cells[3], "all": fault.vectors.prefix(20).joined(separator: "\n"),
                    "summary": fault.summary, "cells": self.cells(of: fault, positions),
                ]
            },
            "releaseRows": history.releases.map { release -> [String: Any] in
                ["version": release.version, "day": release.released ?? "", "state": HistoryReport.state(of: release)]
            },
            "corpus": history.suite.corpus,
        ])
    }

    private func cells(of fault: HistoryDocument.Fault, _ positions: [String: Int]) -> [[String: String]] {
        let spans = fault.ranges.compactMap { range -> ClosedRange<Int>? in
            let start = range.introduced.flatMap { positions[$0] } ?? 0
            guard let end = positions[range.lastAffected], start <= end else { return nil }
            return start...end
        }
        return history.releases.enumerated().map { position, release in
            if release.state == .unavailable { return ["kind": "none", "mark": "–"] }
            return spans.contains { $0.contains(position) }
                ? ["kind": "bad", "mark": "✕"] : ["kind": "good", "mark": "·"]
        }
    }
}
