import JWTConformance

/// The part of the page that stands in the file as it is, and can be read without a script.
struct HTMLOverview {
    private let document: RunDocument
    private let cards: [ReportCard]
    private let splits: [Split]

    init(_ document: RunDocument) {
        self.document = document
        cards = ReportCard.all(in: document)
        splits = Split.all(in: document)
    }

    /// What the template names.
    var values: [String: Any] {
        let matrix = VerdictMatrix(document)
        return [
            "version": document.suite.version,
            "title": "JWT conformance: " + RunSentence(document).subject,
            "heading": RunSentence(document).heading,
            "sentence": RunSentence(document).text,
            "warnings": warnings,
            "facts": facts,
            "cards": rankedCards,
            "legend": VerdictMatrix.State.allCases.reversed().map { state -> [String: Any] in
                ["state": state.rawValue, "sign": state.sign, "meaning": state.meaning]
            },
            "columns": cards.enumerated().map { ["index": $0.offset, "name": $0.element.name] as [String: Any] },
            "groups": groups(of: matrix),
            "lists": [bypasses, list(of: .refusals), list(of: .choices)],
            "rulesCount": Set(document.vectors.flatMap(\.refs)).count,
            "documents": HTMLRules(document).documents,
            "vectors": document.vectors.count,
            "corpus": document.suite.corpus,
        ]
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if !document.complete { warnings.append("The run was interrupted; this is what there was.") }
        for (run, card) in zip(document.implementations, cards) where run.state == .unavailable {
            warnings.append("\(card.name) could not be run, or not to the end: \(run.detail ?? "no reason given").")
        }
        return warnings
    }

    private var facts: [[String: Any]] {
        var facts: [(String, String)] = [
            ("Run on", document.suite.started), ("Vectors", "\(document.vectors.count)"),
            ("Suite", document.suite.version), ("Corpus", String(document.suite.corpus.suffix(12))),
            ("Profile", document.profile.rawValue),
        ]
        if let machine = document.suite.machine {
            facts.append(("Machine", "\(machine.processors) × \(machine.processor), \(machine.system)"))
        }
        return facts.filter { !$0.1.isEmpty }.map { ["term": $0.0, "value": $0.1] }
    }

    /// The fewest bypasses first, then the fewest crashes, then the best score: what weighs most decides.
    private var rankedCards: [[String: Any]] {
        let rows = zip(document.implementations, cards).enumerated().map { ($0, $1.0, $1.1) }
        func weight(_ card: ReportCard) -> (Int, Int, Double, Int) {
            let share = card.must.of == 0 ? 0 : Double(card.must.passed) / Double(card.must.of)
            return (card.bypasses.count + card.wrongPayloads.count, card.breakdowns.count, -share, -card.must.of)
        }
        let ranked = rows.sorted { one, two in
            let isAsked = (one.2.must.of == 0 ? 1 : 0, two.2.must.of == 0 ? 1 : 0)
            return isAsked.0 == isAsked.1 ? weight(one.2) < weight(two.2) : isAsked.0 < isAsked.1
        }
        return ranked.map { index, run, card in
            let share = card.must.of == 0 ? 0 : card.must.passed * 1000 / card.must.of
            return [
                "index": index, "name": card.name, "language": run.implementation?.language ?? "",
                "note": run.state == .complete ? "" : run.state.rawValue,
                "passed": card.must.passed, "of": card.must.of, "percentage": card.must.percentage,
                "width": "\(share / 10).\(share % 10)", "bypasses": card.bypasses.count,
                "wrong": card.wrongPayloads.count, "broken": card.breakdowns.count, "strict": card.overStrict.count,
                "others": card.others.count, "skipped": card.skipped.count + card.notRun.count,
            ].filter { !Self.isNothing($0.value) || ["passed", "of", "index"].contains($0.key) }
        }
    }

