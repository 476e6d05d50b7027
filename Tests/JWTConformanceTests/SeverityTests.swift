import Testing

@testable import JWTConformance

/// How grave an answer is, and which answers are one fault.
@Suite struct SeverityTests {
    private static let payload = Octets(utf8: "p")

    struct Kind: Sendable, CustomTestStringConvertible {
        let attacker: Attacker?
        let gain: Gain?
        let verdict: Verdict

        init(_ attacker: Attacker?, _ gain: Gain?, _ verdict: Verdict) {
            (self.attacker, self.gain, self.verdict) = (attacker, gain, verdict)
        }

        var testDescription: String { verdict.rawValue }
    }

    static let kinds: [Kind] = [
        Kind(.anyone, .forge, .forgery), Kind(.holder, .forge, .forgery), Kind(.insider, .forge, .forgery),
        Kind(.guesser, .forge, .weakKey), Kind(.holder, .reuse, .misuse), Kind(.holder, .respell, .respelling),
        Kind(.issuer, Gain.none, .nonconformance), Kind(nil, nil, .bypass),
    ]

    @Test(arguments: kinds)
    func `an accepted token is as grave as its vector says`(_ kind: Kind) {
        var vector = Vector.sample("a/b")
        (vector.attacker, vector.gain) = (kind.attacker, kind.gain)
        let (accepted, verdict) = (Outcome.answer(.accept(payload: Self.payload)), kind.verdict)
        #expect(vector.verdict(of: accepted, capabilities: nil, profile: .standard) == verdict)
        #expect(verdict.isBypass == (verdict != .nonconformance))
        #expect((verdict.row.level == .error) == verdict.isBypass, "what only the issuer can make is never red")
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        let deviation: Deviation
        let isAt: Severity?
        let gain: Gain
        let attacker: Attacker

        init(_ deviation: Deviation, _ isAt: Severity?, _ attacker: Attacker = .issuer, _ gain: Gain = .none) {
            (self.deviation, self.isAt, self.attacker, self.gain) = (deviation, isAt, attacker, gain)
        }

        var testDescription: String { "\(deviation)" }
    }

    private static func result(_ verdict: Verdict, _ kind: Deviation.Kind = .unexpected) -> Deviation {
        Deviation(kind: kind, id: "a/b", verdict: verdict)
    }

    static let limits = [
        Limit(result(.forgery), .forgery, .anyone, .forge), Limit(result(.weakKey), .weakKey, .guesser, .forge),
        Limit(result(.misuse, .changed), .misuse, .holder, .reuse), Limit(result(.nonconformance), .nonconformance),
        Limit(result(.crash), .denialOfService), Limit(result(.bypass), .forgery),
        Limit(result(.unsafe), .forgery, .anyone, .forge),
        Limit(result(.protocolViolation), .forgery), Limit(result(.flaky), .forgery),
        Limit(result(.overStrict), nil), Limit(result(.pass, .mended), nil),
        Limit(Deviation(kind: .stale, pattern: "a/*"), nil),
        Limit(Deviation(kind: .unlistedSkip, id: "a/b", verdict: .skipped), nil),
        Limit(Deviation(kind: .unasked), .forgery), Limit(Deviation(kind: .incident, detail: "it ended"), .forgery),
    ]

    @Test(arguments: limits)
    func `a deviation counts up to its severity, and what makes a run unreliable always`(_ limit: Limit) {
        var vector = Vector.sample("a/b")
        (vector.attacker, vector.gain) = (limit.attacker, limit.gain)
        let records = ["a/b": VectorRecord(vector)]
        for severity in Severity.allCases {
            let isDue = limit.isAt.map { severity <= $0 } ?? false
            #expect(limit.deviation.isAtLeast(severity, among: records) == isDue, "\(severity)")
        }
    }

    static let signed: [(Severity, Verdict)] = [
        (.nonconformance, .nonconformance), (.forgery, .unsafe), (.unclassified, .unsafe),
    ]

    @Test(arguments: signed)
    func `a signed request is as grave as what it opens`(_ severity: Severity, _ verdict: Verdict) {
        let token = Outcome.token(ExaminedToken("t"))
        #expect(Expectation.reject.verdict(of: token, content: .bytes, severity: severity) == verdict)
    }

    static let otherPayloads: [(Severity, Verdict)] = [
        (.forgery, .forgery), (.nonconformance, .wrongPayload), (.unclassified, .wrongPayload),
    ]

    @Test(arguments: otherPayloads)
    func `another payload is a forgery where the attacker chooses it`(_ severity: Severity, _ verdict: Verdict) {
        let room = Expectation.either(why: "room", payload: Self.payload, strict: .reject)
        let other = Outcome.answer(.accept(payload: Octets(utf8: "q")))
        #expect(room.verdict(of: other, content: .bytes, severity: severity) == verdict)
    }

