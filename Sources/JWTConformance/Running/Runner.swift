/// Puts vectors to implementations: questions to verifiers, requests to signers.
///
/// An implementation is asked several vectors at a time. When one of them makes it crash or hang, at once or later, the
/// questions that may be the reason are asked again in processes of their own, so that the culprit is exact and its neighbours
/// keep their verdicts. A fault that no question alone brings about is a ``ProgramIncident``. What isn't as
/// expected is asked twice, and a different answer is ``Verdict/flaky``. The steps of a sequence are asked in their order
/// and with nothing else in flight, under a name that is new each time; a step whose predecessors weren't selected is asked
/// after them all the same, and they aren't judged. Cancelling the task ends the run cleanly with
/// the results so far. A question's time limit is the verifier's to keep: code in this process can't be ended.
public struct Runner: Sendable {
    /// How to run.
    public struct Options: Hashable, Sendable {
        /// Questions in flight per verifier; at least 1.
        public var window = 32
        /// Verifiers that run at the same time; at least 1.
        public var jobs = 1
        /// How many times everything is asked; at least 1.
        public var repeats = 1
        /// How expectations are read where the RFCs leave room.
        public var profile = GradingProfile.standard
        /// How long one verifier may take for everything, in seconds.
        ///
        /// What is left isn't asked. `nil`: as long as it takes.
        public var timeLimit: Double? = 1800
        /// How many questions in a row may stay without an answer, or make the program stop answering, before the rest isn't asked.
        ///
        /// Each of them costs its time limit.
        package var patience = 16
        /// Which of the vectors are asked; `nil`: all.
        package var shard: Shard?

        /// The defaults: a window of 32, one verifier at a time, everything asked once, the standard profile, half an hour.
        public init() {}
    }

    /// How to run.
    public var options: Options

    /// Who makes tokens for verifiers whose clock can't be set; `nil`: vectors about time are skipped for them.
    public var minter: (any Minter)?

    /// A verifier that is known to be right, which checks the tokens of signers; `nil`: no signer is asked.
    public var oracle: (any Verifier)?

    /// A runner with these options.
    public init(options: Options = Options(), minter: (any Minter)? = nil, oracle: (any Verifier)? = nil) {
        self.options = options
        self.minter = minter
        self.oracle = oracle
    }

    /// Puts every vector to every implementation.
    ///
    /// - Parameters:
    ///   - vectors: the vectors to ask; with a shard among the options, those from which it takes its own.
    ///   - verifiers: the verifiers to ask; each is finished at the end of its part. Those that sign are ``Signer``s.
    ///   - description: the document's description of the suite.
    ///   - observe: called with each event as it happens, from several tasks at a time.
    /// - Returns: the document, with implementations in the order of `verifiers` and cases in the order of `vectors`.
    public func run(
        _ vectors: [Vector],
        verifiers: [NamedVerifier],
        description: RunDescription = RunDescription(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async -> RunDocument {
        let shard = options.shard.map { ShardRecord($0, dividing: vectors.shardUnits) }
        let asked = shard?.part(of: vectors) ?? vectors
        observe(.started(description, labels: verifiers.map(\.label), vectors: asked.count, options: options))
        let runner = self
        let runs = await verifiers.each(jobs: options.jobs) { verifier in
            await Deadline.after(options.timeLimit) { deadline in
                var session = VerifierSession(of: verifier, vectors: asked, runner: runner, emit: observe)
                return await session.run(until: deadline)
            }
        }
        return RunDocument(
            description: description,
            profile: options.profile,
            asking: vectors,
            shard: shard,
            runs: runs
        )
    }
}
