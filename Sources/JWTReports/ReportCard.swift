package import JWTConformance

/// What a run says of one implementation, in numbers that can't be misread.
///
/// The score is over the vectors of one level, with its denominator beside it. Bypasses and crashes are counts of their
/// own, never averaged into it, and valid tokens that were refused are apart from both. Behind each number stand the ids
/// that make it.
package struct ReportCard: Hashable, Sendable {
    /// How many of how many, for the vectors of one level.
    package struct Score: Hashable, Sendable {
        /// The level.
        package let level: Level
        /// Cases that passed.
        package let passed: Int
        /// Cases that were answered and held against an expectation.
        package let of: Int
        /// Cases of the level that are in neither number: skipped, recorded or not run.
        package let apart: Int

        /// A score.
        package init(level: Level, passed: Int, of: Int, apart: Int) {
            (self.level, self.passed, self.of, self.apart) = (level, passed, of, apart)
        }
    }

    /// The implementation's name and version, distinct within the run.
    package let name: String
    /// A score for each level that the vectors have, the most binding first.
    package let scores: [Score]
    /// Invalid tokens that were accepted.
    package let bypasses: [String]
    /// Of these, those whose signature, algorithm or key isn't as it must be; see ``BypassKind/signing``.
    package let signing: [String]
    /// Tokens that were rightly accepted with a payload that isn't theirs.
    package let wrongPayloads: [String]
    /// Tokens at which the program ended, hung, or answered what's no answer.
    package let breakdowns: [String]
    /// Valid tokens that were refused, or met an exception.
    package let overStrict: [String]
    /// Whatever else isn't as expected: exceptions instead of refusals, SHOULDs, broken claims, flaky answers.
    package let others: [String]
    /// What wasn't asked or not supported.
    package let skipped: [String]
    /// What was to be asked and wasn't.
    package let notRun: [String]
    /// Refusals that show nothing: the twin, which is to be accepted, was refused too.
    package let vacuous: [String]
    /// What the baseline has.
    package let known: [String]

    /// Reads the card of one implementation off a run.
    package init(_ run: VerifierRun, name: String, vectors: [VectorRecord]) {
        self.name = name
        func ids(_ verdicts: Verdict...) -> [String] { run.cases.filter { verdicts.contains($0.verdict) }.map(\.id) }
        let records = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        scores = Level.allCases.compactMap { level in
            let cases = run.cases.filter { records[$0.id]?.level == level }
            guard !cases.isEmpty else { return nil }
            let graded = cases.count { $0.verdict.isGraded }
            let passed = cases.count { $0.verdict == .pass }
            return Score(level: level, passed: passed, of: graded, apart: cases.count - graded)
        }
        func ids(_ family: Verdict.Family) -> [String] { run.cases.filter { $0.verdict.family == family }.map(\.id) }
        bypasses = ids(.bypass)
        signing = bypasses.filter { records[$0].map(BypassKind.init) == .signing }
        wrongPayloads = ids(.wrongPayload)
        breakdowns = ids(.breakdown)
        overStrict = ids(Verdict.Family.overStrict)
        others = ids(.other)
        skipped = ids(.skipped)
        notRun = ids(.notRun)
        let refused = Set(overStrict)
        vacuous = run.cases.filter { record in
            record.verdict == .pass && records[record.id]?.twin.map(refused.contains) ?? false
        }.map(\.id)
        known = run.cases.filter { $0.known != nil }.map(\.id)
    }

    /// The score over the vectors of level `must`; nothing of nothing where there are none.
    package var must: Score {
        scores.first { $0.level == .must } ?? Score(level: .must, passed: 0, of: 0, apart: 0)
    }

    /// The cards of a run, in its order.
    package static func all(in document: RunDocument) -> [ReportCard] {
        zip(document.implementations, document.implementations.distinctNames).map { run, name in
            ReportCard(run, name: name, vectors: document.vectors)
        }
    }
}

extension ReportCard.Score {
    /// The share in percent; see ``RunSummary/Score/percentage(_:of:)``.
    package var percentage: String { RunSummary.Score.percentage(passed, of: of) }
}

extension RunSummary.Score {
    /// The share in percent; see ``percentage(_:of:)``.
    package var percentage: String { Self.percentage(passed, of: of) }

    /// The share in percent with one digit after the point, rounded down, so that only a full score shows as 100.0 %;
    /// nothing where the denominator is nothing.
    static func percentage(_ passed: Int, of: Int) -> String {
        guard of > 0 else { return "" }
        // Documents come from files, and may have any number.
        let permille = of.dividingFullWidth(max(0, min(passed, of)).multipliedFullWidth(by: 1000)).quotient
        return "\(permille / 10).\(permille % 10) %"
    }
}