    @Test func `an entry that says bypass matches every wrong acceptance and no other fault`() {
        let covered = Verdict.allCases.filter { Verdict.bypass.covers($0) }
        #expect(Set(covered) == [.bypass, .forgery, .weakKey, .misuse, .respelling, .nonconformance])
        #expect(Verdict.allCases.filter { Verdict.unsafe.covers($0) } == [.nonconformance, .unsafe])
        #expect(!Verdict.forgery.covers(.bypass))
    }

    @Test func `severities are in order and have one row each`() {
        #expect(SeverityRow.all.map(\.severity) == Severity.allCases)
        #expect(Severity.forgery > .weakKey && Severity.weakKey > .misuse && Severity.misuse > .respelling)
        #expect(Severity.respelling > .nonconformance)
        #expect(Severity.forgery.counted(1) == "1 forgery" && Severity.forgery.counted(2) == "2 forgeries")
    }

    /// A document with one implementation that accepts every token.
    private func document(_ vectors: [Vector], attacks: [RecordedAttack] = []) -> RunDocument {
        let results = vectors.map { vector in
            let accepted = Outcome.answer(.accept(payload: Self.payload))
            return CaseResult(
                vector: vector,
                verdict: vector.verdict(of: accepted, capabilities: nil, profile: .standard)
            )
        }
        let run = ImplementationRun(label: "x", implementation: nil, ending: .complete, results: results, seconds: 0)
        return RunDocument(
            description: RunDescription(),
            profile: .standard,
            vectors: vectors.map(VectorRecord.init),
            attacks: attacks,
            implementations: [run]
        )
    }

    private func vector(
        _ id: String,
        _ attacker: Attacker,
        _ gain: Gain,
        algorithms: VerificationPolicy.Algorithms = .only(["HS256"])
    ) -> Vector {
        var vector = Vector.sample(id, algorithms: algorithms)
        (vector.attacker, vector.gain) = (attacker, gain)
        return vector
    }

    @Test func `vectors of one severity check and class of attacks are one fault`() throws {
        let patterns: [String: [String]] = ["none/plain": ["none/*"], "state/replay": ["replay/*"]]
        let classes: [AttackClass] = try patterns.map { id, patterns in
            try AttackClass(
                id: id,
                title: "the title of \(id)",
                sources: ["RFC8725#3.2"],
                vectors: patterns.map(VectorPattern.init)
            )
        }
        let vectors = [
            vector("none/a", .anyone, .forge), vector("none/b", .holder, .forge), vector("replay/a", .holder, .reuse),
            vector("other/a", .issuer, Gain.none), vector("other/b", .issuer, Gain.none),
        ]
        let corpus = try Corpus(vectors: vectors)
        let attacks = AttackCoverage(corpus, classes: classes).rows.map(RecordedAttack.init)
        let document = document(vectors, attacks: attacks)
        let faults = Fault.all(of: document.implementations[0], in: document)
        #expect(faults.map(\.vectors) == [["none/a", "none/b"], ["replay/a"], ["other/a", "other/b"]])
        #expect(faults.map(\.severity) == [.forgery, .misuse, .nonconformance])
        #expect(faults.map(\.attacker) == [.anyone, .holder, .issuer])
        #expect(faults[0].title == "the title of none/plain")
        #expect(faults.counted == "1 forgery, 1 misuse, 1 nonconformance")
    }

    @Test func `a fault that shows without a pin alone is closed by pinning`() {
        let open = vector("a/default", .anyone, .forge, algorithms: .implementationDefault)
        let both = [open, vector("a/pinned", .anyone, .forge)]
        for (vectors, isClosed) in [([open], true), (both, false)] {
            let document = document(vectors)
            #expect(Fault.all(of: document.implementations[0], in: document).map(\.isClosedByPinning) == [isClosed])
        }
    }

    @Test func `a drafted reason says what happens who can use it and what closes it`() throws {
        var attack = try AttackClass(
            id: "none/plain",
            title: "alg none",
            sources: ["RFC8725#3.2"],
            vectors: [VectorPattern("a/*")]
        )
        attack.family = AttackFamily(
            id: "none",
            title: "none",
            gain: "anyone writes a token",
            remedy: "Pin the algorithms."
        )
        let vectors = [vector("a/b", .anyone, .forge)]
        let document = document(vectors)
        let baseline = Baseline(
            draftedFrom: document.implementations[0],
            vectors: document.vectors,
            corpus: ["a/b"],
            requirements: [],
            attacks: AttackCoverage(try Corpus(vectors: vectors), classes: [attack]).rows.map(RecordedAttack.init)
        )
        #expect(
            baseline.entries.map(\.reason)
                == ["accepts alg none. Anyone can use it: anyone writes a token. Pin the algorithms."]
        )
    }
}
