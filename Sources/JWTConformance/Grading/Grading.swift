extension Expectation {
    /// Grades an answer.
    ///
    /// An accepted token that must be rejected is as grave as its vector says, and a signed one ``Verdict/unsafe``; a
    /// payload other than the token's is ``Verdict/wrongPayload``, and a forgery where an attacker chooses it. A token that
    /// doesn't match the request is ``Verdict/wrongToken``.
    ///
    /// - Parameters:
    ///   - outcome: the answer, or why there is none.
    ///   - level: how binding the requirement is. An acceptance or a signature that violates a SHOULD is lenient.
    ///   - content: the kind of content that the question asked to validate; it decides how payloads are compared.
    ///   - capabilities: the capabilities that the implementation declared, if any.
    ///   - profile: how the expectation is read where the RFCs leave room.
    ///   - severity: how grave it is to accept the token, or to sign it.
    ///   - isNeeded: whether the vector needs a feature; see ``Vector/needs(_:)``.
    /// - Returns: the verdict.
    package func verdict(
        of outcome: Outcome,
        level: Level = .must,
        content: Question.Content,
        capabilities: Capabilities? = nil,
        profile: GradingProfile = .standard,
        severity: Severity = .unclassified,
        isNeeded: (Feature) -> Bool = { _ in true }
    ) -> Verdict {
        let due = due(level: level, profile: profile)
        switch outcome {
        case .fault(let fault): return fault.verdict
        case .token(let token):
            if case .refusal(let isBinding) = due {
                return !isBinding ? .lenient : severity == .nonconformance ? .nonconformance : .unsafe
            }
            guard token.defects.isEmpty else { return .wrongToken }
            return due == .acceptance ? .pass : .recorded
        case .answer(.accept(let given)):
            if case .refusal(let isBinding) = due { return isBinding ? Verdict(accepting: severity) : .lenient }
            guard Self.matches(given, payload, content: content) else {
                return severity == .nonconformance || severity == .unclassified ? .wrongPayload : .forgery
            }
            return due == .acceptance ? .pass : .recorded
        case .answer(.reject):
            if due == .acceptance { return .overStrict }
            return due == .either ? .recorded : .pass
        case .answer(.unsupported(let name)):
            let feature = Feature(name)
            guard isNeeded(feature) else { return .brokenClaim }
            return capabilities?.declares(feature) == true && due != .either ? .brokenClaim : .skipped
        case .answer(.error): return due == .acceptance ? .error : .unclean
        }
    }

    /// What has to come, once level and profile are known.
    private enum Due: Equatable {
        case acceptance
        /// If the requirement isn't a MUST, an acceptance is at most lenient.
        case refusal(isBinding: Bool)
        case either
    }

    private func due(level: Level, profile: GradingProfile) -> Due {
        switch self {
        case .accept: .acceptance
        case .reject: .refusal(isBinding: level == .must || level == .bcp)
        case .either(_, _, .some(.accept)) where profile == .strict: .acceptance
        case .either(_, _, .some(.reject)) where profile == .strict: .refusal(isBinding: false)
        case .either: .either
        }
    }

    /// The payload that an accepted token has, if it's known.
    private var payload: Octets? {
        switch self {
        case .accept(let payload): payload
        case .reject: nil
        case .either(_, let payload, _): payload
        }
    }

    private static func matches(_ given: Octets, _ payload: Octets?, content: Question.Content) -> Bool {
        guard let payload else { return true }
        return payload.isSamePayload(as: given, content: content)
    }
}

extension VerifierFault {
    /// The verdict that the fault is, whatever was expected.
    public var verdict: Verdict {
        switch self {
        case .crash: .crash
        case .hang: .hang
        case .protocolViolation: .protocolViolation
        case .unavailable: .notRun
        }
    }
}
