/// Has every implementation sign, and every implementation verify what each of them signed.
package struct InteropRunner: Sendable {
    private let jobs: Int
    private let shard: Shard?

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - jobs: implementations that run at the same time; at least 1.
    ///   - shard: which tokens are made and verified; `nil`: all.
    package init(jobs: Int = 1, shard: Shard? = nil) {
        self.jobs = max(1, jobs)
        self.shard = shard
    }

    /// Asks all participants.
    ///
    /// Cancelling the task ends the run early; the document says that it isn't complete.
    ///
    /// - Parameters:
    ///   - subjects: what to sign, one for each algorithm.
    ///   - verifiers: the implementations that sign and verify; each is finished at the end.
    ///   - description: the document's description of the suite.
    ///   - observe: called with each event, from any thread.
    /// - Returns: who verifies whose tokens, the rows algorithm by algorithm.
    package func run(
        _ subjects: [InteropSubject],
        verifiers: [NamedVerifier],
        description: RunDescription = RunDescription(),
        observe: @escaping @Sendable (InteropEvent) -> Void = { _ in }
    ) async -> InteropDocument {
        let units = InteropDocument.units(subjects.map(\.algorithm), signers: verifiers.map(\.label))
        let wanted = shard.map { shard in units.map { shard.takes($0.unit) } }
        observe(
            .roundStarted(
                .signing,
                questions: wanted?.count { $0 } ?? units.count,
                participants: verifiers.count
            )
        )
        // A signer's part of the shard, by the places of its algorithms.
        let parts = verifiers.indices.map { signer in
            subjects.indices.filter { wanted?[$0 * verifiers.count + signer] ?? true }
        }
        let signed = await each(verifiers, observe: observe) { signer, verifier in
            await Self.sign(parts[signer].map { subjects[$0] }, verifier, observe: observe)
        }
        var made: [(place: Int, row: InteropDocument.Row)] = []
        for (signer, part) in signed.enumerated() where part.profile != nil {
            for (position, product) in zip(parts[signer], part.products) {
                let row = product.row(subjects[position], signer: signer)
                made.append((position * verifiers.count + signer, row))
            }
        }
        made.sort { $0.place < $1.place }
        var rows = made.map(\.row)
        let tokens = rows.map { row -> (InteropSubject, String)? in
            guard let token = row.token, let subject = subjects.first(where: { $0.algorithm == row.algorithm }) else {
                return nil
            }
            return (subject, token)
        }
        observe(
            .roundStarted(.verifying, questions: tokens.count * verifiers.count, participants: verifiers.count)
        )
        let said = await each(verifiers, observe: observe) { await Self.verify(tokens, $1, observe: observe) }
        let wasInterrupted = Task.isCancelled
        for position in rows.indices where rows[position].token != nil {
            rows[position].verifications = said.map { answers, _ in
                position < answers.count
                    ? answers[position]
                    : .init(outcome: .skipped, detail: wasInterrupted ? "interrupted" : "it could not be run")
            }
        }
        return InteropDocument(
            suite: description,
            complete: !wasInterrupted,
            shard: shard.map { ShardRecord($0, dividing: units, at: made.map(\.place)) },
            participants: verifiers.indices.map { place in
                var incidents = signed[place].incidents
                for incident in said[place].incidents { incidents.add(incident) }
                return .init(
                    label: verifiers[place].label,
                    implementation: signed[place].profile,
                    detail: signed[place].fault,
                    incidents: incidents.isEmpty ? nil : incidents
                )
            },
            rows: rows
        )
    }

    /// Runs something for every verifier, some at a time; the results are in the order of the verifiers.
    private func each<Result: Sendable>(
        _ verifiers: [NamedVerifier],
        observe: @escaping @Sendable (InteropEvent) -> Void,
        _ work: @escaping @Sendable (_ position: Int, any Verifier) async -> Result
    ) async -> [Result] {
        let positions = Dictionary(verifiers.enumerated().map { ($1.label, $0) }) { first, _ in first }
        return await verifiers.each(jobs: jobs) { one in
            observe(.participantStarted(one.label))
            let result = await work(positions[one.label] ?? 0, one.verifier)
            // Not kept running meanwhile: a fleet is many programs.
            await one.verifier.finish()
            observe(.participantFinished(one.label))
            return result
        }
    }

    private static func sign(
        _ subjects: [InteropSubject],
        _ verifier: any Verifier,
        observe: (InteropEvent) -> Void
    ) async -> SignerPart {
        var part = SignerPart()
        do throws(VerifierFault) {
            part.profile = try await verifier.profile.bounded
        } catch {
            // Who was interrupted could have been run.
            part.fault = Task.isCancelled ? nil : "\(error)".withoutFolders.bounded(to: 1024)
            observe(.questionsFinished(subjects.count))
            return part
        }
        let capabilities = part.profile?.capabilities
        var round = InteropRound(with: verifier)
        for subject in subjects where !Task.isCancelled {
            defer { observe(.questionsFinished(1)) }
            let needed = [Feature.operation("sign"), .algorithm(subject.algorithm), .key(subject.signing.kind)]
            let lacking = capabilities?.undeclared(needed, with: subject.signing).first
            guard verifier is any Signer, lacking == nil else {
                round.skip("\(lacking ?? needed[0])")
                continue
            }
            await round.ask("sign with \(subject.algorithm)") { verifier, patience in
                var request = subject.request
                if let patience { request.timeLimit = min(request.timeLimit, patience) }
                return await verifier.outcome(of: request)
            }
        }
        await round.conclude()
        part.products = round.entries.map(SignerPart.Product.init)
        part.incidents = round.incidents
        return part
    }

    private static func verify(
        _ tokens: [(InteropSubject, String)?],
        _ verifier: any Verifier,
        observe: (InteropEvent) -> Void
    ) async -> (answers: [InteropDocument.Verification], incidents: [ProgramIncident]) {
        guard let profile = try? await verifier.profile else {
            observe(.questionsFinished(tokens.count))
            return ([], [])
        }
        var round = InteropRound(with: verifier)
        for token in tokens where !Task.isCancelled {
            defer { observe(.questionsFinished(1)) }
            guard let (subject, text) = token else {
                round.skip(nil)
                continue
            }
            switch subject.question(text, for: profile.capabilities) {
            case .failure(let lacking): round.skip("\(lacking.feature)")
            case .success(let question):
                await round.ask("verify a token with \(subject.algorithm)", question.content) { verifier, patience in
                    var question = question
                    if let patience { question.timeLimit = min(question.timeLimit, patience) }
                    return await verifier.outcome(of: question)
                }
            }
        }
        await round.conclude()
        return (round.entries.map(InteropDocument.Verification.init), round.incidents)
    }
}

