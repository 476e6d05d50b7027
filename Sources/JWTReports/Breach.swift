import JWTConformance

/// A token that was accepted or made to an attacker's advantage, and whose doing that is.
struct Breach {
    /// The vector.
    let vector: VectorRecord
    /// The verdict.
    let verdict: Verdict
    /// How grave it is.
    let severity: Severity
    /// Whose doing it is, by name and version.
    let names: [String]

    /// The breaches of a run: the gravest first, of them those that a MUST is about, of them those of the most.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - cards: the cards of its implementations.
    ///   - isWanted: the verdicts that are wanted; absent: every breach.
    /// - Returns: a breach for each vector and verdict.
    static func all(
        in document: RunDocument,
        _ cards: [ReportCard],
        _ isWanted: (Verdict) -> Bool = { $0.family == .breach }
    ) -> [Breach] {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        let breaches = VerdictRow.all.map(\.verdict).filter(isWanted)
            .flatMap { verdict in
                var who: [String: [String]] = [:]
                for card in cards {
                    for id in card[verdict] { who[id, default: []].append(card.name) }
                }
                return who.compactMap { id, names in
                    records[id].map { vector in
                        let severity = verdict.severity(on: vector) ?? .nonconformance
                        return Breach(vector: vector, verdict: verdict, severity: severity, names: names)
                    }
                }
            }
        return breaches.sorted { $0.weight < $1.weight }
    }

    private var weight: (Int, Int, Int, Int, String) {
        (severity.rank, verdict.rank, vector.level.rank, -names.count, vector.id)
    }
}
