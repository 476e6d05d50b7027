package import JWTAdapters
package import JWTConformance

/// Examines an adapter: what the protocol requires of it, what it declares, and how fast it is.
///
/// It judges the adapter, not the library: an adapter that passes can be run against the corpus, and deviations found
/// there are the library's.
package struct Doctor: Sendable {
    let command: [String]
    let label: String
    let known: Baseline?
    let corpus: Corpus
    let replySchema: JSONSchema
    let limits: StdioVerifier.Limits
    /// How long each reply may take.
    let patience: Duration
    /// How long everything may take, in seconds.
    let timeLimit: Double
    let transcript = Transcript()

    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - label: what documents call it.
    ///   - known: what is known of the library and isn't the adapter's fault.
    ///   - corpus: where the tokens and the requests to sign come from.
    ///   - replySchema: the schema of its messages.
    ///   - limits: its limits.
    ///   - patience: how long each reply may take; long, as an odd token may be a large one.
    ///   - timeLimit: how long everything may take, in seconds.
    package init(
        command: [String],
        label: String = "",
        known: Baseline? = nil,
        corpus: Corpus,
        replySchema: JSONSchema,
        limits: StdioVerifier.Limits = .init(),
        patience: Duration = .seconds(10),
        timeLimit: Double = 600
    ) {
        self.command = command
        self.label = label.isEmpty ? command.first?.split(separator: "/").last.map(String.init) ?? "" : label
        self.known = known
        self.corpus = corpus
        self.replySchema = replySchema
        self.limits = limits
        self.patience = patience
        self.timeLimit = timeLimit
    }

    /// Makes every check.
    ///
    /// Cancelling the task ends it with those that were made; so does the time limit, which is a finding.
    package func examine() async -> Examination {
        await Deadline.after(timeLimit) { deadline in
            var examination = await makeChecks()
            guard let seconds = deadline.passed, examination.state == .interrupted else { return examination }
            examination.state = examination.implementation == nil ? .unavailable : .complete
            let finding = Finding(
                .mustFix,
                "It's too slow: the rest wasn't checked within \(seconds.rounded(to: 0)) s.",
                change: "Answer faster: load the library once, at the start. --time-limit allows more time."
            )
            examination.checks.append(DoctorCheck("rest", "everything is checked in time", [finding]))
            return examination
        }
    }

    private func makeChecks() async -> Examination {
        let greeting = await greet()
        // What an interrupted check found is the interruption's.
        if Task.isCancelled {
            return Examination(label: label, state: .interrupted, implementation: greeting.profile, checks: [])
        }
        guard let profile = greeting.profile else {
            let checks = [greeting.check, checkReplies()].filter { $0.state != .passed }
            return Examination(label: label, state: .unavailable, checks: checks)
        }
        var examination = Examination(
            label: label,
            state: .complete,
            implementation: profile,
            checks: [greeting.check, checkProfile(profile)]
        )
        let patient = Case(corpus: corpus, profile: profile)
        let verifier = Examinee(StdioVerifier(command: command, limits: limits, observing: transcript.note))
        let order = await checkOrder(patient, verifier)
        if !Task.isCancelled { examination.checks.append(order) }
        if Task.isCancelled {
            examination.state = .interrupted
        } else if order.id == Self.mute {
            // Every question more would only take its time limit.
            examination.checks.append(DoctorCheck("rest", "the rest", skipped: "it doesn't answer yet"))
        } else {
            await ask(patient, profile, verifier, startUp: greeting.seconds, &examination)
        }
        if order.id != Self.mute, verifier.isGivenUp {
            let why = "it stopped answering \(Examinee.mostHangs) times"
            examination.checks.append(DoctorCheck("rest", "the rest", skipped: why))
        }
        if order.id != Self.mute, !Task.isCancelled { examination.checks.append(await verifier.checkQuiet()) }
        await verifier.verifier.finish()
        if order.id != Self.mute, !Task.isCancelled {
            let ending = await checkEnding(patient)
            if !Task.isCancelled { examination.checks += ending }
        }
        examination.checks += [checkReplies(), checkReasons()]
        if Task.isCancelled { examination.state = .interrupted }
        return examination
    }

    /// The check that says that a plain question stays without an answer.
    static let mute = "answer"

    /// Makes the checks that need answers.
    private func ask(
        _ patient: Case,
        _ profile: ImplementationProfile,
        _ verifier: Examinee,
        startUp: Double,
        _ examination: inout Examination
    ) async {
        let checks: [() async -> [DoctorCheck]] = [
            { [await checkStrangers(patient, verifier, profile)] },
            { [await checkPolicyHonesty(patient, verifier)] },
            { [await checkOddTokens(patient, verifier)] },
            { await checkSamples(patient, verifier) },
            { [await checkSigning(patient, verifier)] },
            { [await checkTiming(patient, verifier)] },
        ]
        for check in checks where !Task.isCancelled && !verifier.isGivenUp {
            let made = await check()
            if !Task.isCancelled { examination.checks += made }
        }
        if Task.isCancelled || verifier.isGivenUp { return }
        let speed = await speed(patient, verifier, startUp: startUp)
        if Task.isCancelled { return }
        examination.speed = speed
        if let speed = examination.speed { examination.checks.append(checkSpeed(speed)) }
    }
}

/// The vectors that an adapter is examined with: those that fit what it declares.
struct Case: Sendable {
    let capabilities: Capabilities
    /// Valid and forged tokens that fit what it declares.
    let declared: DeclaredSample
    /// A question that a healthy adapter accepts and that needs no clock; the checks of manners use it.
    let plain: Question
    /// A question of the same kind about a token that must be rejected.
    let forged: Question

    init(corpus: Corpus, profile: ImplementationProfile) {
        let capabilities = profile.capabilities ?? Capabilities(everythingIn: corpus)
        self.capabilities = capabilities
        declared = DeclaredSample(corpus, capabilities: capabilities)
        let fallback = Question(
            content: .bytes,
            token: .text("eyJhbGciOiJIUzI1NiJ9.e30.AAAA"),
            key: .jwk(.object(["kty": .string("oct"), "k": .string(String(repeating: "A", count: 43))]), pem: nil),
            policy: VerificationPolicy([capabilities.algorithms.first ?? "HS256"])
        )
        plain = declared.algorithms.lazy.compactMap(\.accept.first).first?.question ?? fallback
        forged = declared.algorithms.lazy.compactMap(\.reject.first).first?.question ?? fallback
    }
}

extension Capabilities {
    /// What an adapter is asked that declares nothing: everything.
    fileprivate init(everythingIn corpus: Corpus) {
        let features = corpus.vectors.flatMap(\.question.features)
        func names(_ kind: String) -> [String] {
            var seen: Set<String> = []
            return features.filter { $0.name.hasPrefix("\(kind):") }.map { String($0.name.dropFirst(kind.count + 1)) }
                .filter { seen.insert($0).inserted }
        }
        self.init(
            algorithms: names("algorithm"),
            serializations: names("serialization"),
            keys: names("key"),
            policy: names("policy")
        )
    }
}
