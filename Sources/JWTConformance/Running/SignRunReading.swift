/// A document of a run of sign vectors as versions up to 0.2 wrote it (`jwt-assay/sign-run/1`).
///
/// Later versions write what signers did as a ``RunDocument`` too, and read this one into it.
struct SignRunFile: Decodable {
    static let schema = "jwt-assay/sign-run/1"

    private struct Part: Decodable {
        let label: String
        let implementation: ImplementationProfile?
        let state: ImplementationRun.State
        let detail: String?
        let standardError: String?
        let seconds: Double
        let cases: [Case]
        let disagreements: [Deviation]
    }

    private struct Case: Decodable {
        let id, summary, expect: String
        let level: Level
        let reason: ReasonCode?
        let refs: [String]
        let verdict: Verdict
        let defects: [TokenDefect]?
        let outcome, detail, feature, token: String?
        let tokenLength: Int?
        let repeated: Bool?
        let standardError: String?
        let seconds: Double?
        let known: String?
    }

    private let version, corpus, started: String
    private let implementations: [Part]

    /// The same run as later versions write it; what the file doesn't say of a vector is absent.
    var document: RunDocument {
        var seen: Set<String> = []
        let vectors = implementations.flatMap(\.cases).filter { seen.insert($0.id).inserted }.map { one in
            VectorRecord(
                id: one.id,
                summary: one.summary,
                expect: one.expect,
                level: one.level,
                reason: one.reason,
                refs: one.refs
            )
        }
        return RunDocument(
            description: RunDescription(version: version, corpus: corpus, started: started),
            profile: .standard,
            vectors: vectors,
            implementations: implementations.map { part in
                let cases = part.cases.map(Self.record)
                return ImplementationRun(
                    label: part.label,
                    implementation: part.implementation,
                    state: part.state,
                    detail: part.detail,
                    standardError: part.standardError,
                    seconds: part.seconds,
                    summary: RunSummary(cases, of: vectors),
                    cases: cases,
                    deviations: part.disagreements
                )
            }
        )
    }

    private static func record(_ one: Case) -> CaseRecord {
        CaseRecord(
            id: one.id,
            verdict: one.verdict,
            answer: one.outcome.map { outcome in
                RecordedAnswer(
                    outcome: outcome,
                    feature: one.feature,
                    detail: one.detail,
                    standardError: one.standardError,
                    token: one.token,
                    tokenLength: one.tokenLength,
                    defects: one.defects,
                    repeated: one.repeated
                )
            },
            carrier: nil,
            detail: one.outcome == nil ? one.detail : nil,
            feature: one.feature,
            seconds: one.seconds,
            known: one.known
        )
    }
}
