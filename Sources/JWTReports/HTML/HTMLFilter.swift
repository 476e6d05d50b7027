import JWTConformance

/// A row of the table of verdicts, for the script.
struct HTMLVerdict: Encodable {
    let name, label, letter, sign: String
    let state: VerdictMatrix.State
    /// How grave it is; absent where the vector says so, or where it's no fault.
    let severity: Severity?
    let isWrong, isBreach, isAsked, isRecorded: Bool

    /// The verdicts that vectors of these kinds can have, the worst first.
    static func all(_ kinds: [VectorKind]) -> [HTMLVerdict] { Verdict.possible(for: kinds).map(HTMLVerdict.init) }

    private init(_ verdict: Verdict) {
        (name, label, letter) = (verdict.rawValue, verdict.words, String(verdict.letter))
        (sign, state) = (verdict.state.sign, verdict.state)
        severity = verdict.severity
        (isWrong, isBreach) = (verdict.isWrong, verdict.family == .breach)
        (isAsked, isRecorded) = (verdict.family != .unasked, verdict.family == .recorded)
    }
}

/// What links and the form narrow the vectors down to: one verdict, or several that count together.
struct HTMLFilter: Encodable {
    /// A number on an implementation's page.
    struct Tile: Encodable {
        let words: String
        /// How it looks if it isn't 0.
        var state: VerdictMatrix.State?
        /// Whether it's shown if it's 0.
        var isAlwaysShown = true
    }

    /// A list on an implementation's page.
    struct Listing: Encodable {
        let heading: String
        var hint = ""
    }

    /// A member of the script's results.
    enum Mark: String, Encodable {
        case isKnown, isVacuous
    }

    /// What addresses call it.
    let name: String
    let label: String
    let sign: String?
    private(set) var verdicts: [Verdict]
    let severity: Severity?
    let mark: Mark?
    let tile: Tile?
    let listing: Listing?

    private init(
        _ name: String,
        _ label: String,
        severity: Severity? = nil,
        mark: Mark? = nil,
        sign: String? = nil,
        _ tile: Tile? = nil,
        _ listing: Listing? = nil,
        isMember: (Verdict) -> Bool = { _ in true }
    ) {
        (self.name, self.label, self.sign) = (name, label, sign)
        verdicts = VerdictRow.all.map(\.verdict).filter(isMember)
        (self.severity, self.mark, self.tile, self.listing) = (severity, mark, tile, listing)
    }

    private init(_ verdict: Verdict, _ tile: Tile? = nil, _ listing: Listing? = nil) {
        self.init(verdict.rawValue, verdict.words, sign: verdict.state.sign, tile, listing) { $0 == verdict }
    }
}

extension HTMLFilter {
    /// The filters for vectors of these kinds, in the order of the page.
    static func all(_ kinds: [VectorKind]) -> [HTMLFilter] {
        let possible = Verdict.possible(for: kinds)
        return (ofSeverities + ofFamilies + ofVerdicts).compactMap { filter in
            var filter = filter
            filter.verdicts.removeAll { !possible.contains($0) }
            return filter.verdicts.isEmpty ? nil : filter
        }
    }

    /// A filter for each severity, whose vectors are those of the faults.
    private static let ofSeverities = SeverityRow.all.map { row in
        let many = row.noun.many
        let title = many.prefix(1).uppercased() + many.dropFirst()
        let state: VerdictMatrix.State =
            row.isBypass ? .breached : row.severity == .denialOfService ? .broken : .deviant
        return HTMLFilter(
            row.severity.rawValue,
            row.noun.one,
            severity: row.severity,
            sign: state.sign,
            Tile(words: "\(many), by vector", state: state, isAlwaysShown: row.severity == .forgery),
            Listing(heading: title, hint: title + ": " + row.meaning + ".")
        ) { $0.severity == row.severity || $0 == .unsafe }
    }

    private static let ofFamilies = [
        HTMLFilter("wrong", "not as expected") { $0.isWrong },
        HTMLFilter("breach", "lets an attacker in") { $0.family == .breach },
        // The word for all of these in the addresses of older reports.
        HTMLFilter("bypass", "accepted to an attacker's advantage") { $0.isBypass },
        HTMLFilter(
            .unsafe,
            Tile(words: "unsafe signatures", state: .breached),
            Listing(heading: "Unsafe signatures", hint: "Requests that must be refused, and were signed.")
        ),
        HTMLFilter(
            .wrongToken,
            Tile(words: "wrong tokens", state: .deviant, isAlwaysShown: false),
            Listing(heading: "Wrong tokens", hint: "Tokens that aren't what was requested.")
        ),
        HTMLFilter(
            .wrongPayload,
            Tile(words: "wrong payloads", state: .deviant, isAlwaysShown: false),
            Listing(heading: "Wrong payloads", hint: "Accepted, but the payload that came back is another one.")
        ),
        HTMLFilter("broken", "breakdown", Tile(words: "breakdowns", state: .broken)) { $0.family == .breakdown },
        HTMLFilter(
            "strict",
            "valid token rejected",
            Tile(words: "valid tokens rejected", state: .deviant),
            Listing(heading: "Over-strict", hint: "Valid tokens that were rejected, or met an exception.")
        ) { $0.family == .overStrict },
        HTMLFilter(
            "other",
            "otherwise wrong",
            Tile(words: "otherwise wrong", state: .deviant),
            Listing(
                heading: "Otherwise wrong",
                hint: "Accepted against a SHOULD, broken claims, flaky answers."
            )
        ) { $0.family == .other && $0.severity == nil },
        HTMLFilter("unasked", "not asked", Tile(words: "not asked")) { $0.family == .unasked },
        HTMLFilter("asked", "asked") { $0.family != .unasked },
        HTMLFilter("graded", "held against an expectation") { $0.isGraded },
        HTMLFilter("apart", "asked without an expectation, or not asked") { !$0.isGraded },
        HTMLFilter("known", "in the baseline", mark: .isKnown, Tile(words: "in the baseline", isAlwaysShown: false)),
        HTMLFilter("vacuous", "rejected like its twin", mark: .isVacuous),
    ]

    /// A filter for each verdict that hasn't one above.
    private static let ofVerdicts = VerdictRow.all.map(\.verdict).filter { verdict in
        !(ofSeverities + ofFamilies).contains { $0.name == verdict.rawValue }
    }.map { HTMLFilter($0) }
}

extension Verdict {
    /// The verdicts that vectors of these kinds can have, the worst first.
    fileprivate static func possible(for kinds: [VectorKind]) -> [Verdict] {
        VerdictRow.all.map(\.verdict).filter { verdict in kinds.contains { verdict.isPossible(for: $0) } }
    }
}
