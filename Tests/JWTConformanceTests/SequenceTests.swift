import FoundationEssentials
import JWTConformance
import Synchronization
import Testing

/// A verifier that keeps a memory per sequence and refuses a token that it accepted before, and says what it was asked.
private final class RememberingVerifier: Verifier {
    struct Asked: Hashable {
        let token: String
        let sequence: String?
    }

    private struct State {
        var asked: [Asked] = []
        var inFlight = 0
        var wasBusy = false
    }

    private let capabilities: Capabilities?
    private let answering: @Sendable (Asked, _ time: Int, _ isRepeated: Bool) throws(VerifierFault) -> Answer
    private let state = Mutex(State())

    init(
        sequences: Bool = true,
        policy: [String] = ["algorithms", "now", "singleUse"],
        answering: @escaping @Sendable (Asked, Int, Bool) throws(VerifierFault) -> Answer = { _, _, isRepeated in
            isRepeated ? .reject(reason: nil, detail: nil) : .accept(payload: Octets([]))
        }
    ) {
        capabilities = Capabilities(algorithms: ["HS256"], keys: ["none"], policy: policy, sequences: sequences)
        self.answering = answering
    }

    var profile: ImplementationProfile {
        ImplementationProfile(name: "Remembering", version: "1", language: "Swift", capabilities: capabilities)
    }

    func answer(_ question: Question) async throws(VerifierFault) -> Answer {
        let asked = Asked(token: String(decoding: question.token.bytes, as: UTF8.self), sequence: question.sequence)
        let (time, isRepeated) = state.withLock { state in
            state.inFlight += 1
            if question.sequence != nil, state.inFlight > 1 { state.wasBusy = true }
            let isRepeated = question.sequence != nil && state.asked.contains(asked)
            state.asked.append(asked)
            return (state.asked.count { $0.token == asked.token }, isRepeated)
        }
        defer { state.withLock { $0.inFlight -= 1 } }
        try? await Task.sleep(for: .milliseconds(1))
        return try answering(asked, time, isRepeated)
    }

    /// What was asked in sequences, name by name.
    var sequences: [[String]] {
        state.withLock { state in
            var names: [String] = []
            for asked in state.asked {
                if let name = asked.sequence, !names.contains(name) { names.append(name) }
            }
            return names.map { name in state.asked.filter { $0.sequence == name }.map(\.token) }
        }
    }

    var names: Set<String> { state.withLock { Set($0.asked.compactMap(\.sequence)) } }
    var wasBusy: Bool { state.withLock { $0.wasBusy } }
}

@Suite struct SequenceTests {
    private static let accepted = Expectation.accept(payload: Octets([]))

    /// A sequence whose steps bring these tokens; a token that stands there before is to be refused.
    private func sequence(
        _ id: String,
        _ tokens: [String],
        changing change: (Int, inout Question) -> Void = { _, _ in }
    )
        -> [Vector]
    {
        var predecessors: [Question] = []
        return tokens.enumerated().map { place, token in
            var question = Question(
                content: .bytes,
                token: .text(token),
                key: .none,
                policy: VerificationPolicy(["HS256"]),
                sequence: id
            )
            change(place, &question)
            defer { predecessors.append(question) }
            return Vector(
                id: "\(id)/\(place)",
                summary: "step \(place)",
                question: question,
                predecessors: predecessors,
                expectation: tokens[..<place].contains(token) ? .reject : Self.accepted
            )
        }
    }

    private func run(
        _ vectors: [Vector],
        _ verifier: RememberingVerifier,
        repeats: Int = 1
    ) async -> ImplementationRun {
        var options = Runner.Options()
        options.repeats = repeats
        let candidate = NamedVerifier(label: "it", verifier: verifier)
        return await Runner(options: options).run(vectors, verifiers: [candidate]).implementations[0]
    }

    private func verdicts(_ run: ImplementationRun) -> [Verdict] { run.cases.map(\.verdict) }

    @Test func `the steps are asked in order and alone`() async {
        let plain = (0..<40).map { Vector.sample("v/t\($0)", expect: Self.accepted) }
        let vectors = sequence("s/a", ["x", "x", "y"]) + plain + sequence("s/b", ["x", "z", "x"])
        let verifier = RememberingVerifier()
        let run = await run(vectors, verifier)
        #expect(run.cases.map(\.id) == vectors.map(\.id))
        #expect(verdicts(run).allSatisfy { $0 == .pass })
        #expect(verifier.sequences == [["x", "x", "y"], ["x", "z", "x"]])
        #expect(!verifier.wasBusy)
        #expect(verifier.names.allSatisfy { !$0.contains("/") }, "a name that says what is asked")
    }

    @Test func `a deviation repeats the whole sequence`() async {
        let verifier = RememberingVerifier { _, _, _ in .accept(payload: Octets([])) }
        let run = await run(sequence("s/a", ["x", "x", "y"]), verifier)
        #expect(verdicts(run) == [.pass, .bypass, .pass])
        #expect(verifier.sequences == [["x", "x", "y"], ["x", "x", "y"]])
    }

