package import JWTConformance

/// What one release of a library gets wrong, without the rest of its run: what a history is made of.
package struct ReleaseVerdicts: Hashable, Sendable, Codable {
    /// The release's version.
    package var version: String
    /// The day of the release, as `2026-05-31`, if it's known.
    package var released: String?
    /// The digest of the corpus, and what else the verdicts depend on; results with another can't be used again.
    package var question: String
    /// Why it couldn't be asked; `nil`: it was.
    package var problem: String?
    /// What was accepted against a rule, and where the program broke down, by vector.
    package var faults: [String: Verdict]
    /// The vectors that weren't asked, since the release lacks what they need.
    package var unasked: Set<String>

    /// Takes the verdicts out of a run.
    ///
    /// - Parameters:
    ///   - version: the release.
    ///   - released: its day, if it's known.
    ///   - question: what the verdicts depend on.
    ///   - run: its part of a document.
    ///   - vectors: what it was asked.
    package init(version: String, released: String?, question: String, run: ImplementationRun, vectors: [Vector]) {
        self.init(version: version, released: released, question: question)
        let records = Dictionary(run.cases.map { ($0.id, $0) }) { first, _ in first }
        let twins = Dictionary(vectors.compactMap { one in one.twin.map { (one.id, $0) } }) { first, _ in first }
        func isAccepted(_ id: String) -> Bool { [.pass, .recorded].contains(records[id]?.verdict) }
        let valid = Set(twins.values).compactMap { records[$0] }.filter { $0.verdict.family != .unasked }
        if run.state == .unavailable {
            problem = run.detail ?? "it can't be run"
        } else if !valid.isEmpty, !valid.contains(where: { isAccepted($0.id) }) {
            let words = valid.compactMap { $0.answer?.detail?.bounded(to: 120) }
            let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
            let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            problem =
                "the adapter doesn't fit: none of \(valid.count) valid tokens is accepted; \(most?.key ?? "no reason")"
        }
        guard problem == nil else { return }
        for record in run.cases {
            // A rejection shows nothing where the token's valid twin isn't accepted either: then the release has no such
            // feature, or the adapter calls it in another way.
            let isShown = twins[record.id].map { records[$0] == nil || isAccepted($0) } ?? true
            switch record.verdict {
            case let verdict where Self.isFault(verdict): faults[record.id] = verdict
            case .skipped, .notRun, .brokenClaim: unasked.insert(record.id)
            case _ where !isShown: unasked.insert(record.id)
            default: break
            }
        }
    }

    /// Whether a verdict belongs in a history.
    ///
    /// Releases differ in what they accept. How grave that is depends on the corpus, which learns; so what nobody but the
    /// issuer can make use of is kept beside the breaches.
    private static func isFault(_ verdict: Verdict) -> Bool {
        switch verdict {
        case .nonconformance, .lenient, .wrongPayload: true
        default: [.breach, .breakdown].contains(verdict.family)
        }
    }

    /// A release that can't be asked, or isn't yet.
    ///
    /// - Parameters:
    ///   - version: the release.
    ///   - released: its day, if it's known.
    ///   - question: what verdicts depend on.
    ///   - problem: why not.
    package init(version: String, released: String? = nil, question: String, problem: String? = nil) {
        (self.version, self.released, self.question, self.problem) = (version, released, question, problem)
        (faults, unasked) = ([:], [])
    }
}
