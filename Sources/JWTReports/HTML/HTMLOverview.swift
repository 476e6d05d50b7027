import JWTConformance
import ReportKit

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
            "severities": Severity.allCases.filter { $0 != .unclassified }.map { severity -> [String: Any] in
                ["name": severity.row.noun.many, "meaning": severity.row.meaning]
            },
            "legend": VerdictMatrix.State.allCases.reversed().map { state -> [String: Any] in
                ["state": state.rawValue, "sign": state.sign, "meaning": state.meaning]
            },
            "lists": HTMLLists(document, cards, splits).all,
            "vectors": document.vectors.count,
            "corpus": document.suite.corpus,
        ]
    }

    /// How many implementations are how dangerous, each with the part of the page that it comes from.
    private var tiles: [[String: Any]] {
        let asked = cards.filter { $0.asked > 0 }
        func tile(_ count: Int, _ words: String, _ link: String, _ state: VerdictMatrix.State) -> [String: Any] {
            [
                "count": count, "words": words, "link": link, "state": count == 0 ? "" : state.rawValue,
                "sign": count == 0 ? "" : state.sign,
            ]
        }
        let forged = asked.count { !$0[.forgery].isEmpty || !$0[.bypass].isEmpty }
        let open = asked.count { !$0.bypasses.isEmpty }
        let verifying = [
            tile(forged, "accept a forged token", "bypasses", .breached),
            tile(open - forged, "accept a weak key, or a genuine token misused or respelled", "bypasses", .breached),
        ]
        let made = tile(
            asked.count { !$0[.unsafe].isEmpty },
            "make a token that lets an attacker in",
            "unsafe",
            .breached
        )
        return (kinds.contains(.verify) ? verifying : []) + (kinds.contains(.sign) ? [made] : []) + [
            tile(asked.count { !$0.breakdowns.isEmpty }, "crash, hang or give no answer", "q/verdict=broken", .broken),
            tile(asked.count(where: \.breaches.isEmpty), "let no attacker in", "implementations", .clean),
        ]
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if !document.complete { warnings.append("The run was interrupted; this is what was done.") }
        if let changes = document.suite.corpusChanges {
            let words = "\(changes)"
            warnings.append("Note: \(words).")
        }
        let absent = zip(document.implementations, cards).filter { $0.0.state == .unavailable }
        if let (run, card) = absent.first, absent.count == 1 {
            warnings.append("\(card.name) couldn't be run to the end: \(run.detail ?? "no reason given").")
        } else if !absent.isEmpty {
            let names = absent.map(\.1.name).joined(separator: ", ")
            warnings.append(
                "\(absent.count) implementations couldn't be run to the end; their pages say why: \(names)."
            )
        }
        for (run, card) in zip(document.implementations, cards) {
            warnings += run.incidentSentences.map { "\(card.name): \($0)." }
        }
        return warnings
    }

    private var facts: [[String: Any]] {
        var facts: [(String, String)] = [
            ("Run on", document.suite.started), ("Vectors", "\(document.vectors.count)"),
            ("Suite", document.suite.version), ("Corpus", document.suite.corpus.shortDigest),
            ("Profile", document.profile.rawValue),
        ]
        if let machine = document.suite.machine {
            facts.append(("Machine", "\(machine.processors) × \(machine.processor), \(machine.system)"))
        }
        return facts.filter { !$0.1.isEmpty }.map { ["term": $0.0, "value": $0.1] }
    }

    /// The fewest forgeries first, then weak keys and so on, then crashes, then the best score.
    private var rankedCards: [[String: Any]] {
        func weight(_ card: ReportCard) -> [Double] {
            let faults = Severity.allCases.filter { $0 != .nonconformance }.map { Double(card.faults.of($0).count) }
            let share = card.must.of == 0 ? 0 : Double(card.must.passed) / Double(card.must.of)
            // Who was asked little has little to be found wanting in.
            let standing: Double = card.asked == 0 ? 2 : card.asked * 2 < card.total ? 1 : 0
            return [standing] + faults + [Double(card.breakdowns.count), -share, Double(-card.must.of)]
        }
        let rows = zip(document.implementations, cards).enumerated().map { ($0, $1.0, $1.1, weight($1.1)) }
        let ranked = rows.sorted { $0.3.lexicographicallyPrecedes($1.3) }
        return ranked.map { index, run, card, _ in
            let width = card.total == 0 ? 0 : card.asked * 1000 / card.total
            return [
                "index": index, "name": card.name, "language": run.implementation?.language ?? "",
                "note": run.state == .complete ? "" : run.state.rawValue,
                "age": run.release?.age(on: document.suite.started) ?? "", "faults": Self.chips(card),
                "isFaultless": card.faults.isEmpty && card.asked > 0, "advice": card.advice.lead,
                "remedies": card.advice.remedies, "hasRemedies": !card.advice.remedies.isEmpty,
                "asked": Quantity.grouped(Double(card.asked)), "total": Quantity.grouped(Double(card.total)),
                "passed": card.must.passed, "of": card.must.of, "percentage": card.must.percentage,
                "width": "\(width / 10).\(width % 10)", "strict": card.overStrict.count,
            ].filter { !Self.isNothing($0.value) || ["passed", "of", "index"].contains($0.key) }
        }
    }

    /// The faults of each severity, with the place of their vectors.
    static func chips(_ card: ReportCard) -> [[String: Any]] {
        Severity.allCases.compactMap { severity in
            let faults = card.faults.of(severity)
            guard !faults.isEmpty else { return nil }
            let state: VerdictMatrix.State =
                severity.isBypass
                ? .breached : severity == .denialOfService && !card.breakdowns.isEmpty ? .broken : .deviant
            return [
                "words": severity.counted(faults.count), "severity": severity.rawValue, "state": state.rawValue,
                "sign": state.sign, "meaning": severity.row.meaning,
            ]
        }
    }

    /// A section of a template takes 0 and the empty string for something.
    private static func isNothing(_ value: Any) -> Bool {
        if let number = value as? Int { return number == 0 }
        return (value as? String)?.isEmpty ?? false
    }
}
