import FoundationEssentials

/// How a conformance run asks an implementation: the corpus, with the place kept in a file.
struct Asking: Sendable {
    /// The vectors of the run, those for signers last.
    let vectors: [Vector]
    let corpus: Corpus
    private let classes: [AttackClass]
    private let description: RunDescription
    private let verifier: NamedVerifier
    private let trace: QuestionTrace?

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - verifier: the implementation.
    ///   - corpus: what it's asked.
    ///   - asksSigners: whether the vectors for signers are asked too.
    ///   - folder: where the ID of the current vector is kept.
    /// - Throws: ``CorpusError`` if a file of the corpus can't be used; an error of Foundation if the folder can't be made.
    init(_ verifier: some Verifier, corpus: Corpus, asksSigners: Bool, folder: String?) throws {
        self.corpus = corpus
        let vectors = corpus.vectors + (asksSigners ? corpus.signVectors : [])
        self.vectors = vectors
        classes = try corpus.directory.map { try AttackClass.all(in: $0) } ?? []
        description = .now(corpus: try corpus.directory.map { try CorpusDigest(directory: $0) })
        // A program of its own doesn't take this process with it, and its faults are found by the runner.
        let isApart = verifier is any IsolatedVerifier
        let trace = try folder.flatMap { path in
            path.isEmpty || isApart ? nil : try QuestionTrace(folder: path, vectors)
        }
        self.trace = trace
        let traced: any Verifier =
            switch (trace, verifier as? any Signer) {
            case (nil, _): verifier
            case (let trace?, let signer?): TracedSigner(signer: signer, trace: trace)
            case (let trace?, nil): TracedVerifier(verifier: verifier, trace: trace)
            }
        self.verifier = NamedVerifier(label: NamedVerifier.swiftTest, verifier: traced)
    }

    /// Asks the vectors.
    func document(
        profile: GradingProfile,
        minter: (any Minter)?,
        oracle: (any Verifier)?
    ) async -> RunDocument {
        var options = Runner.Options()
        options.profile = profile
        if trace != nil { options.window = 1 }
        let runner = Runner(options: options, minter: minter, oracle: oracle)
        let document = await runner.run(vectors, verifiers: [verifier], description: description)
        // Nothing crashed.
        trace?.forget()
        return document.citing(corpus.requirements, attacks: AttackCoverage(corpus, classes: classes))
    }
}

/// A verifier whose current question is kept in a file.
private struct TracedVerifier: Verifier {
    let verifier: any Verifier
    let trace: QuestionTrace

    var profile: ImplementationProfile {
        get async throws(VerifierFault) { try await verifier.profile }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        trace.note(question)
        return try await verifier.answer(question)
    }

    func finish() async { await verifier.finish() }
}

/// A signer whose current question is kept in a file.
private struct TracedSigner: Signer {
    let signer: any Signer
    let trace: QuestionTrace

    var profile: ImplementationProfile {
        get async throws(VerifierFault) { try await signer.profile }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        trace.note(question)
        return try await signer.answer(question)
    }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        trace.note(request)
        return try await signer.sign(request)
    }

    func finish() async { await signer.finish() }
}

/// Keeps the ID of the vector that is being asked in a file, for the case that the process doesn't survive it.
private struct QuestionTrace: Sendable {
    private let file: URL
    private let questions: [Question: String]
    private let requests: [SignRequest: String]

    init(folder: String, _ vectors: [Vector]) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        file = URL(filePath: folder).appending(path: "asking.txt")
        var questions: [Question: String] = [:]
        var requests: [SignRequest: String] = [:]
        for vector in vectors.reversed() {
            switch vector.task {
            case .verify(let question):
                for asked in vector.carriers.map(\.question) + [question] { questions[asked] = vector.id }
            case .sign(let task): requests[task.request] = vector.id
            }
        }
        (self.questions, self.requests) = (questions, requests)
    }

    func note(_ question: Question) {
        // A question of a sequence has a fresh name each time, and a token made for a running clock is new.
        write(questions[question] ?? question.sequence ?? "a token made for the verifier's clock")
    }

    func note(_ request: SignRequest) { write(requests[request] ?? "") }

    func forget() { try? FileManager.default.removeItem(at: file) }

    private func write(_ id: String) { try? Data("\(id)\n".utf8).write(to: file) }
}
