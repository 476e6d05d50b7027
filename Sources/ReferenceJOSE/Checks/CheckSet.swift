/// A set of checks.
package struct CheckSet: Hashable, Sendable {
    private var bits: UInt128 = 0

    /// The empty set.
    package init() {}

    /// These checks.
    package init(_ checks: some Sequence<Check>) {
        for check in checks { bits |= 1 << UInt128(check.rawValue) }
    }

    /// Whether a check is in the set.
    package func contains(_ check: Check) -> Bool {
        bits >> UInt128(check.rawValue) & 1 == 1
    }

    /// Whether no check is in the set.
    package var isEmpty: Bool { bits == 0 }
}
