/// What a conformance run lacks: a run that asked too little proves nothing, however right its answers are.
struct Shortfalls {
    /// A sentence each.
    private(set) var sentences: [String] = []

    /// Looks for everything that's missing.
    init(
        _ document: RunDocument,
        _ signDocument: SignRunDocument?,
        asking: Asking,
        baseline: Baseline?,
        minimum: Int
    ) {
        let runs: [any GradedRun] = document.implementations + (signDocument?.implementations ?? [])
        for run in runs where run.state != .complete {
            sentences.append("\(run.displayName) wasn't asked to the end: \(run.detail ?? run.state.rawValue)")
        }
        guard let profile = document.implementations.first?.implementation else { return }
        if let name = baseline?.implementation, name != profile.name {
            sentences.append("the baseline is for \(name), and this is \(profile.name)")
        }
        let verified = Set(document.implementations.flatMap(\.cases).filter(\.wasAsked).map(\.id))
        let signed = Set((signDocument?.implementations ?? []).flatMap(\.cases).filter(\.wasAsked).map(\.id))
        let asked = verified.count + signed.count
        if asked < max(1, minimum) {
            let total = asking.corpus.vectors.count + (signDocument == nil ? 0 : asking.signVectors.count)
            sentences.append("asked \(asked) of \(total) vectors, and the minimum is \(max(1, minimum))")
        }
        let features = Set(
            asking.corpus.vectors.filter { verified.contains($0.id) }.flatMap(\.question.features)
                + asking.signVectors.filter { signed.contains($0.id) }.flatMap(\.features)
        )
        let declared = profile.capabilities?.algorithms ?? []
        for name in declared where !features.contains(.algorithm(name)) {
            sentences.append("the algorithm \(name) is declared, and no vector was asked of it")
        }
        if profile.capabilities?.operations.contains("sign") == true || signDocument != nil, signed.isEmpty {
            sentences.append(
                signDocument == nil
                    ? "the operation sign is declared, and no oracle was given to verify the tokens"
                    : "no sign vector was asked; conform the verifier to Signer and declare the operation sign"
            )
        }
    }
}

extension GradedRecord {
    /// Whether the vector was asked and answered.
    var wasAsked: Bool { verdict != .skipped && verdict != .notRun }
}
