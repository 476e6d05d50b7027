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
    /// The breaches and breakdowns, by vector.
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
    package init(version: String, released: String?, question: String, run: ImplementationRun) {
        self.init(version: version, released: released, question: question)
        if run.state == .unavailable { problem = run.detail ?? "it can't be run" }
        for record in run.cases {
            switch record.verdict {
            case .skipped, .notRun, .brokenClaim: unasked.insert(record.id)
            case let verdict where [.breach, .breakdown].contains(verdict.family): faults[record.id] = verdict
            default: break
            }
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
