/// How grave it is that an implementation does the wrong thing, from the gravest to the least.
public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// A token with claims of the attacker's choice is accepted.
    case forgery
    /// A token under a key that can be found is accepted.
    case weakKey = "weak-key"
    /// A genuine token is accepted where or when it isn't valid.
    case misuse
    /// Another text with the same claims is accepted: deny lists and caches miss it.
    case respelling
    /// A token is accepted that must be rejected, and the corpus doesn't say who can make it.
    case unclassified
    /// The program ends, hangs or raises an exception over a token.
    case denialOfService = "denial-of-service"
    /// The implementation deviates from a rule, and nobody but the issuer can use that.
    case nonconformance
}

/// One row of the table of severities, which counts, words and colours go by.
package struct SeverityRow: Sendable {
    /// The severity.
    package let severity: Severity
    /// One such fault, and several.
    package let noun: (one: String, many: String)
    /// What an attacker can do.
    package let meaning: String
    /// Whether an attacker gets past the verifier.
    package let isBypass: Bool

    /// A row for each severity, the gravest first.
    package static let all = [
        SeverityRow(
            severity: .forgery,
            noun: ("forgery", "forgeries"),
            meaning: "an attacker chooses the claims",
            isBypass: true
        ),
        SeverityRow(
            severity: .weakKey,
            noun: ("weak key", "weak keys"),
            meaning: "an attacker who finds a weak key chooses the claims",
            isBypass: true
        ),
        SeverityRow(
            severity: .misuse,
            noun: ("misuse", "misuses"),
            meaning: "a genuine token works where or when it isn't valid",
            isBypass: true
        ),
        SeverityRow(
            severity: .respelling,
            noun: ("respelling", "respellings"),
            meaning: "the same claims work under another text, which deny lists and caches miss",
            isBypass: true
        ),
        SeverityRow(
            severity: .unclassified,
            noun: ("unclassified bypass", "unclassified bypasses"),
            meaning: "the corpus doesn't say who can make the token",
            isBypass: true
        ),
        SeverityRow(
            severity: .denialOfService,
            noun: ("denial of service", "denials of service"),
            meaning: "a token stops the program, or raises what isn't a rejection",
            isBypass: false
        ),
        SeverityRow(
            severity: .nonconformance,
            noun: ("nonconformance", "nonconformances"),
            meaning: "a rule is broken, and nobody but the issuer can use that",
            isBypass: false
        ),
    ]
}

extension Severity: Comparable {
    /// The row of the table.
    package var row: SeverityRow { SeverityRow.all[rank] }

    /// The place in the order, the gravest first.
    package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether an attacker gets past the check: a forgery, a weak key, a misuse, a respelling, or what may be one.
    public var isBypass: Bool { row.isBypass }

    /// Whether the first is less grave.
    public static func < (first: Severity, second: Severity) -> Bool { first.rank > second.rank }

    /// A count of faults of this severity, such as `2 forgeries`.
    package func counted(_ count: Int) -> String { "\(count) \(count == 1 ? row.noun.one : row.noun.many)" }

    /// How grave it is to accept a token; unclassified if its attacker isn't known.
    package init(attacker: Attacker?, gain: Gain?) {
        self =
            switch (attacker, gain) {
            case (nil, _), (_, nil): .unclassified
            case (.issuer, _), (_, Gain.none?): .nonconformance
            case (.guesser, .forge): .weakKey
            case (_, .forge): .forgery
            case (_, .reuse): .misuse
            case (_, .respell): .respelling
            }
    }
}