    @Test func `a step that differs the second time is flaky`() async {
        let verifier = RememberingVerifier { asked, time, isRepeated in
            isRepeated && time > 2 ? .reject(reason: nil, detail: nil) : .accept(payload: Octets([]))
        }
        let run = await run(sequence("s/a", ["x", "x", "y"]), verifier)
        #expect(verdicts(run) == [.pass, .flaky, .pass])
        #expect(run.cases[1].detail == "first accept with a payload of 0 octets, then reject")
    }

    @Test func `repeats ask the whole sequence`() async {
        let verifier = RememberingVerifier()
        let run = await run(sequence("s/a", ["x", "x"]), verifier, repeats: 3)
        #expect(verdicts(run) == [.pass, .pass])
        #expect(verifier.sequences == [["x", "x"], ["x", "x"], ["x", "x"]])
    }

    @Test func `a fault leaves the later steps unasked`() async {
        let verifier = RememberingVerifier { asked, _, isRepeated throws(VerifierFault) in
            if asked.token == "y" { throw .crash("signal 11", standardError: "") }
            return isRepeated ? .reject(reason: nil, detail: nil) : .accept(payload: Octets([]))
        }
        let run = await run(sequence("s/a", ["x", "y", "x", "z"]) + sequence("s/b", ["x", "x"]), verifier)
        #expect(verdicts(run) == [.pass, .crash, .notRun, .notRun, .pass, .pass])
        #expect(run.cases[2].detail == "at an earlier step, the verifier crashed: signal 11")
        #expect(verifier.sequences == [["x", "y"], ["x", "y"], ["x", "x"]])
        #expect(run.state == .complete)
        #expect(run.deviations.map(\.id) == ["s/a/1"])
    }

    @Test func `a verifier that exits keeps its answers`() async {
        let verifier = RememberingVerifier { asked, _, _ throws(VerifierFault) in
            if asked.token == "y" { throw .unavailable("gone", standardError: "") }
            return .accept(payload: Octets([]))
        }
        let run = await run(sequence("s/a", ["x", "y", "z"]) + sequence("s/b", ["x"]), verifier)
        #expect(verdicts(run) == [.pass, .notRun, .notRun, .notRun])
        #expect(run.state == .unavailable)
    }

    @Test func `cancelling keeps what was answered`() async {
        let vectors = sequence("s/a", ["x", "y", "z"])
        let hasAnswered = Mutex(false)
        let verifier = FakeVerifier { token, _ throws(VerifierFault) in
            if token == "y" {
                hasAnswered.withLock { $0 = true }
                do { try await Task.sleep(for: .seconds(60)) } catch { throw .crash("killed", standardError: "") }
            }
            return .accept(payload: Octets([]))
        }
        let task = Task { await Runner().run(vectors, verifiers: [NamedVerifier(label: "slow", verifier: verifier)]) }
        while !hasAnswered.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let run = await task.value.implementations[0]
        #expect(verdicts(run) == [.pass, .notRun, .notRun])
        #expect(run.state == .interrupted)
    }

    @Test func `an unsupported step skips the later ones`() async {
        let verifier = RememberingVerifier { asked, _, _ in
            asked.token == "y" ? .unsupported(feature: "route:bytes") : .accept(payload: Octets([]))
        }
        let run = await run(sequence("s/a", ["x", "y", "z"]), verifier)
        #expect(verdicts(run) == [.pass, .skipped, .skipped])
        #expect(run.summary.skippedFeatures == ["route:bytes": 2])
    }

    @Test func `a verifier without sequences isn't asked`() async {
        let verifier = RememberingVerifier(sequences: false)
        let run = await run(sequence("s/a", ["x", "x"]) + [.sample("v/a", expect: Self.accepted)], verifier)
        #expect(verdicts(run) == [.skipped, .skipped, .pass])
        #expect(run.summary.skippedFeatures == ["sequences": 2])
        #expect(verifier.sequences == [])
    }

    /// A step means nothing after one that can't be asked: it's skipped and says why, whoever asks, and never graded.
    @Test func `a feature that one step needs skips the rest`() async throws {
        let vectors = sequence("s/a", ["x", "y", "x", "z"]) { place, question in
            if place == 1 { question.policy.revokedTokenIDs = [] }
            if place == 3 { question.policy.leeway = 1 }
        }
        let verifier = RememberingVerifier()
        let run = await run(vectors, verifier)
        #expect(verdicts(run) == [.pass, .skipped, .skipped, .skipped])
        #expect(run.cases.map(\.detail) == [nil, nil, "an earlier step can't be asked", nil])
        #expect(run.summary.skippedFeatures == ["policy:revokedTokenIDs": 2, "policy:leeway": 1])
        #expect(verifier.sequences == [["x"]])

        for asked in try Corpus(vectors: vectors).sequences {
            let results = await asked.verdicts(of: verifier)
            #expect(results.map(\.verdict) == run.cases.map(\.verdict))
            #expect(results.map(\.detail) == run.cases.map(\.detail))
        }
        let alone = await vectors[2].verdict(of: verifier)
        #expect(alone.verdict == .skipped)
        #expect(alone.detail == "an earlier step can't be asked")
        #expect(verifier.sequences == [["x"], ["x"]], "a step that was skipped was asked")
    }

