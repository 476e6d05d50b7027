package import JWTConformance

/// A case as reports show it, with what they show of its vector: of a verifier or of a signer.
package struct ReportedCase {
    let id: String
    let verdict: Verdict
    /// The verdict in words.
    let sentence: String
    /// What the vector adds, where it's known.
    let summary: String?
    let expect: String?
    let level: Level?
    let reason: ReasonCode?
    let refs: [String]
    /// What came back, in one line.
    let answered: String?
    /// What the harness has to add.
    let detail: String?
    let feature: String?
    let standardError: String?
    let seconds: Double?
    /// Why the baseline has this verdict, where it has.
    let known: String?
    /// What isn't as expected, or not as the baseline has it.
    let disagreement: Disagreement?
}

/// One implementation's part of a run as reports show it.
package struct ReportedRun {
    /// How the caller calls it.
    let label: String
    /// A name that no other part has.
    let name: String
    let seconds: Double
    let standardError: String?
    let cases: [ReportedCase]
    /// The entries of the baseline that name nothing.
    let stale: [Disagreement]

    fileprivate init<Run: GradedRun>(_ run: Run, name: String, _ reported: (Run.Record, Disagreement?) -> ReportedCase)
    {
        label = run.label
        self.name = name
        seconds = run.seconds
        standardError = run.standardError
        let disagreements = Dictionary(
            run.disagreements.compactMap { disagreement in disagreement.id.map { ($0, disagreement) } }
        ) { first, _ in first }
        cases = run.cases.map { reported($0, disagreements[$0.id]) }
        stale = run.disagreements.filter { $0.kind == .stale }
    }
}

extension RunDocument {
    /// The parts of the run, in its order.
    package var reportedRuns: [ReportedRun] {
        let vectors = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        return zip(implementations, implementations.distinctNames).map { run, name in
            ReportedRun(run, name: name) { ReportedCase($0, vectors[$0.id], $1) }
        }
    }
}

extension SignRunDocument {
    /// The parts of the run, in its order.
    package var reportedRuns: [ReportedRun] {
        zip(implementations, implementations.distinctNames).map { run, name in
            ReportedRun(run, name: name) { ReportedCase($0, $1) }
        }
    }
}

extension ReportedCase {
    fileprivate init(_ record: CaseRecord, _ vector: VectorRecord?, _ disagreement: Disagreement?) {
        self.init(
            id: record.id,
            verdict: record.verdict,
            sentence: record.verdict.sentence(for: .verify),
            summary: vector?.summary,
            expect: vector?.expect,
            level: vector?.level,
            reason: vector?.reason,
            refs: vector?.refs ?? [],
            answered: record.answer.map { "\($0)" },
            detail: record.detail,
            feature: record.feature,
            standardError: record.standardError,
            seconds: record.seconds,
            known: record.known,
            disagreement: disagreement
        )
    }

    fileprivate init(_ record: SignRecord, _ disagreement: Disagreement?) {
        self.init(
            id: record.id,
            verdict: record.verdict,
            sentence: record.verdict.sentence(for: .sign),
            summary: record.summary,
            expect: record.expect,
            level: record.level,
            reason: record.reason,
            refs: record.refs,
            answered: record.answered,
            // What was answered has it already.
            detail: record.answered == nil ? record.detail : nil,
            feature: record.feature,
            standardError: record.standardError,
            seconds: record.seconds,
            known: record.known,
            disagreement: disagreement
        )
    }
}
