import JWTConformance
import ReportKit

/// The answer of a run in a sentence: what stands on top of every report for people.
struct RunSentence {
    private let document: RunDocument
    private let cards: [ReportCard]

    init(_ document: RunDocument) {
        self.document = document
        cards = ReportCard.all(in: document)
    }

    /// What was asked: its name, or how many there are.
    var subject: String {
        cards.count == 1 ? cards[0].name : "\(cards.count) implementations"
    }

    /// What the report is about.
    var heading: String {
        cards.count == 1
            ? "\(cards[0].name) against the JWT RFCs" : "\(cards.count) JWT implementations against the RFCs"
    }

    /// What came of it.
    var text: String {
        let vectors = document.vectors.count.counted("vector")
        guard cards.count > 1 else {
            guard let card = cards.first else { return "No implementation was asked." }
            guard card.must.of > 0 else { return "Nothing was asked of \(card.name)." }
            let signing = card.signing.isEmpty ? "" : " (\(card.signing.count) on signature, algorithm or key)"
            let bypasses =
                card.bypasses.isEmpty ? "no bypass" : card.bypasses.count.counted("bypass", "bypasses") + signing
            let crashes =
                card.breakdowns.count == 0
                ? "no crash or hang" : card.breakdowns.count.counted("crash or hang", "crashes or hangs")
            let strict = card.overStrict.count.counted("valid token")
            return
                "\(card.must.passed) of \(card.must.of) vectors about a MUST are as the RFCs have it, with \(bypasses) and "
                + "\(crashes); \(strict) refused."
        }
        let asked = cards.filter { $0.must.of > 0 }
        let open = asked.filter { !$0.bypasses.isEmpty }
        let tokens = Set(open.flatMap(\.bypasses)).count
        let crashing = asked.count { !$0.breakdowns.isEmpty }
        let first =
            open.isEmpty
            ? "None of \(asked.count) implementations accepted a token that must be refused."
            : "\(open.count) of \(asked.count) implementations accepted at least one token that must be refused: "
                + "\(tokens.counted("token")) of \(vectors), \(open.reduce(0) { $0 + $1.bypasses.count }) times in all."
        let second = crashing == 0 ? " None crashed or hung." : " \(crashing) crashed, hung or gave no answer."
        return first + second
    }
}
