/// A case as run documents keep it, so far as baselines and reports go by it: of a verifier or of a signer.
package protocol GradedRecord: Identifiable<String>, Sendable {
    /// What the answer is worth.
    var verdict: Verdict { get }
    /// The feature for want of which the case was skipped.
    var feature: String? { get }
    /// What the harness or the implementation said, in one line.
    var detail: String? { get }
    /// What the implementation said of the deviation, for the words of a baseline that is drawn up.
    var symptom: String? { get }
    /// What the program wrote to its standard error stream.
    var standardError: String? { get }
    /// Seconds until the answer.
    var seconds: Double? { get }
    /// Why the baseline has this verdict, where it has.
    var known: String? { get set }
}

/// One implementation's part of a run, of a verifier or of a signer.
package protocol GradedRun: NamedImplementation, Sendable {
    /// A case.
    associatedtype Record: GradedRecord

    /// How the part ended.
    var state: VerifierRun.State { get }
    /// Why it couldn't be run.
    var detail: String? { get }
    /// What it wrote to its standard error stream where it couldn't be run.
    var standardError: String? { get }
    /// Seconds that the part took.
    var seconds: Double { get }
    /// The cases, in the order of the vectors.
    var cases: [Record] { get set }
    /// What isn't as expected, or not as the baseline has it.
    var disagreements: [Disagreement] { get set }
}

/// Why a part of a run ended, as documents keep it.
struct RecordedEnding {
    let state: VerifierRun.State
    let detail: String?
    let standardError: String?

    init(_ ending: QuestionWindow.Ending) {
        switch ending {
        case .complete: (state, detail, standardError) = (.complete, nil, nil)
        case .cancelled: (state, detail, standardError) = (.interrupted, nil, nil)
        case .unavailable(let fault):
            state = .unavailable
            detail = fault.description.withoutFolders.bounded(to: 1024)
            let text = fault.standardError
            standardError = text.isEmpty ? nil : text.withoutFolders.bounded(to: 4096, keepingLines: true)
        }
    }
}
