import JWTConformance

/// What it means that a token was accepted which must be refused; the gravest first.
enum BypassKind: String, Encodable, CaseIterable {
    /// The signature, the algorithm or the key isn't as it must be. Some of these tokens can be made by anybody, some
    /// out of another token, some by the key's owner alone: the vector says which point it is.
    case signing
    /// The token is genuine, and isn't for this place, time or use.
    case misplaced
    /// The token isn't spelt as the RFCs have it: verifiers that read it differently can be played off against each other.
    case misspelt

    /// The kind of a vector, by the reason for which it's to be refused.
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
        case .signing: "Signature, algorithm or key not as it must be"
        case .misplaced: "Genuine, but not for this place, time or use"
        case .misspelt: "Not spelt as the RFCs have it"
        }
    }
}

/// A token that must be refused, and who accepted it.
struct Bypass {
    /// The vector.
    let vector: VectorRecord
    /// What it means.
    let kind: BypassKind
    /// Who let it in, by name and version.
    let names: [String]

    /// The bypasses of a run: the gravest first, of them those that a MUST is about, of them those that the most let in.
    static func all(in document: RunDocument, _ cards: [ReportCard]) -> [Bypass] {
        var who: [String: [String]] = [:]
        for card in cards {
            for id in card.bypasses { who[id, default: []].append(card.name) }
        }
        let bypasses = document.vectors.compactMap { vector in
            who[vector.id].map { Bypass(vector: vector, kind: BypassKind(vector), names: $0) }
        }
        return bypasses.sorted { $0.weight < $1.weight }
    }

    private var weight: (Int, Int, Int, String) { (kind.rank, vector.level.rank, -names.count, vector.id) }
}
