import JWTConformance

/// What it means that a token was accepted which must be refused; the gravest first.
enum BypassKind: CaseIterable {
    /// Whoever made the token didn't have the key, or not one that the verifier was to trust for this.
    case forged
    /// The token is genuine, and isn't for this place, time or use.
    case misplaced
    /// The token isn't spelt as the RFCs have it: verifiers that read it differently can be played off against each other.
    case misspelt

    /// The kind of a vector, by the reason for which it's to be refused.
    init(_ vector: VectorRecord) {
        switch vector.reason {
        case .signature, .algNone, .algNotAllowed, .algKeyMismatch, .algMissing, .keyNotFound, .keyUse, .keyWeak:
            self = .forged
        case .crit, .b64, .typ, .expired, .notYetValid, .issuedInFuture, .issuer, .audience, .subject, .claimMissing,
            .lifetime, .replayed, .revoked:
            self = .misplaced
        default: self = .misspelt
        }
    }

    /// The kind in words.
    var title: String {
        switch self {
        case .forged: "Forged, or by a key that isn't to be trusted for it"
        case .misplaced: "Genuine, but not for this place, time or use"
        case .misspelt: "Not spelt as the RFCs have it"
        }
    }
}
