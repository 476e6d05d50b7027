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

    /// The result: who is dangerous, who isn't, and how much that rests on.
    var text: String {
        guard cards.count > 1 else { return cards.first.map(sentence) ?? "No implementation was asked." }
        let asked = cards.filter { $0.asked > 0 }
        let halves = kinds.map { kind in
            kind == .sign ? signers(asked) : verifiers(asked)
        }
        let crashing = asked.count { !$0.breakdowns.isEmpty }
        let second = crashing == 0 ? "None crashed or hung." : "\(crashing) crashed, hung or gave no valid answer."
        return (halves + [second]).joined(separator: " ")
    }

    private func verifiers(_ asked: [ReportCard]) -> String {
        func count(_ verdicts: [Verdict]) -> Int { asked.count { card in verdicts.contains { !card[$0].isEmpty } } }
        let open = asked.count { !$0.bypasses.isEmpty }
        if open == 0 { return "None of \(asked.count) implementations lets an attacker in." }
        let unclassified = count([.bypass])
        guard unclassified == 0 else {
            return "\(open) of \(asked.count) implementations accept a token that must be rejected."
        }
        let forged = count([.forgery])
        return "\(forged) of \(asked.count) implementations accept a forged token; "
            + "\(open - forged) more accept a weak key, or a genuine token misused or respelled."
    }

    private func signers(_ asked: [ReportCard]) -> String {
        let open = asked.count { !$0[.unsafe].isEmpty }
        return open == 0
            ? "None of \(asked.count) implementations makes a token that lets an attacker in."
            : "\(open) of \(asked.count) implementations make a token that lets an attacker in."
    }

    private func sentence(_ card: ReportCard) -> String {
        guard card.asked > 0 else { return "Nothing was asked of \(card.name)." }
        let strict = card.overStrict.count.counted(kinds == [.sign] ? "valid request" : "valid token")
        let coverage = card.coverage.prefix(1).uppercased() + card.coverage.dropFirst()
        return "\(coverage): \(card.faults.counted); \(strict) \(kinds == [.sign] ? "refused" : "rejected"); "
            + "\(card.must.passed) of \(card.must.of) MUST vectors passed. \(card.advice.sentence)"
    }
}
