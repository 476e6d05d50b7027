/// What a signer's answer is worth against the expectation.
public enum SignVerdict: Hashable, Sendable {
    /// What must be refused was signed: the worst.
    case unsafe
    /// A token came that isn't what was asked for.
    case wrongToken([TokenDefect])
    /// A verdict that verification has as well, and that means the same here.
    case shared(Verdict)
}

extension SignVerdict {
    /// The verdict in a word.
    public var word: String {
        switch self {
        case .unsafe: "unsafe"
        case .wrongToken: "wrong-token"
        case .shared(let verdict): verdict.rawValue
        }
    }

    /// Whether nothing is wrong.
    public var isExpected: Bool {
        guard case .shared(let verdict) = self else { return false }
        return verdict.isExpected
    }
}

extension SignVector.Expectation {
    /// Grades what came back for a sign request.
    ///
    /// - Parameters:
    ///   - outcome: the answer, or why there is none.
    ///   - defects: what is wrong with the token, where one came.
    ///   - level: how binding the rule is: what's signed against a SHOULD is lenient.
    ///   - capabilities: what the signer declared, if anything.
    /// - Returns: the verdict.
    public func verdict(
        of outcome: SignOutcome,
        defects: [TokenDefect] = [],
        level: Level = .must,
        capabilities: Capabilities? = nil
    ) -> SignVerdict {
        switch (outcome, self) {
        case (.fault(let fault), _): .shared(fault.verdict)
        case (.answer(.unsupported(let feature)), _):
            .shared(capabilities?.declares(Feature(feature)) == true ? .brokenClaim : .skipped)
        case (.answer(.token), .refuse): level == .must || level == .bcp ? .unsafe : .shared(.lenient)
        case (.answer(.token), .produce): defects.isEmpty ? .shared(.pass) : .wrongToken(defects)
        case (.answer(.token), .either): defects.isEmpty ? .shared(.recorded) : .wrongToken(defects)
        case (.answer(.refuse), .refuse): .shared(.pass)
        case (.answer(.refuse), .produce): .shared(.overStrict)
        case (.answer(.refuse), .either): .shared(.recorded)
        case (.answer(.error), .produce): .shared(.error)
        case (.answer(.error), .refuse), (.answer(.error), .either): .shared(.unclean)
        }
    }
}

/// What came back for a sign request: an answer, or the fault that stands in its place.
public enum SignOutcome: Hashable, Sendable {
    /// The signer answered.
    case answer(SignAnswer)
    /// The signer didn't answer.
    case fault(VerifierFault)
}
