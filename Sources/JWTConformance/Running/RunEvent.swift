/// What happens in a run, reported as it happens.
public enum RunEvent: Sendable {
    /// The run starts.
    case started(RunDescription, labels: [String], vectors: Int, options: Runner.Options)
    /// A verifier reported its profile.
    case verifierStarted(label: String, profile: ImplementationProfile)
    /// An answer deviates, and is asked about again before it counts.
    case suspected(label: String, result: CaseResult)
    /// A case has its verdict. It comes again if what happens after the answer changes that: the last one counts.
    case caseFinished(label: String, result: CaseResult)
    /// An implementation's part is over; its deviations aren't known yet.
    case verifierFinished(ImplementationRun)
}
