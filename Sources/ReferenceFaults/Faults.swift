package import ReferenceJOSE

/// What is wrong with a verifier: checks that it lacks, and one that it makes by another rule.
///
/// It's the whole difference between ``FaultyVerifier`` and the reference. A proof that a vector tests what it says asks a
/// verifier with one fault.
package struct Faults: Hashable, Sendable {
    private let missing: Set<Check>
    let mutation: Mutation?
    private var situation: Situation?
    /// The text that is being read.
    private(set) var place: TextPlace?

    /// These checks missing, and one that goes wrong.
    ///
    /// - Parameters:
    ///   - missing: the checks; none, for the reference's own verdict in the words of the finest check.
    ///   - mutation: how one goes wrong.
    package init(missing: some Sequence<Check> = [], mutation: Mutation? = nil) {
        self.missing = Set(missing)
        self.mutation = mutation
    }

    /// The faults as they come to bear on a question: a check can be missing for some.
    package func facing(_ situation: Situation) -> Faults {
        var faults = self
        faults.situation = situation
        return faults
    }

    /// The faults as they come to bear on a text.
    func at(_ place: TextPlace) -> Faults {
        var faults = self
        faults.place = place
        return faults
    }

    /// Whether a check is missing, here.
    func lack(_ check: Check) -> Bool {
        if missing.contains(check) { return true }
        guard case .partial(let partial) = mutation, partial.check == check else { return false }
        return partial.scope.holds(in: situation, at: place)
    }

    /// Whether a check is missing in some text.
    func lackSomewhere(_ checks: Check...) -> Bool {
        if !missing.isDisjoint(with: checks) { return true }
        guard case .partial(let partial) = mutation else { return false }
        return checks.contains(partial.check)
    }

    /// Whether one of these checks is missing.
    func lackAny(_ checks: Check...) -> Bool {
        checks.contains(where: lack)
    }

    /// What verdicts are remembered by, if they are.
    package var cache: CoarseCache? {
        guard case .cache(let cache) = mutation else { return nil }
        return cache
    }

    /// The policy with the time as it's read from the clock.
    func clocked(_ policy: TokenPolicy) -> TokenPolicy {
        var policy = policy
        if follow(.nowTruncated) { policy.now?.round(.down) }
        if follow(.nowRounded) { policy.now?.round() }
        if follow(.nowRoundedUp) { policy.now?.round(.up) }
        return policy
    }

    /// Whether a check follows this wrong rule.
    func follow(_ rule: Mutation.Rule) -> Bool {
        mutation == .rule(rule)
    }

    /// How this field is compared, if that goes wrong.
    func laxity(of field: Comparison.Field) -> Comparison.Laxity? {
        guard case .comparison(let comparison) = mutation, comparison.field == field else { return nil }
        return comparison.laxity
    }

    /// Whether a text that isn't the expected one passes for it.
    func confuse(_ text: String?, with expected: String, in field: Comparison.Field) -> Bool {
        guard let text, let laxity = laxity(of: field) else { return false }
        return laxity.matches(text, expected)
    }
}
