/// What an answer is worth against the expectation, of a verifier or of a signer.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// The answer is the one that the rules demand.
    case pass
    /// A token was accepted whose claims an attacker chooses: the worst.
    case forgery
    /// A token was accepted under a key that an attacker can find.
    case weakKey = "weak-key"
    /// A genuine token was accepted where or when it isn't valid.
    case misuse
    /// Another text of a genuine token was accepted, which deny lists and caches miss.
    case respelling
    /// A token was accepted that must be rejected, and the corpus doesn't say who can make it; in older documents and
    /// baselines any of the others.
    case bypass
    /// A token was accepted, or a request signed, against a rule, and nobody but the issuer can make use of that.
    case nonconformance
    /// The token was rightly accepted, but the payload handed back isn't the token's.
    case wrongPayload = "wrong-payload"
    /// For signers: a request that must be refused was signed. The worst verdict.
    case unsafe
    /// For signers: a token was returned that doesn't match the request.
    case wrongToken = "wrong-token"
    /// A valid token was rejected; for signers: a valid request was refused.
    case overStrict = "over-strict"
    /// A token was accepted that should be rejected: against a SHOULD, or where the RFCs leave room and the strict
    /// profile doesn't.
    case lenient
    /// A token that may be rejected caused an exception that isn't the implementation's own rejection.
    case unclean
    /// A valid token met an exception.
    case error
    /// The program ended instead of answering.
    case crash
    /// There was no answer within the time limit.
    case hang
    /// The program answered, but not as the protocol says.
    case protocolViolation = "protocol-violation"
    /// The same question was answered differently twice.
    case flaky
    /// A feature that was declared turned out to be unsupported.
    case brokenClaim = "broken-claim"
    /// A feature that isn't declared, or isn't supported, is needed.
    case skipped
    /// Both verdicts are legal; the answer is kept and not judged.
    case recorded
    /// The question wasn't asked, or not to its end: the run was interrupted, or the verifier couldn't be run.
    case notRun = "not-run"
}

extension Verdict {
    /// What it is to accept a token of this severity.
    package init(accepting severity: Severity) {
        self =
            switch severity {
            case .forgery: .forgery
            case .weakKey: .weakKey
            case .misuse: .misuse
            case .respelling: .respelling
            case .unclassified, .denialOfService: .bypass
            case .nonconformance: .nonconformance
            }
    }

    /// Whether a file that says this means the other, too: before there were severities every wrong acceptance was a
    /// bypass, and every wrong signature unsafe.
    package func covers(_ other: Verdict) -> Bool {
        switch self {
        case .bypass: other.isBypass || other == .nonconformance
        case .unsafe: other == .unsafe || other == .nonconformance
        case .wrongPayload: other == .wrongPayload || other == .forgery
        default: self == other
        }
    }
}

/// How an expectation is read where the RFCs leave room.
public enum GradingProfile: String, Hashable, Sendable, Codable, CaseIterable {
    /// Both verdicts are legal and recorded.
    case standard
    /// What a strict verifier does is demanded, if the vector says it.
    case strict
}
