/// A result that deviates from the expectation, or from the baseline.
public struct Deviation: Hashable, Sendable, Codable {
    /// The kinds.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// A wrong verdict that isn't listed.
        case unexpected
        /// A skip that isn't listed in the baseline.
        case unlistedSkip = "unlisted-skip"
        /// A listed deviation that is fixed.
        case mended
        /// A listed deviation that is another one now.
        case changed
        /// An entry of the baseline that names nothing.
        case stale
        /// A fault of the program that no vector could be shown to have caused.
        case incident
        /// Nothing was asked of an algorithm that is declared, or nothing at all.
        case unasked
    }

    /// The kind.
    public let kind: Kind
    /// The vector; absent if the deviation is about an entry of the baseline or about the whole run.
    public let id: String?
    /// The pattern of the entry, if one is concerned.
    public let pattern: String?
    /// The verdict that the baseline has.
    public let listed: Verdict?
    /// The verdict that came.
    public let verdict: Verdict?
    /// The feature that's missing where the case was skipped, or of which nothing was asked.
    public let feature: String?
    /// What the program did, for an incident.
    public let detail: String?

    /// Describes a deviation.
    init(
        kind: Kind,
        id: String? = nil,
        pattern: String? = nil,
        listed: Verdict? = nil,
        verdict: Verdict? = nil,
        feature: String? = nil,
        detail: String? = nil
    ) {
        (self.kind, self.id, self.pattern, self.listed) = (kind, id, pattern, listed)
        (self.verdict, self.feature, self.detail) = (verdict, feature, detail)
    }

    /// A fault of the program.
    init(_ incident: ProgramIncident) {
        self.init(kind: .incident, detail: "\(incident)")
    }
}

extension Deviation: CustomStringConvertible {
    /// The deviation in a sentence, with what to do.
    public var description: String {
        let id = id ?? ""
        let pattern = pattern ?? ""
        let verdict = verdict?.rawValue ?? ""
        let listed = listed?.rawValue ?? ""
        return switch kind {
        case .unexpected: "\(id): \(verdict)"
        case .unlistedSkip: "\(id): skipped: needs \(feature ?? "a feature"); list it in the baseline"
        case .mended: "\(id): \(verdict), but the baseline lists \(listed) (\(pattern)); remove the entry"
        case .changed: "\(id): \(verdict), but the baseline lists \(listed) (\(pattern))"
        case .stale: "the baseline's entry \(pattern) names nothing; remove it"
        case .incident: "the program itself: \(detail ?? "it failed")"
        case .unasked:
            feature.map { "\($0) is declared, but no vector was asked of it; declare what it needs, or take it out" }
                ?? "no vector was asked; declare what the implementation supports"
        }
    }
}

extension Deviation {
    /// Whether it's a fault at least as grave, or says that the run itself can't be relied on.
    ///
    /// A baseline entry that is no longer needed doesn't count.
    package func isAtLeast(_ severity: Severity, among vectors: [String: VectorRecord]) -> Bool {
        switch kind {
        case .incident, .unasked: return true
        case .mended, .stale, .unlistedSkip: return false
        case .unexpected, .changed:
            guard let verdict, let vector = id.flatMap({ vectors[$0] }) else { return true }
            guard let own = verdict.severity(on: vector) else {
                return verdict.family == .breakdown || verdict.family == .other
            }
            // It may be the gravest.
            return own >= severity || own == .unclassified
        }
    }
}
