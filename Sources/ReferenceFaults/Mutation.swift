package import ReferenceJOSE

/// A check of the reference that goes wrong in one way, as checks of real libraries have.
///
/// A corpus that doesn't notice one of them has a hole. The kinds are enumerated: each is a table of what is checked, by
/// how that goes wrong.
package enum Mutation: Hashable, Sendable {
    /// A check that judges by another rule than its own.
    case rule(Rule)
    /// A comparison that treats different texts as equal.
    case comparison(Comparison)
    /// A check that isn't made everywhere.
    case partial(PartialCheck)
    /// A time that is read as another.
    case time(MisreadTime)
    /// A header parameter that is looked for in the wrong place.
    case place(MisplacedParameter)
    /// A member of a wrong type that passes.
    case type(OverlookedType)
    /// A part of an RSA encoding that isn't compared.
    case encoding(UncomparedOctets)
    /// Characters that a decoder of base64url drops.
    case base64(LenientBase64)
    /// A secret that is changed before it's used.
    case secret(MisreadSecret)
    /// What a JWK says of its purpose, overlooked.
    case purpose(OverlookedPurpose)
    /// A memory of verdicts that takes one question for another.
    case cache(CoarseCache)
    /// A demand that no RFC makes.
    case demand(Demand)
}

/// What every kind of mutation says of itself.
protocol WrongCheck {
    /// Its name, after the check's.
    var name: String { get }
    /// The check that goes wrong.
    var check: Check { get }
    /// What is changed, in words.
    var summary: String { get }
    /// Whether all that it can do is to accept what its check rejects.
    var onlyAccepts: Bool { get }
}

extension Mutation {
    /// Every mutation.
    package static let all: [Mutation] =
        Comparison.all.map { .comparison($0) } + Rule.allCases.map { .rule($0) } + PartialCheck.all.map { .partial($0) }
        + MisreadTime.all.map { .time($0) } + MisplacedParameter.all.map { .place($0) }
        + OverlookedType.all.map { .type($0) } + UncomparedOctets.all.map { .encoding($0) }
        + LenientBase64.all.map { .base64($0) } + MisreadSecret.allCases.map { .secret($0) }
        + OverlookedPurpose.all.map { .purpose($0) } + CoarseCache.allCases.map { .cache($0) }
        + Demand.allCases.map { .demand($0) }

    /// Its name.
    package var id: String { "\(check.id)/\(wrongCheck.name)" }

    /// The check that goes wrong.
    package var check: Check { wrongCheck.check }

    /// What is changed, in words.
    package var summary: String { wrongCheck.summary }

    /// Whether all that it can do is to accept what its check rejects.
    package var onlyAccepts: Bool { wrongCheck.onlyAccepts }

    private var wrongCheck: any WrongCheck {
        switch self {
        case .rule(let wrong): wrong
        case .comparison(let wrong): wrong
        case .partial(let wrong): wrong
        case .time(let wrong): wrong
        case .place(let wrong): wrong
        case .type(let wrong): wrong
        case .encoding(let wrong): wrong
        case .base64(let wrong): wrong
        case .secret(let wrong): wrong
        case .purpose(let wrong): wrong
        case .cache(let wrong): wrong
        case .demand(let wrong): wrong
        }
    }
}
