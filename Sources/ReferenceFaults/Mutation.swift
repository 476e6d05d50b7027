package import ReferenceJOSE

/// A check of the reference that goes wrong in one way, as checks of real libraries have.
///
/// A corpus that doesn't notice one of them has a hole.
package enum Mutation: Hashable, Sendable {
    /// A check that judges by another rule than its own.
    case rule(Rule)
    /// A comparison that treats different values as equal.
    case comparison(Field, Laxity)

    /// What is compared.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case issuer = "claims.iss"
        case subject = "claims.sub"
        case audience = "claims.aud"
        case tokenID = "claims.revoked"
        case type = "typ.expected"
        case keyID = "key.found"
        case keyAlgorithm = "key.algorithm"
        case operation = "key.operations"
        case critical = "crit.understood"
    }

    /// How two texts are compared.
    package enum Laxity: String, Hashable, Sendable, CaseIterable {
        /// The expected text begins with the token's.
        case prefix
        /// The token's text begins with the expected one.
        case longer
        /// The token's text ends the expected one.
        case suffix
        /// The token's text is somewhere in the expected one.
        case substring
        /// The expected text is somewhere in the token's.
        case containing
        /// Letters have no case.
        case caseless
        /// White space and slashes at the ends don't count.
        case trimmed
        /// Canonical equivalents are the same.
        case normalized

        /// Whether the texts pass for equal.
        func matches(_ text: String, _ expected: String) -> Bool {
            switch self {
            case .prefix: expected.hasPrefix(text)
            case .longer: text.hasPrefix(expected)
            case .suffix: expected.hasSuffix(text)
            case .substring: expected.contains(text)
            case .containing: text.contains(expected)
            case .caseless: text.lowercased() == expected.lowercased()
            case .trimmed: text.trimmed == expected.trimmed
            case .normalized: text == expected
            }
        }
    }
}

extension Mutation {
    /// Every mutation, the comparisons first.
    package static let all: [Mutation] =
        comparisons.flatMap { field, laxities in laxities.map { .comparison(field, $0) } }
        + Rule.allCases.map { .rule($0) }

    private static let comparisons: [(Field, [Laxity])] = [
        (.issuer, [.prefix, .longer, .substring, .caseless, .trimmed]),
        (.subject, [.prefix, .longer, .caseless, .normalized]),
        (.audience, [.prefix, .longer, .substring, .containing, .caseless, .trimmed]),
        (.tokenID, [.caseless]),
        (.type, [.prefix, .longer, .suffix, .containing, .trimmed]),
        (.keyID, [.prefix, .caseless, .trimmed]),
        (.keyAlgorithm, [.caseless]),
        (.operation, [.caseless]),
        (.critical, [.caseless]),
    ]

    /// Its name.
    package var id: String {
        switch self {
        case .rule(let rule): "\(rule.check.id)/\(rule.name)"
        case .comparison(let field, let laxity): "\(field.rawValue)/\(laxity.rawValue)"
        }
    }

    /// The check that it changes.
    package var check: Check? {
        switch self {
        case .rule(let rule): rule.check
        case .comparison(let field, _): Check(id: field.rawValue)
        }
    }

    /// What it changes, in words.
    package var summary: String {
        switch self {
        case .rule(let rule): rule.summary
        case .comparison(_, let laxity): laxity.summary
        }
    }
}

extension Mutation.Laxity {
    fileprivate var summary: String {
        switch self {
        case .prefix: "the first letters of the expected text are enough"
        case .longer: "more may follow the expected text"
        case .suffix: "the last letters of the expected text are enough"
        case .substring: "any part of the expected text is enough"
        case .containing: "the expected text may be anywhere in the token's"
        case .caseless: "case is ignored"
        case .trimmed: "white space and slashes at the ends don't count"
        case .normalized: "canonical equivalents are the same text"
        }
    }
}

extension String {
    fileprivate var trimmed: Substring {
        let isEdge = { (character: Character) in character.isWhitespace || character == "/" }
        let front = drop(while: isEdge)
        return front.prefix(upTo: front.lastIndex { !isEdge($0) }.map(front.index(after:)) ?? front.startIndex)
    }
}
