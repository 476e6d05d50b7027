/// How a scenario differs from the usual one: a genuine, typical token, another each time, and an imported key.
package struct Variant: Codable, Hashable, Sendable {
    /// Whether the key is ready.
    package enum KeyState: String, CaseIterable, Codable, Hashable, Sendable {
        /// Imported and prepared once, as by a service that runs.
        case warm
        /// Imported and prepared for every operation, as by a function that is started for one request, or by a library that
        /// takes the key's text with each token.
        case cold
    }

    /// Which token comes next.
    package enum Supply: String, CaseIterable, Codable, Hashable, Sendable {
        /// Another of thousands.
        case ring
        /// The same token again: its gain over ``ring`` is what caches and branch predictors remember.
        case same = "same-token"
    }

    /// How large the tokens are.
    package var tokenClass: TokenClass
    /// Whether the key is ready.
    package var keyState: KeyState
    /// Which token comes next.
    package var supply: Supply
    /// What is wrong with the tokens, if anything.
    package var condition: TokenCondition

    /// The usual one.
    package static let usual = Variant()

    /// Describes a variant.
    package init(
        tokenClass: TokenClass = .typical,
        keyState: KeyState = .warm,
        supply: Supply = .ring,
        condition: TokenCondition = .genuine
    ) {
        self.tokenClass = tokenClass
        self.keyState = keyState
        self.supply = supply
        self.condition = condition
    }

    /// The usual one, and each that differs from it in one thing.
    package static var all: [Variant] {
        [.usual, Variant(tokenClass: .small), Variant(tokenClass: .large), Variant(keyState: .cold)]
            + [Variant(supply: .same)]
            + TokenCondition.allCases.filter { $0 != .genuine }.map { Variant(condition: $0) }
    }

    /// The name of the difference from the usual one: `usual`, `large`, `large+cold`.
    package var name: String {
        var differences: [String] = []
        if tokenClass != .typical { differences.append(tokenClass.rawValue) }
        if keyState != .warm { differences.append(keyState.rawValue) }
        if supply != .ring { differences.append(supply.rawValue) }
        if condition != .genuine { differences.append(condition.rawValue) }
        return differences.isEmpty ? "usual" : differences.joined(separator: "+")
    }

    /// Reads a name.
    ///
    /// - Parameter name: `usual`, or what differs with plus signs in between; `nil` is the result for anything else.
    package init?(name: String) {
        self.init()
        guard name != "usual" else { return }
        for difference in name.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
            if let value = TokenClass(rawValue: difference) {
                tokenClass = value
            } else if let value = KeyState(rawValue: difference) {
                keyState = value
            } else if let value = Supply(rawValue: difference) {
                supply = value
            } else if let value = TokenCondition(rawValue: difference) {
                condition = value
            } else {
                return nil
            }
        }
    }

    /// Whether an operation has this variant: tokens that must be rejected are only verified, not signed.
    package func applies(to operation: Operation) -> Bool {
        operation == .verify || condition == .genuine
    }
}
