import JWTConformance

/// The lists of vectors that a reader looks at first: what was wrongly accepted, what was wrongly rejected,
/// and what splits implementations.
struct HTMLLists {
    private let document: RunDocument
    private let cards: [ReportCard]
    private let splits: [Split]

    init(_ document: RunDocument, _ cards: [ReportCard], _ splits: [Split]) {
        self.document = document
        self.cards = cards
        self.splits = splits
    }

    /// What the template names.
    var all: [[String: Any]] {
        let kinds = document.kinds
        let accepted = kinds.contains(.verify) ? [bypasses] : []
        let made = kinds.contains(.sign) ? [signed] : []
        let wrong = cards.contains { !$0.wrongPayloads.isEmpty } ? [payloads] : []
        return accepted + made + wrong + [refused, choices]
    }

    private var bypasses: [String: Any] {
        let rejecting = Dictionary(splits.map { ($0.vector.id, $0.refuses.count + $0.fails.count) }) { first, _ in first
        }
        let all = Breach.all(in: document, cards) { $0.isBypass }
        func row(_ bypass: Breach) -> [String: Any] {
            var sides = [side("bad", "accepted by", bypass.names)]
            if let count = rejecting[bypass.vector.id] { sides.append(side("refuses", "rejected by", count: count)) }
            return ["id": bypass.vector.id, "summary": bypass.vector.summary, "sides": sides]
        }
        return list(
            "bypasses",
            short: "Accepted",
            title: "Tokens that let an attacker in",
            hint:
                "Tokens that must be rejected, and who accepted them, by what an attacker gains. In each part, those that "
                + "break a MUST come first, then those that most implementations accept.",
            Severity.allCases.map { severity in
                let name = severity.row.noun.many
                let title = "\(name.prefix(1).uppercased() + name.dropFirst()): \(severity.row.meaning)"
                return (title, all.filter { $0.severity == severity }.map(row))
            }
        )
    }

    private var signed: [String: Any] {
        func rows(_ verdict: Verdict, _ verb: String) -> [[String: Any]] {
            Breach.all(in: document, cards, { $0 == verdict }).map { breach in
                ["id": breach.vector.id, "summary": breach.vector.summary, "sides": [side("bad", verb, breach.names)]]
            }
        }
        return list(
            "unsafe",
            short: "Unsafe",
            title: "Tokens that must not have been made",
            hint: "Requests that must be refused and were signed, and tokens that aren't what was requested.",
            [
                ("Signed, and must be refused", rows(.unsafe, "signed by")),
                ("Wrong tokens", rows(.wrongToken, "made by")),
            ]
        )
    }

    private var payloads: [String: Any] {
        var who: [String: [String]] = [:]
        for card in cards {
            for id in card.wrongPayloads { who[id, default: []].append(card.name) }
        }
        let rows = document.vectors.compactMap { vector -> [String: Any]? in
            guard let names = who[vector.id] else { return nil }
            return ["id": vector.id, "summary": vector.summary, "sides": [side("bad", "from", names)]]
        }
        return list(
            "payloads",
            short: "Payloads",
            title: "Wrong payloads",
            hint: "Tokens that were rightly accepted, but the payload that came back isn't the one that was signed.",
            [("", rows)]
        )
    }

    private var refused: [String: Any] {
        let rows = splits.filter { ["accept", "produce"].contains($0.vector.expect) }.map { split in
            row(
                split,
                [
                    side("odd", "rejected by", split.refuses + split.fails),
                    side("accepts", "accepted by", count: split.accepts.count),
                ]
            )
        }
        return list(
            "refused",
            short: "Rejected",
            title: "Valid tokens that some reject",
            hint: "Splits over tokens that must be accepted. Those that the fewest implementations reject come first.",
            [("", rows)]
        )
    }

    private var choices: [String: Any] {
        let rows = splits.filter { $0.vector.expect == "either" }.map { split in
            let sides = [side("accepts", "accepted by", split.accepts), side("refuses", "rejected by", split.refuses)]
            return row(split, sides + (split.fails.isEmpty ? [] : [side("fails", "no clean answer", split.fails)]))
        }
        return list(
            "splits",
            short: "Splits",
            title: "Where the RFCs leave room",
            hint: "Splits over tokens that may be accepted or rejected. Two libraries that meet here can disagree.",
            [("", rows)]
        )
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

    /// How many rows of a part stand open.
    private static let mostShown = 12

    private func list(
        _ anchor: String,
        short: String,
        title: String,
        hint: String,
        _ groups: [(title: String, rows: [[String: Any]])]
    ) -> [String: Any] {
        let groups = groups.filter { !$0.rows.isEmpty }
        var parts: [[String: Any]] = []
        for group in groups {
            var part: [String: Any] = ["rows": Array(group.rows.prefix(Self.mostShown)), "isRest": false]
            if !group.title.isEmpty {
                part["heading"] = ["title": group.title, "count": group.rows.count] as [String: Any]
            }
            parts.append(part)
            let rest = Array(group.rows.dropFirst(Self.mostShown))
            if !rest.isEmpty { parts.append(["rows": rest, "isRest": true, "restCount": rest.count]) }
        }
        let count = groups.reduce(0) { $0 + $1.rows.count }
        return [
            "anchor": anchor, "short": short, "title": title, "hint": hint, "count": count, "isEmpty": count == 0,
            "parts": parts,
        ]
    }
}

extension Level {
    /// The most binding first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
