import JWTConformance

/// A table of verdicts with a column for each implementation, its rows in groups that can be folded.
///
/// The cells say their state and how often; the script makes links of them, because there are thousands.
struct HTMLMatrix {
    /// A row: its subject, and a cell for each implementation.
    struct Row {
        /// The words, and the fragment that they lead to.
        let title, link: String
        /// What the vectors of the row have in common, as the list of vectors takes it: `topic=header/crit`.
        let query: String
        /// How many vectors it has.
        let total: Int
        let cells: [VerdictMatrix.Cell]
    }

    /// Rows under one that sums them up.
    struct Group {
        let row: Row
        let rows: [Row]
    }

    /// What the first column is of.
    let subject: String
    /// The implementations.
    let names: [String]
    let groups: [Group]

    /// What the template names.
    var values: [String: Any] {
        [
            "subject": subject,
            "columns": names.enumerated().map { ["index": $0.offset, "name": $0.element] as [String: Any] },
            "canUnfold": groups.contains { !$0.rows.isEmpty },
            "groups": groups.map { group -> [String: Any] in
                var values = Self.values(of: group.row)
                values["rows"] = group.rows.map(Self.values)
                return values
            },
        ]
    }

    private static func values(of row: Row) -> [String: Any] {
        [
            "title": row.title, "link": row.link, "query": row.query, "total": row.total,
            "cells": row.cells.map { ["state": $0.state.rawValue, "sign": $0.text] },
        ]
    }
}

extension HTMLMatrix {
    /// The topics, by the first part of the vectors' ids.
    static func topics(_ document: RunDocument) -> HTMLMatrix {
        let matrix = VerdictMatrix(document)
        func family(_ id: String) -> String { String(id.prefix { $0 != "/" }) }
        let sums = VerdictMatrix(document, topic: family)
        var totals: [String: Int] = [:]
        for vector in document.vectors {
            for name in Set([family(vector.id), vector.topic]) { totals[name, default: 0] += 1 }
        }
        let topics = Dictionary(grouping: matrix.topics.filter { $0.contains("/") }, by: family)
        func row(_ topic: String, _ title: some StringProtocol, _ cells: [VerdictMatrix.Cell]) -> Row {
            Row(
                title: String(title),
                link: "q/topic=\(topic)",
                query: "topic=\(topic)",
                total: totals[topic, default: 0],
                cells: cells
            )
        }
        return HTMLMatrix(
            subject: "Topic",
            names: matrix.rows.map(\.name),
            groups: sums.topics.map { name in
                Group(
                    row: row(name, name, sums.cells(of: name)),
                    rows: topics[name, default: []].map { row($0, $0.dropFirst(name.count + 1), matrix.cells(of: $0)) }
                )
            }
        )
    }

    /// The classes of attacks, by their families; a class without a vector in the run has no row.
    static func attacks(_ document: RunDocument) -> HTMLMatrix {
        var classes: [String: [String]] = [:]
        var families: [String: Set<String>] = [:]
        var tried: [String: Set<String>] = [:]
        let asked = Set(document.vectors.map(\.id))
        for attack in document.attacks {
            for id in attack.vectors {
                classes[id, default: []].append(attack.id)
                families[id, default: []].insert(attack.family)
            }
            for name in [attack.id, attack.family] {
                tried[name, default: []].formUnion(asked.intersection(attack.vectors))
            }
        }
        let matrix = VerdictMatrix(document, topics: { classes[$0] ?? [] })
        let sums = VerdictMatrix(document, topics: { families[$0]?.sorted() ?? [] })
        func row(_ name: String, _ title: String, _ link: String, _ cells: [VerdictMatrix.Cell]) -> Row {
            Row(
                title: title,
                link: link,
                query: "attack=\(name)",
                total: tried[name, default: []].count,
                cells: cells
            )
        }
        var names: [String] = []
        var groups: [String: [RecordedAttack]] = [:]
        for attack in document.attacks where tried[attack.family]?.isEmpty == false {
            if groups[attack.family] == nil { names.append(attack.family) }
            groups[attack.family, default: []].append(attack)
        }
        return HTMLMatrix(
            subject: "What the attacker does",
            names: matrix.rows.map(\.name),
            groups: names.map { family in
                let attacks = groups[family, default: []].filter { tried[$0.id]?.isEmpty == false }
                return Group(
                    row: row(family, family, "q/attack=\(family)", sums.cells(of: family)),
                    rows: attacks.map { row($0.id, $0.title, "a/\($0.id)", matrix.cells(of: $0.id)) }
                )
            }
        )
    }

    /// The sequences.
    static func sequences(_ document: RunDocument) -> HTMLMatrix {
        let names = Dictionary(document.vectors.map { ($0.id, $0.sequence) }) { first, _ in first }
        let matrix = VerdictMatrix(document, topics: { [names[$0] ?? nil].compactMap(\.self) })
        return HTMLMatrix(
            subject: "Sequence",
            names: matrix.rows.map(\.name),
            groups: matrix.topics.map { name in
                let steps = document.vectors.count { $0.sequence == name }
                let title = name.hasPrefix("sequences/") ? String(name.dropFirst("sequences/".count)) : name
                return Group(
                    row: Row(
                        title: title,
                        link: "s/\(name)",
                        query: "sequence=\(name)",
                        total: steps,
                        cells: matrix.cells(of: name)
                    ),
                    rows: []
                )
            }
        )
    }
}

extension RecordedAttack {
    /// The first part of the id.
    var family: String { String(id.prefix { $0 != "/" }) }
}
