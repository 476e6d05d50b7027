package import JWTConformance
import ReferenceJOSE

/// A hunt: candidates are made, judged by the reference and asked; what splits the verifiers is made small and kept.
///
/// Two hunts with the same seed number that get the same answers find the same, wherever each was interrupted.
package struct Campaign: Sendable {
    /// When a hunt ends.
    package struct Limits: Sendable {
        /// How long it hunts, in seconds; `nil`: until something else ends it.
        package var seconds: Double?
        /// How many candidates it looks at from the beginning of the hunt.
        package var candidates: Int?
        /// Whether it ends once a fault is found.
        package var endsAtFirstFind = false
        /// Whether splits are made smaller and kept, and not only counted.
        var minimises = true

        package init() {}
    }

    /// How far a hunt is.
    package struct Progress: Sendable {
        package let tokens: Int
        package let tokensPerSecond: Double
        package let clusters: Int
        package let splits: Int
        /// The seconds that are left, if the time is limited.
        package let secondsLeft: Double?
    }

    let seeds: [Seed]
    let keys: Keyring
    private let roomChecks: Set<String>
    private let respondents: [any Respondent]
    private let judges: [any Respondent]
    private let known: KnownFaults

    /// How many candidates are made and asked at a time.
    private static let batch = 512

    /// Prepares a hunt.
    ///
    /// - Parameters:
    ///   - vectors: where to begin: those of them that are accepted.
    ///   - keys: the keys of the corpus.
    ///   - respondents: the verifiers under test.
    ///   - judges: verifiers that say whether the reference is right; asked about splits alone.
    ///   - known: the faults that are known.
    package init(
        _ vectors: [Vector],
        keys: [KeyRecord],
        respondents: [any Respondent],
        judges: [any Respondent] = [],
        known: KnownFaults = KnownFaults()
    ) {
        let keys = Keyring(keys)
        self.init(
            seeds: vectors.seeds(keys),
            keys: keys,
            roomChecks: Self.roomChecks(vectors),
            respondents: respondents,
            judges: judges,
            known: known
        )
    }

    private init(
        seeds: [Seed],
        keys: Keyring,
        roomChecks: Set<String>,
        respondents: [any Respondent],
        judges: [any Respondent],
        known: KnownFaults
    ) {
        (self.seeds, self.keys, self.roomChecks) = (seeds, keys, roomChecks)
        (self.respondents, self.judges, self.known) = (respondents, judges, known)
    }

    /// The same hunt over others.
    package func over(_ respondents: [any Respondent]) -> Campaign {
        Campaign(
            seeds: seeds,
            keys: keys,
            roomChecks: roomChecks,
            respondents: respondents,
            judges: [],
            known: KnownFaults()
        )
    }

    /// How many vectors it begins at.
    package var seedCount: Int { seeds.count }

    /// What two hunts have to share, so that one goes on with the other: the corpus, and where they begin.
    package static func digest(of vectors: [Vector], in corpus: CorpusDigest) -> String {
        "\(corpus) \(vectors.count) \(ShardRecord.digest(vectors.lazy.map(\.id)))"
    }

    /// The checks of which the corpus has only vectors that may be accepted.
    private static func roomChecks(_ vectors: [Vector]) -> Set<String> {
        var room: Set<String> = []
        var strict: Set<String> = []
        for vector in vectors {
            guard let check = vector.targets else { continue }
            if case .either = vector.expectation { room.insert(check) } else { strict.insert(check) }
        }
        return room.subtracting(strict)
    }

    /// An empty document, after everybody has said who they are.
    ///
    /// - Parameters:
    ///   - corpus: the digest of the corpus and the selection.
    ///   - seed: the seed number.
    /// - Returns: the document to hunt with.
    package func document(corpus: String, seed: UInt64) async -> HuntDocument {
        var parts: [HuntDocument.Part] = []
        for respondent in respondents {
            var part = HuntDocument.Part(label: respondent.label)
            part.implementation = await respondent.introduce()
            part.unavailable = respondent.unavailability
            parts.append(part)
        }
        for judge in judges { _ = await judge.introduce() }
        return HuntDocument(
            version: Suite.version,
            corpus: corpus,
            seed: seed,
            seeds: seeds.count,
            verifiers: parts,
            judges: judges.map(\.label)
        )
    }

    /// Hunts on.
    ///
    /// - Parameters:
    ///   - document: an empty document, or what an earlier hunt left; filled in.
    ///   - limits: when to end; a cancelled task ends it as well.
    ///   - keep: called now and then with the document so far.
    ///   - observe: called with each batch.
    package func hunt(
        _ document: inout HuntDocument,
        until limits: Limits,
        keep: (HuntDocument) -> Void = { _ in },
        observe: (Progress) -> Void = { _ in }
    ) async {
        let breeder = Breeder(seeds, keys: keys, number: document.seed)
        let start = ContinuousClock.now
        let earlier = document.seconds
        var notebook = Notebook(document, known: known.keys)
        var kept = start
        func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(1) }
        document.complete = false
        var batch = await produced(from: document.candidates, until: limits, breeder)
        var answered: Answered?
        while !Task.isCancelled {
            if respondents.allSatisfy({ $0.unavailability != nil }) { batch = [] }
            guard !batch.isEmpty || answered != nil else { break }
            let current = batch
            // While a batch is asked, the answers to the last are compared and the next is made.
            async let answers = ask(current)
            let splits = answered?.splits ?? []
            let next =
                current.isEmpty ? [] : await produced(from: current[0].block + Self.batch, until: limits, breeder)
            let asked = await answers
            if Task.isCancelled { break }
            if let answered {
                // A batch that's interrupted is done again by the next part.
                var after = document
                count(answered, splits, in: &after, until: limits)
                // Nothing else is in flight now: who fails is to blame for it.
                await note(splits, &notebook, &after, breeder, until: limits)
                if Task.isCancelled { break }
                document = after
                document.seconds = earlier + elapsed()
                if ContinuousClock.now - kept > .seconds(10) {
                    kept = .now
                    keep(document)
                }
                observe(
                    Progress(
                        tokens: document.tokens,
                        tokensPerSecond: Double(document.tokens) / max(0.001, document.seconds),
                        clusters: document.clusters.count,
                        splits: document.splits,
                        secondsLeft: limits.seconds.map { $0 - elapsed() }
                    )
                )
                if limits.endsAtFirstFind, !document.clusters.isEmpty { break }
            }
            answered = asked
            batch = limits.seconds.map { elapsed() >= $0 } ?? false ? [] : next
        }
        for index in document.verifiers.indices {
            document.verifiers[index].unavailable = respondents[index].unavailability
        }
        document.seconds = earlier + elapsed()
        document.complete = !Task.isCancelled
    }

    /// Releases the verifiers.
    package func finish() async {
        for respondent in respondents + judges { await respondent.finish() }
    }

    /// A trial with its place in the hunt.
    private struct Made: Sendable {
        let position: Int
        /// Where its batch begins.
        let block: Int
        let trial: Trial
    }

    /// Makes the trials of a batch; those of the next if nothing comes of it.
    private func produced(from start: Int, until limits: Limits, _ breeder: Breeder) async -> [Made] {
        var block = start
        while true {
            let end = min(block + Self.batch, limits.candidates ?? Int.max)
            guard block < end, !Task.isCancelled else { return [] }
            var made: [Made] = []
            for position in block..<end where !Task.isCancelled {
                guard let trial = breeder.trial(breeder.candidate(at: position)) else { continue }
                made.append(Made(position: position, block: block, trial: trial))
            }
            if !made.isEmpty { return made }
            block = end
        }
    }

    /// A batch with what every verifier said of it.
    private struct Answered: Sendable {
        let batch: [Made]
        /// By verifier.
        let answers: [Answers]

        struct Answers: Sendable {
            let position: Int
            let label: String
            let responses: [Response]
            /// How long it took.
            let seconds: Double
        }

        /// The splits of each trial.
        var splits: [(position: Int, splits: [Split])] {
            batch.enumerated().map { place, made in
                (made.position, Split.all(of: made.trial, answers.map { ($0.label, $0.responses[place]) }))
            }
        }
    }

    /// Asks every verifier about a batch, all at the same time; `nil` if there is nothing to ask.
    private func ask(_ batch: [Made]) async -> Answered? {
        guard !batch.isEmpty else { return nil }
        let questions = batch.map { HuntQuestion($0.trial) }
        let answers = await withTaskGroup(of: Answered.Answers.self) { group in
            for (position, respondent) in respondents.enumerated() {
                group.addTask {
                    let start = ContinuousClock.now
                    let responses = await respondent.responses(to: questions)
                    return Answered.Answers(
                        position: position,
                        label: respondent.label,
                        responses: responses,
                        seconds: (ContinuousClock.now - start) / .seconds(1)
                    )
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return Answered(batch: batch, answers: answers.sorted { $0.position < $1.position })
    }

    /// Counts a batch.
    private func count(
        _ answered: Answered,
        _ splits: [(position: Int, splits: [Split])],
        in document: inout HuntDocument,
        until limits: Limits
    ) {
        document.tokens += answered.batch.count
        document.candidates = answered.batch[0].block + Self.batch
        if let most = limits.candidates { document.candidates = min(document.candidates, most) }
        for answers in answered.answers {
            let skipped = answers.responses.count { $0 == .unsupported }
            document.verifiers[answers.position].asked += answers.responses.count - skipped
            document.verifiers[answers.position].skipped += skipped
            document.verifiers[answers.position].seconds += answers.seconds
        }
        for split in splits.flatMap(\.splits) {
            for answers in answered.answers where split.responses[answers.label] != nil {
                document.verifiers[answers.position].deviations += 1
            }
        }
    }

    // MARK: Splits

    /// What was found so far, and what is still worth a minimisation.
    private struct Notebook {
        /// Each known fault, and the rank of the gravest way in which it's known to show.
        private var known: [FaultKey: Int] = [:]
        private var clusters: [FaultKey: Int] = [:]
        /// How often splits that look like this turned out to be known ones.
        var vain: [[FaultKey]: Int] = [:]

        init(_ document: HuntDocument, known: Set<FaultKey>) {
            for key in known { learn(key) }
            for (position, cluster) in document.clusters.enumerated() { learn(cluster.faults, at: position) }
        }

        private mutating func learn(_ key: FaultKey) {
            self.known[key.withoutSeverity] = min(self.known[key.withoutSeverity] ?? .max, key.rank)
        }

        /// Learns the faults that a cluster shows.
        mutating func learn(_ keys: [FaultKey], at position: Int) {
            for key in keys where news([key]) == [key] {
                learn(key)
                clusters[key.withoutSeverity] = position
            }
        }

        /// The faults that aren't known, or not to be as grave.
        func news(_ keys: [FaultKey]) -> [FaultKey] {
            keys.filter { key in known[key.withoutSeverity].map { $0 > key.rank } ?? true }
        }

        /// Counts a split as known, and as one of a cluster's if that shows one of its faults.
        func explain(_ keys: [FaultKey], in document: inout HuntDocument) {
            document.explained += 1
            guard let position = keys.lazy.compactMap({ clusters[$0.withoutSeverity] }).first else { return }
            document.clusters[position].count += 1
        }
    }

    /// How often splits that look alike are made smaller in vain.
    private static let attempts: [Deviation: Int] = [.accepts: 6, .rejects: 6, .payload: 6, .error: 3]

    /// Notes the splits of a batch.
    private func note(
        _ splits: [(position: Int, splits: [Split])],
        _ notebook: inout Notebook,
        _ document: inout HuntDocument,
        _ breeder: Breeder,
        until limits: Limits
    ) async {
        guard limits.minimises else {
            document.splits += splits.reduce(0) { $0 + $1.splits.count }
            return
        }
        for (position, splits) in splits {
            for split in splits {
                await note(split, at: position, &notebook, &document, breeder)
                if Task.isCancelled { return }
            }
            if limits.endsAtFirstFind, !document.clusters.isEmpty { return }
        }
    }

    private func note(
        _ split: Split,
        at position: Int,
        _ notebook: inout Notebook,
        _ document: inout HuntDocument,
        _ breeder: Breeder
    ) async {
        document.splits += 1
        let attack = split.trial.attack(leavingRoomAt: roomChecks)
        let all = split.keys(attack)
        let first = notebook.news(all)
        guard !first.isEmpty, notebook.vain[first, default: 0] < Self.attempts[split.deviation] ?? 2 else {
            notebook.explain(all, in: &document)
            return
        }
        // Whose fault is known may go either way while the split is made smaller.
        let labels = Set(first.map(\.label))
        let minimiser = Minimiser(
            breeder: breeder,
            respondents: respondents.filter { $0.unavailability == nil },
            labels: labels
        )
        // What isn't answered the same way again isn't a find.
        guard let again = await minimiser.split(split.trial, split.deviation), labels.isSubset(of: again.labels) else {
            notebook.vain[first, default: 0] += 1
            return
        }
        let smallest = await minimiser.smallest(again)
        if Task.isCancelled { return }
        let finalAttack = smallest.trial.attack(leavingRoomAt: roomChecks)
        let keys = smallest.keys(finalAttack)
        guard !notebook.news(keys).isEmpty else {
            notebook.explain(keys, in: &document)
            notebook.vain[first, default: 0] += 1
            return
        }
        let cluster = Cluster(
            smallest,
            twin: minimiser.twin(of: smallest),
            attack: finalAttack,
            contested: await judgesThatDisagree(smallest),
            leavesRoom: smallest.trial.leavesRoom(at: roomChecks),
            position: position
        )
        notebook.learn(keys, at: document.clusters.count)
        document.clusters.append(cluster)
    }

    /// The judges that answer as the verifiers under test do, unless as many answer as the reference does.
    private func judgesThatDisagree(_ split: Split) async -> [String] {
        guard split.deviation == .accepts || split.deviation == .rejects else { return [] }
        var (with, against): ([String], Int) = ([], 0)
        for judge in judges where judge.unavailability == nil {
            let response = await judge.responses(to: [HuntQuestion(split.trial)])[0]
            switch (response, split.deviation) {
            case (.accept, .accepts), (.reject, .rejects): with.append(judge.label)
            case (.accept, .rejects), (.reject, .accepts): against += 1
            default: break
            }
        }
        return against >= with.count ? [] : with
    }
}
