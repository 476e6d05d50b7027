import StrictJSON

/// The checks that are switched off, and the one that goes wrong, for a proof.
///
/// `CheckSet()` wherever tokens are verified in earnest.
package struct CheckSet: Hashable, Sendable {
    private var bits: UInt128 = 0
    private var mutation: Mutation?

    /// Whether a refusal is traced to the finest check, even where that costs a second computation.
    package let isForProof: Bool

    /// The empty set, for verification in earnest.
    package init() {
        isForProof = false
    }

    /// These checks off, and one that goes wrong; none at all where a proof asks which check refuses.
    package init(_ checks: some Sequence<Check>, mutation: Mutation? = nil) {
        isForProof = true
        for check in checks { bits |= 1 << UInt128(check.rawValue) }
        self.mutation = mutation
    }

    /// Whether a check is in the set.
    package func contains(_ check: Check) -> Bool {
        bits >> UInt128(check.rawValue) & 1 == 1
    }

    /// Whether no check is in the set and none goes wrong.
    package var isEmpty: Bool { bits == 0 && mutation == nil }

    /// Whether a check judges by this wrong rule.
    func has(_ rule: Mutation.Rule) -> Bool {
        mutation == .rule(rule)
    }

    /// Whether two texts are the same octet by octet, or are taken for it.
    func isSame(_ text: String, _ expected: String, _ field: Mutation.Field) -> Bool {
        if case .comparison(field, let laxity) = mutation { return laxity.matches(text, expected) }
        return text.isExactly(expected)
    }

    /// How this field is compared, where it goes wrong.
    func laxity(of field: Mutation.Field) -> Mutation.Laxity? {
        guard case .comparison(field, let laxity) = mutation else { return nil }
        return laxity
    }
}