    /// Its predecessors are asked and not judged; where one of them can't be asked, there is nothing to ask.
    @Test func `a selected step behind one that cannot be asked is skipped`() async {
        let vectors = sequence("s/a", ["x", "y", "x"]) { place, question in
            if place == 0 { question.policy.revokedTokenIDs = [] }
        }
        let verifier = RememberingVerifier()
        let run = await run([vectors[2]], verifier)
        #expect(verdicts(run) == [.skipped])
        #expect(run.cases[0].feature == "policy:revokedTokenIDs")
        #expect(verifier.sequences == [])
    }

    @Test func `a selected step brings its predecessors`() async throws {
        let vectors = sequence("s/a", ["x", "y", "x", "y"])
        let corpus = try Corpus(vectors: vectors)
        let selected = try Selection(patterns: [VectorPattern("s/a/2")]).vectors(of: corpus)
        #expect(selected.map(\.id) == ["s/a/2"])
        let verifier = RememberingVerifier()
        #expect(verdicts(await run(selected, verifier)) == [.pass])
        #expect(verifier.sequences == [["x", "y", "x"]])
        #expect(corpus.sequences.map(\.steps) == [vectors])
    }

    @Test func `a step can be asked from a test`() async {
        let vectors = sequence("s/a", ["x", "x", "y"])
        let verifier = RememberingVerifier()
        for vector in vectors.reversed() { #expect(await vector.verdict(of: verifier).verdict == .pass) }
        #expect(verifier.sequences == [["x", "x", "y"], ["x", "x"], ["x"]])
        let stateless = RememberingVerifier(sequences: false)
        #expect(await vectors[1].verdict(of: stateless).feature == .sequences)
    }

    @Test func `a sequence can be asked from a test`() async throws {
        let verifier = RememberingVerifier { asked, _, isRepeated throws(VerifierFault) in
            if asked.token == "z" { throw .hang(after: 2, standardError: "") }
            return isRepeated ? .reject(reason: nil, detail: nil) : .accept(payload: Octets([]))
        }
        let corpus = try Corpus(vectors: sequence("s/a", ["x", "x"]) + sequence("s/b", ["x", "z", "x"]))
        var verdicts: [[Verdict]] = []
        for sequence in corpus.sequences { verdicts.append(await sequence.verdicts(of: verifier).map(\.verdict)) }
        #expect(verdicts == [[.pass, .pass], [.pass, .hang, .notRun]])
        #expect(verifier.sequences == [["x", "x"], ["x", "z"]])
        #expect(await corpus.sequences[0].verdicts(of: AbsentVerifier()).map(\.verdict) == [.notRun, .notRun])
    }
}

/// How a vector file says what a step has of its own.
@Suite struct SequenceFileTests {
    private func file(isSequence: Bool, changing change: (inout VectorFile.Test) -> Void) -> VectorFile {
        var tests = ["a", "b", "c"].map { name in
            var test = VectorFile.Test(id: "s/g/\(name)", summary: name, token: "x.y.z", expect: "reject")
            test.refs = ["RFC7519#4.1.7-3"]
            return test
        }
        change(&tests[1])
        let group = VectorFile.Group(
            id: "s/g",
            key: .init(text: "old"),
            policy: VerificationPolicy(["HS256"]),
            content: .claims,
            sequence: isSequence ? true : nil,
            tests: tests
        )
        return VectorFile(title: "t", groups: [group], flags: [:])
    }

    @Test func `a step has its own key and policy`() throws {
        let vectors = try file(isSequence: true) { test in
            test.key = .init(text: "new")
            test.policy = VerificationPolicy(["HS512"])
        }.vectors(keys: [:])
        #expect(vectors.map(\.question.key) == [.text("old"), .text("new"), .text("old")])
        #expect(vectors[1].question.policy == VerificationPolicy(["HS512"]))
        #expect(vectors.map(\.predecessors) == [[], [vectors[0].question], vectors[0..<2].map(\.question)])
        #expect(vectors.allSatisfy { $0.sequence == "s/g" })
    }

    @Test func `no other vector has its own key, and its own policy replaces the group's`() throws {
        #expect(try file(isSequence: false) { _ in }.vectors(keys: [:]).allSatisfy { $0.sequence == nil })
        #expect(throws: CorpusError.self) {
            try file(isSequence: false) { $0.key = .init(text: "new") }.vectors(keys: [:])
        }
        let own = try file(isSequence: false) { $0.policy = VerificationPolicy(["HS512"]) }.vectors(keys: [:])
        #expect(own.contains { $0.question.policy == VerificationPolicy(["HS512"]) })
    }

    @Test func `a policy says that a token is good once`() throws {
        let read = try JSONDecoder().decode(
            VerificationPolicy.self,
            from: Data(#"{"algorithms":["HS256"],"singleUse":true}"#.utf8)
        )
        #expect(read.singleUse == true)
        #expect(read.members == [.algorithms, .singleUse])
    }
}
