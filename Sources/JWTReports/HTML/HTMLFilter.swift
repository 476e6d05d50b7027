import JWTConformance

/// A row of the table of verdicts, for the script.
struct HTMLVerdict: Encodable {
    let name, label, letter, sign: String
    let state: VerdictMatrix.State
    let isWrong, isBreach, isAsked, isRecorded: Bool

    /// The verdicts that a verifier can have, the worst first.
    static let all = VerdictRow.all.map(\.verdict).filter { $0.isPossible(for: .verify) }.map(HTMLVerdict.init)

    private init(_ verdict: Verdict) {
        (name, label, letter) = (verdict.rawValue, verdict.words, String(verdict.letter))
        (sign, state) = (verdict.state.sign, verdict.state)
        (isWrong, isBreach) = (verdict.isWrong, verdict.family == .breach)
        (isAsked, isRecorded) = (verdict.family != .unasked, verdict.family == .recorded)
    }
}

/// What links and the form narrow the vectors down to: one verdict, or several that count together.
struct HTMLFilter: Encodable {
    /// A number on an implementation's page.
    struct Tile: Encodable {
        let words: String
        /// How it looks where it isn't 0.
        let state: VerdictMatrix.State?
        /// Whether it's shown where it's 0.
        let isAlwaysShown: Bool
    }

    /// A list on an implementation's page.
    struct Listing: Encodable {
        let heading, hint: String
    }

    /// A member of the script's results.
    enum Mark: String, Encodable {
        case isKnown, isVacuous
    }

    /// What addresses call it.
    let name: String
    let label: String
    let sign: String?
    let verdicts: [Verdict]
    let bypassKind: BypassKind?
    let mark: Mark?
    let tile: Tile?
    let listing: Listing?
}

extension HTMLFilter {
    /// Every filter, in the order of the page.
    static let all: [HTMLFilter] = together + ofOneVerdict

    private static let together = [
        filter("wrong", "not as expected") { $0.isWrong },
        filter("breach", "accepted wrongly, or with another payload") { $0.family == .breach },
        filter(
            .bypass,
            tile("bypasses", .breached),
            listing("Bypasses", "Tokens that must be rejected, and were accepted.")
        ),
        filter(
            "signing",
            "accepted against signature, algorithm or key",
            bypassKind: .signing,
            tile("of them on signature or key", .breached, isAlwaysShown: false)
        ) { $0 == .bypass },
        filter(
            .wrongPayload,
            tile("wrong payloads", .breached, isAlwaysShown: false),
            listing("Wrong payloads", "Accepted, but the payload that came back is another one.")
        ),
        filter(
            "broken",
            "crash, hang or no answer",
            tile("crashes, hangs", .broken),
            listing("Crashes, hangs, no answer")
        ) { $0.family == .breakdown },
        filter(
            "strict",
            "valid token rejected",
            tile("valid tokens rejected", .deviant),
            listing("Over-strict", "Valid tokens that were rejected, or met an exception.")
        ) { $0.family == .overStrict },
        filter(
            "other",
            "otherwise wrong",
            tile("otherwise wrong", .deviant),
            listing(
                "Otherwise wrong",
                "Exceptions instead of rejections, accepted against a SHOULD, broken claims, different answers to the "
                    + "same question."
            )
        ) { $0.family == .other },
        filter("unasked", "not asked", tile("not asked", nil)) { $0.family == .unasked },
        filter("graded", "held against an expectation") { $0.isGraded },
        filter("apart", "asked without an expectation, or not asked") { !$0.isGraded },
        filter("known", "in the baseline", mark: .isKnown, tile("in the baseline", nil, isAlwaysShown: false)),
        filter("vacuous", "rejected like its twin", mark: .isVacuous),
    ]

    /// A filter for each verdict that hasn't one above.
    private static let ofOneVerdict = HTMLVerdict.all
        .compactMap { Verdict(rawValue: $0.name) }
        .filter { verdict in !together.contains { $0.name == verdict.rawValue } }
        .map { filter($0, nil, nil) }

    private static func filter(_ verdict: Verdict, _ tile: Tile?, _ listing: Listing?) -> HTMLFilter {
        HTMLFilter(
            name: verdict.rawValue,
            label: verdict.words,
            sign: verdict.state.sign,
            verdicts: [verdict],
            bypassKind: nil,
            mark: nil,
            tile: tile,
            listing: listing
        )
    }

    private static func filter(
        _ name: String,
        _ label: String,
        bypassKind: BypassKind? = nil,
        mark: Mark? = nil,
        _ tile: Tile? = nil,
        _ listing: Listing? = nil,
        isMember: (Verdict) -> Bool = { _ in true }
    ) -> HTMLFilter {
        HTMLFilter(
            name: name,
            label: label,
            sign: nil,
            verdicts: VerdictRow.all.map(\.verdict).filter { $0.isPossible(for: .verify) && isMember($0) },
            bypassKind: bypassKind,
            mark: mark,
            tile: tile,
            listing: listing
        )
    }

    private static func tile(_ words: String, _ state: VerdictMatrix.State?, isAlwaysShown: Bool = true) -> Tile {
        Tile(words: words, state: state, isAlwaysShown: isAlwaysShown)
    }

    private static func listing(_ heading: String, _ hint: String = "") -> Listing {
        Listing(heading: heading, hint: hint)
    }
}
