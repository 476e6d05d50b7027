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
            "tiles": tiles,
            "facts": facts,
            "cards": rankedCards,
            "legend": VerdictMatrix.State.allCases.reversed().map { state -> [String: Any] in
                ["state": state.rawValue, "sign": state.sign, "meaning": state.meaning]
            },
            "columns": cards.enumerated().map { ["index": $0.offset, "name": $0.element.name] as [String: Any] },
            "groups": groups(of: matrix),
            "lists": HTMLLists(document, cards, splits).all,
            "rulesCount": Set(document.vectors.flatMap(\.refs)).count,
            "documents": HTMLRules(document).documents,
            "vectors": document.vectors.count,
            "corpus": document.suite.corpus,
        ]
    }

    /// The numbers that answer the question, each with the part of the page that it comes from.
    private var tiles: [[String: Any]] {
        let bypasses = cards.reduce(0) { $0 + $1.bypasses.count }
        let breakdowns = cards.reduce(0) { $0 + $1.breakdowns.count }
        let strict = cards.reduce(0) { $0 + $1.overStrict.count }
        func tile(_ count: Int, _ words: String, _ link: String, _ state: VerdictMatrix.State) -> [String: Any] {
            [
                "count": count, "words": words, "link": link, "state": count == 0 ? "" : state.rawValue,
                "sign": count == 0 ? "" : state.sign,
            ]
        }
        return [
            tile(bypasses, "bypasses: tokens let in", "bypasses", .breached),
            tile(breakdowns, "crashes and hangs", "q/verdict=broken", .broken),
            tile(strict, "valid tokens refused", "refused", .deviant),
            [
                "count": splits.count, "words": "vectors that split them", "link": "splits", "state": "", "sign": "",
            ],
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
            // A number leads to what it counts; where there is none, the row's name does.
            if cell.faults != nil {
                values["link"] = true
                values["index"] = index
                values["topic"] = topic
                values["title"] =
                    "\(cell.unexpected) of \(cell.asked) not as expected, \(cell.total - cell.asked) not asked"
            }
            return values
        }
    }
}
