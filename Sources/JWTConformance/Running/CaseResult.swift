/// One vector put to one verifier, and what came of it.
public struct CaseResult: Hashable, Sendable {
    /// The vector.
    public let vector: Vector
    /// What the answer is worth.
    public let verdict: Verdict
    /// What came back; absent where the question wasn't asked.
    public let answer: RecordedAnswer?
    /// What the harness has to add: both answers of a flaky case, why a case wasn't asked.
    public internal(set) var detail: String?
    /// The feature for want of which the case was skipped.
    public let feature: Feature?
    /// Seconds until the answer; in a window of several questions the wait for those before it is in it.
    public let seconds: Double?

    /// Puts a result together.
    public init(
        vector: Vector,
        verdict: Verdict,
        answer: RecordedAnswer? = nil,
        detail: String? = nil,
        feature: Feature? = nil,
        seconds: Double? = nil
    ) {
        self.vector = vector
        self.verdict = verdict
        self.answer = answer
        self.detail = detail
        self.feature = feature
        self.seconds = seconds
    }
}

extension CaseResult: CustomStringConvertible {
    /// The verdict, the rule, the token, what was expected and what came back, line by line.
    public var description: String {
        var lines = ["\(verdict.rawValue)  \(vector.id): \(vector.summary)"]
        if !vector.refs.isEmpty { lines.append("  rule      \(vector.refs.joined(separator: ", "))") }
        lines.append("  token     \(vector.question.token.excerpt)")
        lines.append("  expected  \(vector.expectation)")
        lines.append("  answered  \(answer?.description ?? "nothing")")
        if let feature { lines.append("  needs     \(feature)") }
        if let detail { lines.append("  detail    \(detail)") }
        if let text = answer?.standardError { lines.append("  stderr    \(text)") }
        return lines.joined(separator: "\n")
    }
}

extension Question.Token {
    /// The token in one printable line, shortened.
    package var excerpt: String {
        switch self {
        case .text(let text): text.bounded(to: 512)
        case .octets(let octets): "octets, in base64url: \(octets.base64url.bounded(to: 512))"
        }
    }
}

extension Expectation: CustomStringConvertible {
    /// The expectation in a phrase.
    public var description: String {
        switch self {
        case .accept: "accept"
        case .reject: "reject"
        case .either(let why, _, let strict):
            "either" + (strict.map { ", strict: \($0.rawValue)" } ?? "") + " (\(why))"
        }
    }

    /// `accept`, `reject` or `either`.
    package var word: String {
        switch self {
        case .accept: "accept"
        case .reject: "reject"
        case .either: "either"
        }
    }
}
