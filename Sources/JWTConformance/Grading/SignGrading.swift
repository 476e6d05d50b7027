extension SignVector.Expectation {
    /// Grades what came back for a sign request.
    ///
    /// What must be refused and was signed is ``Verdict/unsafe``, a token that isn't what was asked for
    /// ``Verdict/wrongToken``; the other verdicts are those of verification.
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
    ) -> Verdict {
        switch (outcome, self) {
        case (.fault(let fault), _): fault.verdict
        case (.answer(.unsupported(let feature)), _):
            capabilities?.declares(Feature(feature)) == true ? .brokenClaim : .skipped
        case (.answer(.token), .refuse): level == .must || level == .bcp ? .unsafe : .lenient
        case (.answer(.token), .produce): defects.isEmpty ? .pass : .wrongToken
        case (.answer(.token), .either): defects.isEmpty ? .recorded : .wrongToken
        case (.answer(.refuse), .refuse): .pass
        case (.answer(.refuse), .produce): .overStrict
        case (.answer(.refuse), .either): .recorded
        case (.answer(.error), .produce): .error
        case (.answer(.error), .refuse), (.answer(.error), .either): .unclean
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

extension SignOutcome {
    /// The outcome in a word, as run documents have it.
    var word: String {
        switch self {
        case .answer(.token): "token"
        case .answer(.refuse): "refuse"
        case .answer(.unsupported): "unsupported"
        case .answer(.error): "error"
        case .fault(.unavailable): "unavailable"
        case .fault(let fault): fault.verdict.rawValue
        }
    }

    /// The token, where one came.
    var token: String? {
        guard case .answer(.token(let text)) = self else { return nil }
        return text
    }

    /// The feature that isn't supported.
    var feature: String? {
        guard case .answer(.unsupported(let feature)) = self else { return nil }
        return feature
    }

    /// What was said beside that.
    var detail: String? {
        switch self {
        case .answer(.token), .answer(.unsupported): nil
        case .answer(.refuse(let reason, let detail)): detail ?? reason
        case .answer(.error(let detail)): detail
        case .fault(let fault): fault.what
        }
    }

    /// What the program wrote to its standard error stream, where there is no answer.
    var standardError: String? {
        guard case .fault(let fault) = self, !fault.standardError.isEmpty else { return nil }
        return fault.standardError
    }
}

extension Signer {
    /// Asks a request and keeps a fault as a value.
    func outcome(of request: SignRequest) async -> SignOutcome {
        do throws(VerifierFault) {
            return .answer(try await sign(request))
        } catch {
            return .fault(error)
        }
    }
}