/// What a signer did.
private struct SignerPart: Sendable {
    enum Product: Sendable {
        case token(String)
        case none(String)
        case skipped(String)

        func row(_ subject: InteropSubject, signer: Int) -> InteropDocument.Row {
            let (token, detail, isSkipped): (String?, String?, Bool) =
                switch self {
                case .token(let token): (token, nil, false)
                case .none(let why): (nil, why, false)
                case .skipped(let why): (nil, why, true)
                }
            return InteropDocument.Row(
                algorithm: subject.algorithm,
                signer: signer,
                token: token,
                detail: detail?.withoutFolders.bounded(to: 1024),
                isSkipped: isSkipped,
                verifications: []
            )
        }
    }

    var profile: ImplementationProfile?
    var fault: String?
    var products: [Product] = []
    var incidents: [ProgramIncident] = []
}

extension SignerPart.Product {
    /// Much longer than any token that was asked for.
    private static let longestToken = 16_384

    fileprivate init(_ entry: InteropRound.Entry) {
        guard case .asked(let asked) = entry else {
            self = if case .skipped(let why?) = entry { .skipped(why) } else { .skipped("") }
            return
        }
        switch asked.outcome {
        case .token(let token): self = .token(token.text.bounded(to: Self.longestToken))
        case .answer(.reject(let reason, let detail)): self = .none(detail ?? reason ?? "refused")
        case .answer(.unsupported(let feature)): self = .none("unsupported: \(feature)")
        case .answer(.error(let detail)): self = .none(detail)
        // A signer accepts nothing.
        case .answer(.accept): self = .none("no token")
        case .fault(let fault): self = .none(asked.words(fault))
        }
    }
}

extension InteropDocument.Verification {
    fileprivate init(_ entry: InteropRound.Entry) {
        let asked: InteropRound.Asked
        switch entry {
        case .skipped(let why):
            self.init(outcome: .skipped, detail: why)
            return
        case .asked(let one): asked = one
        }
        let (word, detail): (InteropOutcome, String?) =
            switch asked.outcome {
            case .answer(.accept(let payload)):
                payload.isSamePayload(as: InteropSubject.payload, content: asked.content)
                    ? (.accepted, nil) : (.wrongPayload, String(decoding: payload.bytes.prefix(256), as: UTF8.self))
            case .answer(.reject(let reason, let detail)): (.refused, detail ?? reason)
            case .answer(.unsupported(let feature)): (.refused, "unsupported: \(feature)")
            case .answer(.error(let detail)): (.error, detail)
            case .fault(let fault): (.fault, asked.words(fault))
            // A verifier makes no token.
            case .token: (.error, nil)
            }
        self.init(outcome: word, detail: detail?.withoutFolders.bounded(to: 1024))
    }
}
