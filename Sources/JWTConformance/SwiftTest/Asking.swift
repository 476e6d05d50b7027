import FoundationEssentials

/// How a conformance run asks an implementation: the corpus, then the sign vectors, with the place kept in a file.
struct Asking: Sendable {
    let corpus: Corpus
    let signVectors: [SignVector]
    let classes: [AttackClass]
    private let description: RunDescription
    private let candidate: Candidate
    private let trace: QuestionTrace?

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - verifier: the implementation.
    ///   - corpus: what it's asked.
    ///   - folder: where the ID of the current vector is kept.
    /// - Throws: ``CorpusError`` if a file of the corpus can't be used; an error of Foundation if the folder can't be made.
    init(_ verifier: some Verifier, corpus: Corpus, folder: String?) throws {
        self.corpus = corpus
        let signVectors = try corpus.directory.map { try SignVector.all(in: $0) } ?? []
        self.signVectors = signVectors
        classes = try corpus.directory.map { try AttackClass.all(in: $0) } ?? []
        description = RunDescription(
            version: Suite.version,
            corpus: try corpus.directory.map { "\(try CorpusDigest(directory: $0))" } ?? "",
            started: Date.now.ISO8601Format(),
            machine: .current()
        )
        let trace = try folder.flatMap { $0.isEmpty ? nil : try QuestionTrace(folder: $0, corpus, signVectors) }
        self.trace = trace
        let lent: any Verifier =
            if let signer = verifier as? any Signer {
                LentSigner(signer: signer, trace: trace)
            } else {
                LentVerifier(verifier: verifier, trace: trace)
            }
        candidate = Candidate(label: "swift test", verifier: lent)
    }

    /// Asks the vectors.
    func verification(profile: GradingProfile, minter: (any Minter)?) async -> RunDocument {
        var options = Runner.Options()
        options.profile = profile
        if trace != nil { options.window = 1 }
        let runner = Runner(options: options, minter: minter)
        return await runner.run(corpus.vectors, candidates: [candidate], description: description)
            .citing(corpus.requirements, attacks: AttackCoverage(corpus, classes: classes))
    }

    /// Asks the sign vectors, if someone verifies the tokens.
    func signing(oracle: (any Verifier)?) async -> SignRunDocument? {
        guard let oracle else { return nil }
        return await SignRunner(oracle: oracle).run(signVectors, candidates: [candidate], description: description)
    }

    /// Removes the file with the current vector: nothing crashed.
    func forget() { trace?.forget() }
}

/// A verifier lent to two runners: neither of them finishes it.
private struct LentVerifier: Verifier {
    let verifier: any Verifier
    let trace: QuestionTrace?

    var profile: ImplementationProfile {
        get async throws(VerifierFault) { try await verifier.profile }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        trace?.note(question)
        return try await verifier.answer(question)
    }
}

/// A signer lent to two runners.
private struct LentSigner: Signer {
    let signer: any Signer
    let trace: QuestionTrace?

    var profile: ImplementationProfile {
        get async throws(VerifierFault) { try await signer.profile }
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        trace?.note(question)
        return try await signer.answer(question)
    }

    func sign(_ request: SignRequest) async throws(VerifierFault) -> SignAnswer {
        trace?.note(request)
        return try await signer.sign(request)
    }
}

/// Keeps the ID of the vector that is being asked in a file, for the case that the process doesn't survive it.
private struct QuestionTrace: Sendable {
    private let file: URL
    private let questions: [Question: String]
    private let requests: [SignRequest: String]

    init(folder: String, _ corpus: Corpus, _ signVectors: [SignVector]) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        file = URL(filePath: folder).appending(path: "asking.txt")
        questions = Dictionary(corpus.vectors.map { ($0.question, $0.id) }) { first, _ in first }
        requests = Dictionary(signVectors.map { ($0.request, $0.id) }) { first, _ in first }
    }

    func note(_ question: Question) {
        // A question of a sequence has a fresh name each time, and a token made for a running clock is new.
        write(questions[question] ?? question.sequence ?? "a token made for the verifier's clock")
    }

    func note(_ request: SignRequest) { write(requests[request] ?? "") }

    func forget() { try? FileManager.default.removeItem(at: file) }

    private func write(_ id: String) { try? Data("\(id)\n".utf8).write(to: file) }
}