    /// A section of a template takes 0 and the empty string for something.
    private static func isNothing(_ value: Any) -> Bool {
        if let number = value as? Int { return number == 0 }
        return (value as? String)?.isEmpty ?? false
    }

    // MARK: The matrix

    private func groups(of matrix: VerdictMatrix) -> [[String: Any]] {
        var names: [String] = []
        var positions: [String: [Int]] = [:]
        for (position, topic) in matrix.topics.enumerated() {
            let name = String(topic.prefix { $0 != "/" })
            if positions[name] == nil { names.append(name) }
            positions[name, default: []].append(position)
        }
        return names.map { name in
            let topics = positions[name] ?? []
            let sums = matrix.rows.map { row in
                VerdictMatrix.Cell(
                    verdicts: topics.reduce(into: [:]) { $0.merge(row.cells[$1].verdicts, uniquingKeysWith: +) }
                )
            }
            let isAlone = topics.count == 1 && matrix.topics[topics[0]] == name
            return [
                "name": name, "total": total(name), "cells": cells(sums, topic: name),
                "topics": isAlone
                    ? []
                    : topics.map { position -> [String: Any] in
                        let topic = matrix.topics[position]
                        return [
                            "name": topic, "short": topic.dropFirst(name.count + 1).description, "total": total(topic),
                            "cells": cells(matrix.rows.map { $0.cells[position] }, topic: topic),
                        ]
                    },
            ]
        }
    }

    private func total(_ topic: String) -> Int {
        document.vectors.count { $0.id.hasPrefix(topic + "/") }
    }

    private func cells(_ cells: [VerdictMatrix.Cell], topic: String) -> [[String: Any]] {
        cells.enumerated().map { index, cell in
            var values: [String: Any] = ["state": cell.state.rawValue, "sign": cell.text]
            if cell.total > 0 {
                values["link"] = true
                values["index"] = index
                values["topic"] = topic
                values["verdict"] = cell.unexpected > 0 ? "&verdict=wrong" : ""
                values["title"] =
                    "\(cell.unexpected) of \(cell.asked) not as expected, \(cell.total - cell.asked) not asked"
            }
            return values
        }
    }

    // MARK: The lists

    private enum Kind {
        case refusals, choices
    }

    private var bypasses: [String: Any] {
        var who: [String: [String]] = [:]
        for card in cards {
            for id in card.bypasses + card.wrongPayloads { who[id, default: []].append(card.name) }
        }
        let refusing = Dictionary(splits.map { ($0.vector.id, $0.refuses.count + $0.fails.count) }) { first, _ in first
        }
        let rows = document.vectors.filter { who[$0.id] != nil }.sorted { one, two in
            let counts = (who[one.id]?.count ?? 0, who[two.id]?.count ?? 0)
            return (one.level.rank, -counts.0, one.id) < (two.level.rank, -counts.1, two.id)
        }.map { vector -> [String: Any] in
            let names = who[vector.id] ?? []
            var sides = [side("breached", "let in by", names)]
            if let count = refusing[vector.id] { sides.append(side("refuses", "refused by", count: count)) }
            return ["id": vector.id, "summary": vector.summary, "sides": sides]
        }
        return list(
            "bypasses",
            short: "Bypasses",
            title: "Bypasses",
            hint:
                "Tokens that must be refused, and who accepted them. What an attacker gains by one differs from case to "
                + "case; those that a MUST is about come first, then those with the most takers.",
            rows
        )
    }

    private func list(of kind: Kind) -> [String: Any] {
        switch kind {
        case .refusals:
            let chosen = splits.filter { $0.vector.expect == "accept" }
            return list(
                "refused",
                short: "Refused",
                title: "Valid tokens that some refuse",
                hint: "Splits over tokens that have to be accepted; first those with which the fewest stand alone.",
                chosen.map { split in
                    row(
                        split,
                        [
                            side("deviant", "refused by", split.refuses + split.fails),
                            side("accepts", "accepted by", count: split.accepts.count),
                        ]
                    )
                }
            )
        case .choices:
            let chosen = splits.filter { $0.vector.expect == "either" }
            return list(
                "splits",
                short: "Splits",
                title: "Where the RFCs leave room",
                hint:
                    "Splits over tokens that may be accepted or refused: two libraries that meet each other here differ.",
                chosen.map { split in
                    row(
                        split,
                        [
                            side("accepts", "accepted by", split.accepts), side("refuses", "refused by", split.refuses),
                        ] + (split.fails.isEmpty ? [] : [side("fails", "no clean answer", split.fails)])
                    )
                }
            )
        }
    }

