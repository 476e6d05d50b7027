extension Expectation {
    /// Grades what came back for a question.
    ///
    /// - Parameters:
    ///   - outcome: the answer, or why there is none.
    ///   - level: how binding the rule is: what's let in against a SHOULD is lenient, and no bypass.
    ///   - content: what the question asked to validate; it decides how payloads are compared.
    ///   - capabilities: what the verifier declared, if anything.
    ///   - profile: how the expectation is read where the RFCs leave room.
    /// - Returns: the verdict.
    public func verdict(
        of outcome: Outcome,
        level: Level = .must,
        content: Question.Content,
        capabilities: Capabilities? = nil,
        profile: GradingProfile = .standard
    ) -> Verdict {
        switch outcome {
        case .fault(let fault): fault.verdict
        case .answer(let answer):
            switch self {
            case .accept(let payload):
                Self.whereAcceptanceIsDue(answer, payload: payload, content: content, capabilities: capabilities)
            case .reject:
                Self.whereRefusalIsDue(answer, acceptance: level.acceptanceInError, capabilities: capabilities)
            case .either(_, let payload, .some(.accept)) where profile == .strict:
                Self.whereAcceptanceIsDue(answer, payload: payload, content: content, capabilities: capabilities)
            case .either(_, _, .some(.reject)) where profile == .strict:
                Self.whereRefusalIsDue(answer, acceptance: .lenient, capabilities: capabilities)
            case .either(_, let payload, _):
                Self.whereBothAreLegal(answer, payload: payload, content: content)
            }
        }
    }

    private static func whereAcceptanceIsDue(
        _ answer: Answer,
        payload: Octets?,
        content: Question.Content,
        capabilities: Capabilities?
    ) -> Verdict {
        switch answer {
        case .accept(let given): matches(given, payload, content: content) ? .pass : .wrongPayload
        case .reject: .overStrict
        case .unsupported(let feature): unsupported(feature, capabilities: capabilities)
        case .error: .error
        }
    }

    private static func whereRefusalIsDue(
        _ answer: Answer,
        acceptance: Verdict,
        capabilities: Capabilities?
    ) -> Verdict {
        switch answer {
        case .accept: acceptance
        case .reject: .pass
        case .unsupported(let feature): unsupported(feature, capabilities: capabilities)
        case .error: .unclean
        }
    }

    private static func whereBothAreLegal(_ answer: Answer, payload: Octets?, content: Question.Content) -> Verdict {
        switch answer {
        case .accept(let given): matches(given, payload, content: content) ? .recorded : .wrongPayload
        case .reject: .recorded
        case .unsupported: .skipped
        case .error: .unclean
        }
    }

    private static func matches(_ given: Octets, _ payload: Octets?, content: Question.Content) -> Bool {
        guard let payload else { return true }
        return payload.isSamePayload(as: given, content: content)
    }

    private static func unsupported(_ feature: String, capabilities: Capabilities?) -> Verdict {
        capabilities?.declares(Feature(feature)) == true ? .brokenClaim : .skipped
    }
}

extension Level {
    /// What accepting a token amounts to that has to be refused.
    fileprivate var acceptanceInError: Verdict {
        switch self {
        case .must, .bcp: .bypass
        case .should, .info: .lenient
        }
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
