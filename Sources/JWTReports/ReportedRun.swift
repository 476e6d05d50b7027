package import JWTConformance

/// A case as reports show it, with what they show of its vector.
package struct ReportedCase {
    let id: String
    let verdict: Verdict
    /// The verdict in words.
    let sentence: String
    /// The vector's summary, if known.
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
    /// The baseline's reason for this verdict, if it is listed.
    let known: String?
    /// Deviations from the expectation or the baseline.
    let deviation: Deviation?
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
    /// What deviates without a vector: entries of the baseline that name nothing, and what wasn't asked at all.
    let withoutVector: [Deviation]

    fileprivate init(_ run: ImplementationRun, name: String, _ vectors: [String: VectorRecord]) {
        (label, self.name, seconds, standardError) = (run.label, name, run.seconds, run.standardError)
        let deviations = Dictionary(
            run.deviations.compactMap { deviation in deviation.id.map { ($0, deviation) } }
        ) { first, _ in first }
        cases = run.cases.map { ReportedCase($0, vectors[$0.id], deviations[$0.id]) }
        withoutVector = run.deviations.filter { $0.id == nil }
    }
}

extension RunDocument {
    /// The parts of the run, in its order.
    package var reportedRuns: [ReportedRun] {
        let vectors = Dictionary(vectors.map { ($0.id, $0) }) { first, _ in first }
        return zip(implementations, implementations.distinctNames).map { ReportedRun($0, name: $1, vectors) }
    }
}

extension ReportedCase {
    fileprivate init(_ record: CaseRecord, _ vector: VectorRecord?, _ deviation: Deviation?) {
        self.init(
            id: record.id,
            verdict: record.verdict,
            sentence: record.verdict.sentence(for: vector?.kind ?? .verify),
            summary: vector?.summary,
            expect: vector?.expect,
            level: vector?.level,
            reason: vector?.reason,
            refs: vector?.refs ?? [],
            answered: record.answer.map { "\($0)" },
            detail: record.detail,
            feature: record.feature,
            standardError: record.answer?.standardError,
            seconds: record.seconds,
            known: record.known,
            deviation: deviation
        )
    }
}
