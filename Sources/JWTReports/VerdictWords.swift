import JWTConformance

extension Verdict {
    /// The verdict as one word or two in capitals where it's wrong, in small letters where it isn't.
    package var label: String {
        isExpected || self == .notRun
            ? rawValue.replacing("-", with: " ")
            : rawValue.uppercased().replacing("-", with: " ")
    }

    /// What happened, against what should have.
    package var sentence: String {
        switch self {
        case .pass: "as expected"
        case .bypass: "accepted, must reject"
        case .wrongPayload: "accepted, but the payload is another one"
        case .unsafe: "signed, must refuse"
        case .wrongToken: "a token, but not the one that was asked for"
        case .overStrict: "rejected, must accept"
        case .lenient: "accepted, should reject"
        case .unclean: "an exception instead of a refusal"
        case .error: "an exception, must accept"
        case .crash: "the program ended instead of answering"
        case .hang: "no answer within the time limit"
        case .protocolViolation: "the answer isn't as the protocol says"
        case .flaky: "answered differently twice"
        case .brokenClaim: "answered unsupported for what it declared"
        case .skipped: "not asked or not supported"
        case .recorded: "either is legal"
        case .notRun: "not run"
        }
    }

    /// The same of a signer.
    package var signSentence: String {
        switch self {
        case .overStrict: "refused, must sign"
        case .lenient: "signed, should refuse"
        case .error: "an exception, must sign"
        default: sentence
        }
    }

    /// The order in which failures are shown: the worst first.
    var rank: Int {
        Self.worstFirst.firstIndex(of: self) ?? Self.worstFirst.count
    }

    private static let worstFirst: [Verdict] = [
        .bypass, .unsafe, .wrongPayload, .wrongToken, .crash, .hang, .unclean, .error, .overStrict, .flaky,
        .brokenClaim, .protocolViolation, .lenient,
    ]
}
