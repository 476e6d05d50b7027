package import ReferenceJOSE

/// What is wrong with a verifier: checks that it lacks, and one that it makes by another rule.
///
/// It's the whole difference between ``FaultyVerifier`` and the reference. A proof that a vector tests what it says asks a
/// verifier with one fault.
package struct Faults: Hashable, Sendable {
    private let missing: Set<Check>
    private let mutation: Mutation?

    /// These checks missing, and one that goes wrong.
    ///
    /// - Parameters:
    ///   - missing: the checks; none, for the reference's own verdict in the words of the finest check.
    ///   - mutation: how one goes wrong.
    package init(missing: some Sequence<Check> = [], mutation: Mutation? = nil) {
        self.missing = Set(missing)
        self.mutation = mutation
    }

    /// Whether a check is missing.
    func lack(_ check: Check) -> Bool {
        missing.contains(check)
    }

    /// Whether one of these checks is missing.
    func lackAny(_ checks: Check...) -> Bool {
        !missing.isDisjoint(with: checks)
    }

    /// Whether a check follows this wrong rule.
    func follow(_ rule: Mutation.Rule) -> Bool {
        mutation == .rule(rule)
    }

    /// How this field is compared, if that goes wrong.
    func laxity(of field: Mutation.Field) -> Mutation.Laxity? {
        guard case .comparison(field, let laxity) = mutation else { return nil }
        return laxity
    }

    /// Whether a text that isn't the expected one passes for it.
    func confuse(_ text: String?, with expected: String, in field: Mutation.Field) -> Bool {
        guard let text, let laxity = laxity(of: field) else { return false }
        return laxity.matches(text, expected)
    }
}
