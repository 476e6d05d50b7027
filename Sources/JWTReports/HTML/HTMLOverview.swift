import JWTConformance

/// The part of the page that stands in the file as it is, and can be read without a script.
struct HTMLOverview {
    private let document: RunDocument
    private let sentence: RunSentence
    private let cards: [ReportCard]
    private let kinds: [VectorKind]
    private let splits: [Split]

    init(_ document: RunDocument) {
        self.document = document
        sentence = RunSentence(document)
        cards = ReportCard.all(in: document)
        kinds = document.kinds
        splits = Split.all(in: document)
    }

    /// What the template names.
    var values: [String: Any] {
        [
            "version": document.suite.version,
            "title": "JWT conformance: " + sentence.subject,
            "heading": sentence.heading,
            "sentence": sentence.text,
            "warnings": warnings,
            "tiles": tiles,
            "facts": facts,
            "cards": rankedCards,
            "verifies": kinds.contains(.verify), "signs": kinds.contains(.sign),
            "legend": VerdictMatrix.State.allCases.reversed().map { state -> [String: Any] in
                ["state": state.rawValue, "sign": state.sign, "meaning": state.meaning]
            },
            "lists": HTMLLists(document, cards, splits).all,
            "vectors": document.vectors.count,
            "corpus": document.suite.corpus,
        ]
    }

    /// The numbers that answer the question, each with the part of the page that it comes from.
    private var tiles: [[String: Any]] {
        let bypasses = cards.reduce(0) { $0 + $1.bypasses.count }
        let signing = cards.reduce(0) { $0 + $1.signing.count }
        let unsafe = cards.reduce(0) { $0 + $1[.unsafe].count + $1[.wrongToken].count }
        let breakdowns = cards.reduce(0) { $0 + $1.breakdowns.count }
        let strict = cards.reduce(0) { $0 + $1.overStrict.count }
        func tile(_ count: Int, _ words: String, _ link: String, _ state: VerdictMatrix.State) -> [String: Any] {
            [
                "count": count, "words": words, "link": link, "state": count == 0 ? "" : state.rawValue,
                "sign": count == 0 ? "" : state.sign,
            ]
        }
        let verifying = [
            tile(bypasses, "bypasses: forged or invalid tokens accepted", "bypasses", .breached),
            tile(signing, "of them: wrong signature or key", "q/verdict=signing", .breached),
        ]
        let made = tile(unsafe, "tokens that must not have been made", "unsafe", .breached)
        return (kinds.contains(.verify) ? verifying : []) + (kinds.contains(.sign) ? [made] : []) + [
            tile(breakdowns, "breakdowns: no valid answer", "q/verdict=broken", .broken),
            tile(strict, "valid tokens rejected", "refused", .deviant),
            [
                "count": splits.count, "words": "vectors on which they differ", "link": "splits", "state": "",
                "sign": "",
            ],
        ]
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if !document.complete { warnings.append("The run was interrupted; this is what was done.") }
        for (run, card) in zip(document.implementations, cards) where run.state == .unavailable {
            warnings.append("\(card.name) couldn't be run to the end: \(run.detail ?? "no reason given").")
        }
        for (run, card) in zip(document.implementations, cards) {
            warnings += run.incidentSentences.map { "\(card.name): \($0)." }
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

    /// The fewest bypasses on signature or key first, then the fewest bypasses, the fewest crashes, the best score.
    private var rankedCards: [[String: Any]] {
        let rows = zip(document.implementations, cards).enumerated().map { ($0, $1.0, $1.1) }
        func weight(_ card: ReportCard) -> (Int, Int, Int, Double, Int) {
            let share = card.must.of == 0 ? 0 : Double(card.must.passed) / Double(card.must.of)
            let breaches = card.breaches.count
            return (card.signing.count, breaches, card.breakdowns.count, -share, -card.must.of)
        }
        // Who was asked little has little to be found wanting in.
        func standing(_ card: ReportCard) -> Int {
            if card.must.of == 0 { return 2 }
            return card.must.of * 2 < card.must.of + card.must.apart ? 1 : 0
        }
        let ranked = rows.sorted { one, two in
            let (first, second) = (standing(one.2), standing(two.2))
            return first == second ? weight(one.2) < weight(two.2) : first < second
        }
        return ranked.map { index, run, card in
            let share = card.must.of == 0 ? 0 : card.must.passed * 1000 / card.must.of
            return [
                "index": index, "name": card.name, "language": run.implementation?.language ?? "",
                "note": run.state == .complete ? "" : run.state.rawValue,
                "passed": card.must.passed, "of": card.must.of, "percentage": card.must.percentage,
                "width": "\(share / 10).\(share % 10)", "bypasses": card.bypasses.count,
                "signing": card.signing.count, "unsafe": card[.unsafe].count, "wrongTokens": card[.wrongToken].count,
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
}
