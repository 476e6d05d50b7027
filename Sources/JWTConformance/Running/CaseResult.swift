/// One vector sent to one implementation, and the result.
public struct CaseResult: Hashable, Sendable {
    /// The vector.
    public let vector: Vector
    /// The graded answer.
    public let verdict: Verdict
    /// What came back; absent if the question wasn't asked.
    public let answer: RecordedAnswer?
    /// What the harness has to add: both answers of a flaky case, why a case wasn't asked.
    public internal(set) var detail: String?
    /// The feature that's missing where the case was skipped.
    public let feature: Feature?
    /// The whole token that a signer made.
    public let token: String?
    /// Seconds until the answer; in a window of several questions the wait for those before it is in it.
    public let seconds: Double?

    /// Puts a result together.
    package init(
        vector: Vector,
        verdict: Verdict,
        answer: RecordedAnswer? = nil,
        detail: String? = nil,
        feature: Feature? = nil,
        token: String? = nil,
        seconds: Double? = nil
    ) {
        self.vector = vector
        self.verdict = verdict
        self.answer = answer
        self.detail = detail
        self.feature = feature
        self.token = token
        self.seconds = seconds
    }
}

extension CaseResult: CustomStringConvertible {
    /// The verdict, the requirement, the token, the expectation and the answer, line by line.
    public var description: String {
        var lines = ["\(verdict.rawValue)  \(vector.id): \(vector.summary)"]
        if !vector.refs.isEmpty { lines.append("  rule      \(vector.refs.joined(separator: ", "))") }
        switch vector.task {
        case .verify(let question): lines.append("  token     \(question.token.excerpt)")
        case .sign(let task): lines.append("  header    \(task.request.header)")
        }
        if let carrier = vector.carrier { lines.append("  carrier   \(carrier)") }
        lines.append("  expected  \(vector.expectationText)")
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

extension Vector {
    /// What must come back, in a phrase.
    package var expectationText: String {
        guard case .either(let why, _, let strict) = expectation else { return expectationWord }
        return "either" + (strict.map { ", strict: \($0.rawValue)" } ?? "") + " (\(why))"
    }
}
