package import JWTConformance
import ReportKit

/// What a run says of one implementation, in numbers that can't be misread.
///
/// How much was asked comes first, then the faults by severity, then the score over the vectors of one level, with its
/// denominator. Each number comes with the ids of its vectors.
package struct ReportCard: Hashable, Sendable {
    /// How many of how many, for the vectors of one level.
    package struct Score: Hashable, Sendable {
        /// The level.
        package let level: Level
        /// Cases that passed.
        package let passed: Int
        /// Cases that were answered and compared with an expectation.
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
    /// The ids of the cases with each verdict.
    private let ids: [Verdict: [String]]
    /// The faults, the gravest first.
    package let faults: [Fault]
    /// What to know of them, and what to do.
    package let advice: Advice
    /// How many vectors the run has for it.
    package let total: Int
    /// Rejections that show nothing: the twin, which must be accepted, was rejected too.
    package let vacuous: [String]
    /// What the baseline has.
    package let known: [String]

    /// Reads the card of one implementation off a run.
    package init(_ run: ImplementationRun, name: String, in document: RunDocument) {
        let vectors = document.vectors
        self.name = name
        let records = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        scores = Level.allCases.compactMap { level in
            let cases = run.cases.filter { records[$0.id]?.level == level }
            guard !cases.isEmpty else { return nil }
            let graded = cases.count { $0.verdict.isGraded }
            let passed = cases.count { $0.verdict == .pass }
            return Score(level: level, passed: passed, of: graded, apart: cases.count - graded)
        }
        ids = Dictionary(grouping: run.cases, by: \.verdict).mapValues { $0.map(\.id) }
        total = run.cases.count
        faults = Fault.all(of: run, in: document)
        let unasked = run.cases.count { $0.verdict.family == .unasked }
        advice = Advice(faults, isAskedEnough: (total - unasked) * 4 >= total && unasked < total)
        let refused = Set(run.cases.filter { $0.verdict.family == .overStrict }.map(\.id))
        vacuous = run.cases.filter { record in
            record.verdict == .pass && records[record.id]?.twin.map(refused.contains) ?? false
        }.map(\.id)
        known = run.cases.filter { $0.known != nil }.map(\.id)
    }

    /// The ids of the cases with this verdict.
    package subscript(verdict: Verdict) -> [String] { ids[verdict] ?? [] }

    /// The ids of the cases with a verdict of this family, the worst verdict first.
    package subscript(family: Verdict.Family) -> [String] {
        VerdictRow.all.filter { $0.family == family }.flatMap { self[$0.verdict] }
    }

    /// How many vectors were asked and answered.
    package var asked: Int { total - self[.unasked].count }
    /// How much was asked, such as `asked 402 of 1,620`.
    package var coverage: String {
        "asked \(Quantity.grouped(Double(asked))) of \(Quantity.grouped(Double(total)))"
    }
    /// Tokens that were accepted to an attacker's advantage.
    package var bypasses: [String] {
        VerdictRow.all.filter { $0.verdict.isBypass }.flatMap { self[$0.verdict] }
    }
    /// Tokens that were rightly accepted with a payload that isn't theirs.
    package var wrongPayloads: [String] { self[.wrongPayload] }
    /// Tokens that were accepted or made to an attacker's advantage.
    package var breaches: [String] { self[Verdict.Family.breach] }
    /// Vectors at which the program ended, hung, or gave an answer that the protocol doesn't have.
    package var breakdowns: [String] { self[.breakdown] }
    /// Valid vectors that were rejected, or caused an exception.
    package var overStrict: [String] { self[Verdict.Family.overStrict] }
    /// Everything else that isn't as expected and no fault: SHOULDs, broken claims, flaky answers.
    package var others: [String] {
        VerdictRow.all.filter { $0.family == .other && $0.severity == nil }.flatMap { self[$0.verdict] }
    }
    /// What wasn't asked or not supported.
    package var skipped: [String] { self[.skipped] }
    /// What was to be asked and wasn't.
    package var notRun: [String] { self[.notRun] }

    /// The score over the vectors of level `must`; 0 of 0 if there are none.
    package var must: Score {
        scores.first { $0.level == .must } ?? Score(level: .must, passed: 0, of: 0, apart: 0)
    }

    /// The cards of a run, in its order.
    package static func all(in document: RunDocument) -> [ReportCard] {
        zip(document.implementations, document.implementations.distinctNames).map { run, name in
            ReportCard(run, name: name, in: document)
        }
    }
}

extension ReportCard.Score {
    /// The share in percent; see ``RunSummary/Score/percentage(_:of:)``.
    package var percentage: String { RunSummary.Score.percentage(passed, of: of, outOf: of + apart) }
}

extension RunSummary.Score {
    /// The share in percent; see ``percentage(_:of:)``.
    package var percentage: String { Self.percentage(passed, of: of, outOf: of.addingReportingOverflow(skipped).0) }

    /// The share in percent with one digit after the point, rounded down, so that only a full score shows as 100.0 %;
    /// nothing if less than a quarter was asked.
    static func percentage(_ passed: Int, of: Int, outOf all: Int) -> String {
        guard of > 0, of >= all / 4 else { return "" }
        // Documents come from files, and may have any number.
        let permille = of.dividingFullWidth(max(0, min(passed, of)).multipliedFullWidth(by: 1000)).quotient
        return "\(permille / 10).\(permille % 10) %"
    }
}
