import JWTConformance

/// What the acceptance of a token that must be rejected means; the gravest first.
enum BypassKind: String, Encodable, CaseIterable {
    /// The signature, the algorithm or the key isn't as it must be. Some of these tokens can be made by anybody, some
    /// out of another token, some by the key's owner alone: the vector says which point it is.
    case signing
    /// The token is genuine, and isn't for this place, time or use.
    case misplaced
    /// The token isn't spelled as the RFCs require: an attacker can exploit verifiers that read it differently.
    case misspelt

    /// The kind of a vector, by the reason why it must be rejected.
    init(_ vector: VectorRecord) {
        switch vector.reason {
        case .signature, .algNone, .algNotAllowed, .algKeyMismatch, .algMissing, .keyNotFound, .keyUse, .keyWeak:
            self = .signing
        case .crit, .b64, .typ, .expired, .notYetValid, .issuedInFuture, .issuer, .audience, .subject, .claimMissing,
            .lifetime, .replayed, .revoked:
            self = .misplaced
        default: self = .misspelt
        }
    }

    /// The gravest first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The kind in words.
    var title: String {
        switch self {
        case .signing: "Wrong signature, algorithm or key"
        case .misplaced: "Genuine, but for another recipient, time or use"
        case .misspelt: "Not spelled as the RFCs require"
        }
    }
}

/// A token that was accepted or made and must not be, or isn't what it has to be, and whose doing that is.
struct Breach {
    /// The vector.
    let vector: VectorRecord
    /// The verdict.
    let verdict: Verdict
    /// What it means.
    let kind: BypassKind
    /// Whose doing it is, by name and version.
    let names: [String]

    /// The breaches of a run: the gravest first, of them those that a MUST is about, of them those of the most.
    ///
    /// - Parameters:
    ///   - document: the run.
    ///   - cards: the cards of its implementations.
    ///   - verdict: the one verdict that is wanted; `nil`: every breach.
    /// - Returns: a breach for each vector and verdict.
    static func all(in document: RunDocument, _ cards: [ReportCard], _ verdict: Verdict? = nil) -> [Breach] {
        let records = Dictionary(document.vectors.map { ($0.id, $0) }) { first, _ in first }
        let breaches = VerdictRow.all.map(\.verdict).filter { verdict == nil ? $0.family == .breach : $0 == verdict }
            .flatMap { verdict in
                var who: [String: [String]] = [:]
                for card in cards {
                    for id in card[verdict] { who[id, default: []].append(card.name) }
                }
                return who.compactMap { id, names in
                    records[id].map { Breach(vector: $0, verdict: verdict, kind: BypassKind($0), names: names) }
                }
            }
        return breaches.sorted { $0.weight < $1.weight }
    }

    private var weight: (Int, Int, Int, Int, String) {
        (verdict.rank, kind.rank, vector.level.rank, -names.count, vector.id)
    }
}
