/// What happens in a run, told as it happens.
public enum RunEvent: Sendable {
    /// The run starts.
    case started(RunDescription, labels: [String], vectors: Int, options: Runner.Options)
    /// A verifier said who it is.
    case verifierStarted(label: String, profile: ImplementationProfile)
    /// A case has its verdict.
    case caseFinished(label: String, result: CaseResult)
    /// A verifier's part is over; its disagreements aren't known yet.
    case verifierFinished(VerifierRun)
}
