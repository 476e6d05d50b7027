import JWTConformance
import ReportKit

/// The answer of a run in a sentence: what stands on top of every report for people.
struct RunSentence {
    private let document: RunDocument
    private let cards: [ReportCard]
    private let kinds: [VectorKind]

    init(_ document: RunDocument) {
        self.document = document
        cards = ReportCard.all(in: document)
        kinds = document.kinds
    }

    /// What was asked: its name, or how many there are.
    var subject: String {
        cards.count == 1 ? cards[0].name : "\(cards.count) implementations"
    }

    /// What the report is about.
    var heading: String {
        guard kinds != [.sign] else {
            return cards.count == 1 ? "What \(cards[0].name) signs" : "What \(cards.count) implementations sign"
        }
        return cards.count == 1
            ? "\(cards[0].name) against the JWT RFCs" : "\(cards.count) JWT implementations against the RFCs"
    }

    /// The result.
    var text: String {
        guard cards.count > 1 else { return cards.first.map(sentence) ?? "No implementation was asked." }
        let asked = cards.filter { $0.must.of > 0 }
        let crashing = asked.count { !$0.breakdowns.isEmpty }
        let breaches = kinds.map { kind in
            let verdict = Self.worst(of: kind)
            let did = kind == .sign ? "signed" : "accepted"
            let due = kind == .sign ? "refused" : "rejected"
            let open = asked.filter { !$0[verdict].isEmpty }
            if open.isEmpty { return "None of \(asked.count) implementations \(did) a token that must be \(due)." }
            let tokens = Set(open.flatMap { $0[verdict] }).count
            let vectors = document.vectors.count { ($0.kind ?? .verify) == kind }
            return "\(open.count) of \(asked.count) implementations \(did) at least one token that must be \(due): "
                + "\(tokens.counted("token")) of \(vectors.counted("vector")), "
                + "\(open.reduce(0) { $0 + $1[verdict].count }) times in all."
        }
        let second = crashing == 0 ? "None crashed or hung." : "\(crashing) crashed, hung or gave no valid answer."
        return (breaches + [second]).joined(separator: " ")
    }

    /// The verdict that a sentence of this kind is about.
    private static func worst(of kind: VectorKind) -> Verdict { kind == .sign ? .unsafe : .bypass }

    private func sentence(_ card: ReportCard) -> String {
        guard card.must.of > 0 else { return "Nothing was asked of \(card.name)." }
        let breaches = kinds.map { kind in
            let row = Self.worst(of: kind).row
            let ids = card[row.verdict]
            let signing =
                kind == .sign || card.signing.isEmpty ? "" : " (\(card.signing.count) on signature, algorithm or key)"
            return ids.isEmpty ? "no \(row.noun.one)" : ids.count.counted(row.noun.one, row.noun.many) + signing
        }
        let breakdowns = card.breakdowns.isEmpty ? "no breakdown" : card.breakdowns.count.counted("breakdown")
        let strict = card.overStrict.count.counted(kinds == [.sign] ? "valid request" : "valid token")
        return "\(card.must.passed) of \(card.must.of) MUST vectors passed, with "
            + (breaches + [breakdowns]).joined(separator: " and ")
            + "; \(strict) \(kinds == [.sign] ? "refused" : "rejected")."
    }
}
