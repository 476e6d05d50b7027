import JWTConformance
import ReportKit

/// The index of a site.
struct SitePages {
    let version: String
    let corpus: String
    /// The days of releases that histories know, by library and version.
    let days: [String: String]

    private static let template = Template(String(decoding: PackageResources.site_mustache, as: UTF8.self))
    private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)

    /// Fills in the template that the index and the histories share.
    static func page(_ values: [String: Any]) -> String {
        template.render(values.merging(["style": style]) { value, _ in value })
    }

    /// The index.
    func index(
        _ entries: [SiteEntry],
        _ histories: [(history: HistoryDocument, path: String)],
        _ refused: [(name: String, why: String)]
    ) -> String {
        let own = entries.filter { $0.suite.corpus == corpus }
        let others = entries.filter { $0.suite.corpus != corpus }
        let groups = [
            group(
                "implementations",
                "Implementations and releases",
                own,
                "The newest release of each implementation comes first. A fault is one misbehaviour, however many vectors show it."
            ),
            group(
                "others",
                "Runs of other vectors",
                others,
                "These runs asked other vectors than this site's: their numbers can't be compared with those above."
            ),
        ].compactMap(\.self)
        let names = Set(own.map(\.name)).count
        let open = Set(own.filter { !$0.card.bypasses.isEmpty }.map(\.name)).count
        let sentence =
            "\(names.counted("implementation")), \(Set(own.map { [$0.name, $0.version] }).count.counted("release")). "
            + "\(open) of \(names.counted("implementation")) let an attacker in, in one release at least."
        return Self.page([
            "version": version, "title": "JWT implementations and their releases", "home": "index.html",
            "heading": "JWT implementations and their releases", "sentence": sentence,
            "links": links(groups, histories, refused), "groups": groups,
            "hasHistories": !histories.isEmpty,
            "histories": histories.sorted { ($0.history.library, $0.path) < ($1.history.library, $1.path) }.map {
                history,
                path -> [String: Any] in
                [
                    "path": path, "library": history.library.bounded(to: 128),
                    "source": history.source.bounded(to: 128),
                    "releases": history.releases.count.counted("release"),
                    "faults": history.faults.count.counted("fault"),
                    "note": history.suite.corpus == corpus
                        ? "" : " · other vectors, corpus \(history.suite.corpus.shortDigest)",
                ]
            },
            "hasRefused": !refused.isEmpty, "refusedCount": refused.count,
            "refused": refused.map { ["name": $0.name, "why": $0.why] },
            "corpus": corpus,
        ])
    }

    private func links(
        _ groups: [[String: Any]],
        _ histories: [(history: HistoryDocument, path: String)],
        _ refused: [(name: String, why: String)]
    ) -> [[String: Any]] {
        let parts =
            groups.map { ($0["anchor"] as? String ?? "", $0["title"] as? String ?? "") }
            + (histories.isEmpty ? [] : [("histories", "Histories")])
            + (refused.isEmpty ? [] : [("refused", "Left out")])
        return parts.map { ["address": "#\($0.0)", "words": $0.1] }
    }

    /// A table of entries; `nil` if there are none.
    private func group(_ anchor: String, _ title: String, _ entries: [SiteEntry], _ hint: String) -> [String: Any]? {
        guard !entries.isEmpty else { return nil }
        let sorted = entries.sorted(by: SiteEntry.isBefore)
        return ["anchor": anchor, "title": title, "count": entries.count, "hint": hint, "rows": sorted.map(row)]
    }

    private func row(_ entry: SiteEntry) -> [String: Any] {
        let card = entry.card
        let released = days["\(entry.name) \(entry.version)"]
        let age = released.map { day in
            "released \(day)"
                + (LibraryRelease.months(from: day, to: entry.suite.started).map {
                    ", \($0.counted("month")) before the run"
                }
                    ?? "")
        }
        let notes = [
            age, entry.suite.version == version ? nil : "suite \(entry.suite.version)",
            entry.suite.corpus == corpus ? nil : "corpus \(entry.suite.corpus.shortDigest)",
            entry.suite.corpusChanges.map { "\($0)" },
        ].compactMap(\.self).map { $0.bounded(to: 200) }
        // A section of a template takes an empty string for something.
        let note = entry.note.isEmpty ? [] : [entry.note]
        return [
            "name": entry.name.bounded(to: 128), "language": entry.language.bounded(to: 64), "note": note,
            "version": entry.version.isEmpty ? "unknown" : entry.version.bounded(to: 64),
            "notes": notes.joined(separator: " · "),
            "faults": HTMLOverview.chips(card), "isFaultless": card.faults.isEmpty && card.asked > 0,
            "advice": card.advice.lead, "asked": Quantity.grouped(Double(card.asked)),
            "total": Quantity.grouped(Double(card.total)),
            "score": "\(card.must.passed)/\(card.must.of)", "link": "\(entry.page)#i/\(entry.position)",
            "day": String(entry.suite.started.prefix(10)).bounded(to: 10),
        ]
    }
}
