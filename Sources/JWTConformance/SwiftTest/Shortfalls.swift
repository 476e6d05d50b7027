/// What a conformance run lacks: a run that asked too little proves nothing, however right its answers are.
struct Shortfalls {
    /// A sentence each.
    private(set) var sentences: [String] = []

    /// Looks for everything that's missing.
    init(_ document: RunDocument, of vectors: [Vector], baseline: Baseline?, minimum: Int) {
        guard let run = document.implementations.first else { return }
        if run.state != .complete {
            sentences.append("\(run.displayName) wasn't asked to the end: \(run.detail ?? run.state.rawValue)")
        }
        guard let profile = run.implementation else { return }
        if let name = baseline?.implementation, name != profile.name {
            sentences.append("the baseline is for \(name), and this is \(profile.name)")
        }
        let answered = Set(run.cases.filter { $0.verdict != .skipped && $0.verdict != .notRun }.map(\.id))
        let asked = vectors.filter { answered.contains($0.id) }
        if asked.count < max(1, minimum) {
            sentences.append("asked \(asked.count) of \(vectors.count) vectors, and the minimum is \(max(1, minimum))")
        }
        for name in run.unaskedAlgorithms(document.vectors, includesUnneeded: true) {
            sentences.append("the algorithm \(name) is declared, and no vector was asked of it")
        }
        let asksSigners = document.kinds.contains(.sign)
        let declaresSigning = profile.capabilities?.operations.contains("sign") == true
        if declaresSigning || asksSigners, !asked.contains(where: { $0.kind == .sign }) {
            sentences.append(
                asksSigners
                    ? "no sign vector was asked; conform the verifier to Signer and declare the operation sign"
                    : "the operation sign is declared, and no oracle was given to verify the tokens"
            )
        }
    }
}