    private func row(_ split: Split, _ sides: [[String: Any]]) -> [String: Any] {
        ["id": split.vector.id, "summary": split.vector.summary, "sides": sides]
    }

    private func side(_ kind: String, _ verb: String, _ names: [String]) -> [String: Any] {
        let shown = names.prefix(6).joined(separator: ", ")
        let rest = names.count > 6 ? " and \(names.count - 6) more" : ""
        return ["kind": kind, "verb": verb, "names": names.isEmpty ? "none" : shown + rest]
    }

    private func side(_ kind: String, _ verb: String, count: Int) -> [String: Any] {
        ["kind": kind, "verb": verb, "names": "\(count) of \(cards.count)"]
    }

    private static let mostShown = 24

    private func list(
        _ anchor: String,
        short: String,
        title: String,
        hint: String,
        _ rows: [[String: Any]]
    ) -> [String: Any] {
        var parts: [[String: Any]] = []
        if !rows.isEmpty { parts.append(["rows": Array(rows.prefix(Self.mostShown)), "isRest": false]) }
        if rows.count > Self.mostShown {
            let rest = Array(rows.dropFirst(Self.mostShown))
            parts.append(["rows": rest, "isRest": true, "restCount": rest.count])
        }
        return [
            "anchor": anchor, "short": short, "title": title, "hint": hint, "count": rows.count,
            "isEmpty": rows.isEmpty, "parts": parts,
        ]
    }
}

extension Level {
    /// The most binding first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The rules of a run by document, with how many vectors each has and who breaks it.
private struct HTMLRules {
    let documents: [[String: Any]]

    init(_ document: RunDocument) {
        var vectors: [String: Int] = [:]
        for vector in document.vectors {
            for id in vector.refs { vectors[id, default: 0] += 1 }
        }
        let refs = Dictionary(document.vectors.map { ($0.id, $0.refs) }) { first, _ in first }
        var breakers: [String: Set<Int>] = [:]
        for (index, run) in document.implementations.enumerated() {
            // What decides is the first reference.
            for record in run.cases where record.verdict.isWrong {
                if let id = refs[record.id]?.first { breakers[id, default: []].insert(index) }
            }
        }
        let listed = Set(document.rules.map(\.id))
        let rules = document.rules.map { ($0.id, $0.level.rawValue, $0.text) }
        let others = vectors.keys.filter { !listed.contains($0) }.sorted().map { ($0, "", "") }
        var names: [String] = []
        var rows: [String: [[String: Any]]] = [:]
        for (id, level, text) in rules + others {
            let name = String(id.prefix { $0 != "#" })
            if rows[name] == nil { names.append(name) }
            let reference = RuleReference(id)
            var row: [String: Any] = [
                "id": id, "place": String(id.drop { $0 != "#" }.dropFirst()), "address": reference.address ?? "#rules",
                "text": text, "level": level, "vectors": vectors[id] ?? 0,
            ]
            if (row["place"] as? String)?.isEmpty ?? true { row["place"] = id }
            if let count = breakers[id]?.count { row["broken"] = "\(count) of \(document.implementations.count)" }
            rows[name, default: []].append(row)
        }
        documents = names.map { name in
            let reference = RuleReference(name)
            return [
                "document": reference.words, "title": reference.title ?? "", "count": rows[name]?.count ?? 0,
                "rules": rows[name] ?? [],
            ]
        }
    }
}
