/// One implementation's part of a run.
public struct ImplementationRun: Hashable, Sendable, Codable {
    /// How the part ended.
    public enum State: String, Hashable, Sendable, Codable {
        /// Every case was asked.
        case complete
        /// The run was interrupted.
        case interrupted
        /// The implementation couldn't be run, or not to the end: it's gone, it doesn't answer, or its time limit was reached.
        case unavailable
    }

    /// How the caller calls it.
    public let label: String
    /// Its name, version and capabilities; absent if it never answered hello.
    public let implementation: ImplementationProfile?
    /// Which release of the library it is, if the fleet knows; absent from older documents.
    package var release: LibraryRelease?
    /// How the part ended.
    public let state: State
    /// Why it couldn't be run.
    public let detail: String?
    /// What it wrote to its standard error if it couldn't be run.
    public let standardError: String?
    /// Seconds that the part took.
    public let seconds: Double
    /// The counts.
    public let summary: RunSummary
    /// The cases, in the order of the vectors.
    public package(set) var cases: [CaseRecord]
    /// Faults of the program that no vector could be shown to have caused; absent from older documents.
    public package(set) var incidents: [ProgramIncident]?
    /// Deviations from the expectations, or from the baseline; documents call them `disagreements`.
    public package(set) var deviations: [Deviation]

    private enum CodingKeys: String, CodingKey {
        case label, implementation, release, state, detail, standardError, seconds, summary, cases, incidents
        case deviations = "disagreements"
    }
}

extension ImplementationRun {
    init(
        label: String,
        implementation: ImplementationProfile?,
        ending: QuestionWindow.Ending,
        results: [CaseResult],
        incidents: [ProgramIncident] = [],
        seconds: Double
    ) {
        self.label = label
        self.implementation = implementation
        self.seconds = seconds
        switch ending {
        case .complete: (state, detail, standardError) = (.complete, nil, nil)
        case .cancelled: (state, detail, standardError) = (.interrupted, nil, nil)
        case .outOfTime: (state, detail, standardError) = (.unavailable, ending.reason, nil)
        case .unavailable(let fault):
            state = .unavailable
            detail = fault.description.withoutFolders.bounded(to: 1024)
            let text = fault.standardError
            standardError = text.isEmpty ? nil : text.withoutFolders.bounded(to: 4096, keepingLines: true)
        }
        self.summary = RunSummary(results)
        self.cases = results.map(CaseRecord.init)
        self.incidents = incidents.isEmpty ? nil : incidents
        self.deviations = []
    }
}

/// What a run document keeps of a case.
public struct CaseRecord: Hashable, Sendable, Codable, Identifiable {
    /// The vector's id.
    public let id: String
    /// What the answer is worth.
    public let verdict: Verdict
    /// What came back; absent if the question wasn't asked.
    public let answer: RecordedAnswer?
    /// See ``Vector/carrier``.
    public let carrier: String?
    /// What the harness has to add.
    public let detail: String?
    /// The feature that's missing where the case was skipped.
    public let feature: String?
    /// Seconds until the answer; see ``CaseResult/seconds``.
    public let seconds: Double?
    /// The baseline's reason for this verdict, if it is listed.
    public package(set) var known: String?
}

extension CaseRecord {
    /// Keeps a result.
    ///
    /// The payload of a pass is the token's own, and isn't kept a second time.
    package init(_ result: CaseResult) {
        self.id = result.vector.id
        self.verdict = result.verdict
        self.answer = result.verdict == .pass ? result.answer?.withoutPayload : result.answer
        self.carrier = result.vector.carrier
        self.detail = result.detail
        self.feature = result.feature?.name
        self.seconds = result.seconds.map { ($0 * 1e6).rounded() / 1e6 }
    }

    /// What is wrong with a token, what the implementation said of an exception, or what the harness has to add.
    var symptom: String? {
        switch verdict {
        case .wrongToken: answer?.defects?.map(\.rawValue).joined(separator: ", ")
        case .unclean, .error: answer?.detail
        default: detail
        }
    }
}
