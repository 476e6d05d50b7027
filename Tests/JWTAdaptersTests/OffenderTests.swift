import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

/// The program `offender.py`, which one question makes fail, and what a run makes of it.
struct Offender {
    /// The program under a verifier, with limits that are short where the limit is what the test waits for.
    static func verifier(_ options: [String], graceSeconds: Double = 1) -> StdioVerifier {
        StdioVerifier(command: command(options), limits: .init(startUpSeconds: 60, graceSeconds: graceSeconds))
    }

    static func command(_ options: [String]) -> [String] {
        let python = MisbehavingProgram.command("")[0]
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs/offender.py").path
        return [python, script] + options
    }

    /// Vectors whose tokens are `t0`, `t1` and so on, all of which have to be rejected.
    static func vectors(_ count: Int, timeLimit: Double = 1) -> [Vector] {
        (0..<count).map { vector("t\($0)", timeLimit: timeLimit) }
    }

    static func vector(_ token: String, timeLimit: Double = 1) -> Vector {
        Vector(
            id: "v/\(token)",
            summary: token,
            question: Question(
                content: .bytes,
                token: .text(token),
                key: .none,
                policy: VerificationPolicy(["HS256"]),
                timeLimit: timeLimit
            ),
            expectation: .reject
        )
    }

    /// The steps of a sequence, with the tokens `t0`, `t1` and so on, all of which have to be rejected.
    static func steps(_ count: Int) -> [Vector] {
        var questions: [Question] = []
        return (0..<count).map { number in
            var step = vector("t\(number)")
            guard case .verify(var question) = step.task else { return step }
            question.sequence = "s"
            step = Vector(
                id: step.id,
                summary: step.summary,
                question: question,
                predecessors: questions,
                expectation: .reject
            )
            questions.append(question)
            return step
        }
    }

    /// What a run makes of the program.
    static func run(
        _ options: [String],
        vectors: [Vector] = vectors(60),
        window: Int = 32,
        timeLimit: Double? = 1800
    ) async -> ImplementationRun {
        var settings = Runner.Options()
        (settings.window, settings.timeLimit) = (window, timeLimit)
        let named = NamedVerifier(label: "offender", verifier: verifier(options))
        return await Runner(options: settings).run(vectors, verifiers: [named]).implementations[0]
    }
}

extension ImplementationRun {
    /// The vectors that didn't pass, with their verdicts.
    var failures: [String: Verdict] {
        Dictionary(uniqueKeysWithValues: cases.filter { $0.verdict != .pass }.map { ($0.id, $0.verdict) })
    }
}

/// A way to fail, and the verdicts that it may come to.
struct Way: Sendable, CustomTestStringConvertible {
    let kind: String
    let verdicts: Set<Verdict>
    var testDescription: String { kind }

    static let all = [
        Way(kind: "signal", verdicts: [.crash]), Way(kind: "exit", verdicts: [.crash]),
        Way(kind: "exit-0", verdicts: [.crash]), Way(kind: "part", verdicts: [.crash]),
        Way(kind: "hang", verdicts: [.hang]), Way(kind: "line", verdicts: [.protocolViolation]),
        Way(kind: "garbage", verdicts: [.protocolViolation]), Way(kind: "twice", verdicts: [.protocolViolation]),
        Way(kind: "early", verdicts: [.protocolViolation]),
        // Its input is closed then, and that may be what ends it.
        Way(kind: "close", verdicts: [.protocolViolation, .crash]),
    ]

    /// Replies that aren't one JSON object in UTF-8, or can be read in two ways.
    static let spoilt = [
        "bom", "utf-16", "utf-16-be", "utf-32", "duplicate", "duplicate-same", "duplicate-escaped", "duplicate-inside",
        "surrogate", "surrogate-unread", "surrogate-low", "surrogate-name", "surrogate-octets", "not-utf-8",
        "not-utf-8-unread", "not-utf-8-name", "nul", "nul-between", "nul-behind", "control", "more", "comma", "comment",
        "nan", "deep", "escape", "unclosed", "apostrophes", "leading-zero",
    ].map { Way(kind: $0, verdicts: [.protocolViolation]) }

    static let endings = [
        Way(kind: "at-end-signal", verdicts: [.crash]), Way(kind: "at-end-exit", verdicts: [.crash]),
        Way(kind: "at-end-hang", verdicts: [.hang]), Way(kind: "at-end-line", verdicts: [.protocolViolation]),
    ]
}

extension ImplementationRun {
    /// Records an issue unless exactly these vectors failed, in this way, and the program itself did nothing.
    func expect(_ culprits: [String], _ way: Way, _ comment: Comment? = nil) {
        #expect(Set(failures.keys) == Set(culprits), comment)
        #expect(failures.values.allSatisfy(way.verdicts.contains), comment)
        #expect(incidents == nil, comment)
        #expect(cases.filter { failures[$0.id] == nil }.allSatisfy { $0.answer?.outcome == "reject" }, comment)
        #expect(state == .complete, comment)
    }
}

/// Each fault is charged to the question that caused it, and no other verdict changes.
@Suite(.timeLimit(.minutes(10)))
struct BlameTests {
    @Test(arguments: Way.all, [1, 4, 32])
    func `a fault in place of the answer or right after it is charged to its question`(way: Way, window: Int) async {
        for delay in [[], ["delay=0"]] {
            let run = await Offender.run(["kind=\(way.kind)", "at=t17"] + delay, window: window)
            run.expect(["v/t17"], way, "\(delay)")
        }
    }

    @Test(arguments: Way.spoilt)
    func `a reply that can't be read in exactly one way is charged to its question`(way: Way) async {
        let run = await Offender.run(["kind=\(way.kind)", "at=t7"], vectors: Offender.vectors(12))
        run.expect(["v/t7"], way)
        // The greeting has no outcome that could be there twice.
        guard way.kind != "duplicate", way.kind != "duplicate-escaped" else { return }
        let greeted = await Offender.run(["kind=\(way.kind)", "at=hello"], vectors: Offender.vectors(1))
        #expect(greeted.state == .unavailable, "hello")
        #expect(greeted.failures == ["v/t0": .notRun], "hello")
    }

    @Test(arguments: Way.all, ["t0", "t1", "t2"])
    func `a fault after a step is charged to it, and the steps behind it aren't run`(way: Way, step: String) async {
        let vectors = Offender.vectors(4).map(\.id)
        let run = await Offender.run(["kind=\(way.kind)", "at=\(step)", "delay=20"], vectors: Offender.steps(4))
        let place = vectors.firstIndex(of: "v/\(step)") ?? 0
        #expect(run.cases.prefix(place).allSatisfy { $0.verdict == .pass }, "\(run.failures)")
        #expect(way.verdicts.contains(run.cases[place].verdict), "\(run.failures)")
        #expect(run.cases.dropFirst(place + 1).allSatisfy { $0.verdict == .notRun }, "\(run.failures)")
        #expect(run.cases.last?.detail?.contains("at an earlier step, the verifier") == true)
        #expect(run.incidents == nil)
    }

    @Test(arguments: Way.all, [5, 60, 200])
    func `a fault after the answer is charged to the question that was answered`(way: Way, delay: Int) async {
        for window in [1, 32] {
            let run = await Offender.run(
                ["kind=\(way.kind)", "at=t17", "delay=\(delay)", "answer=2"],
                vectors: Offender.vectors(200),
                window: window
            )
            run.expect(["v/t17"], way, "window \(window)")
        }
    }

    @Test(arguments: Way.all)
    func `the program that waits before it fails is found out too`(way: Way) async {
        let run = await Offender.run(["kind=\(way.kind)", "at=t17", "delay=100", "by=main"])
        run.expect(["v/t17"], way)
    }

    @Test(arguments: Way.all)
    func `a fault after the last answer of the run is seen`(way: Way) async {
        for delay in ["0", "150"] {
            let run = await Offender.run(
                ["kind=\(way.kind)", "at=t9", "delay=\(delay)"],
                vectors: Offender.vectors(10),
                window: 1
            )
            run.expect(["v/t9"], way, "\(delay) ms")
        }
    }

    @Test(arguments: Way.endings)
    func `a fault at the end of the input is charged to the question that is the reason`(way: Way) async {
        for window in [1, 32] {
            let run = await Offender.run(
                ["kind=\(way.kind)", "at=t3"],
                vectors: Offender.vectors(100),
                window: window
            )
            run.expect(["v/t3"], way, "window \(window)")
        }
    }

    @Test func `the first and the only question can be the culprit`() async {
        for kind in ["signal", "hang", "at-end-exit"] {
            let way = (Way.all + Way.endings).first { $0.kind == kind }!
            let delays = kind.hasPrefix("at-end") ? [[]] : [[], ["delay=20"]]
            for delay in delays {
                await Offender.run(["kind=\(kind)", "at=t0"] + delay).expect(["v/t0"], way)
                await Offender.run(["kind=\(kind)", "at=t0"] + delay, vectors: Offender.vectors(1))
                    .expect(["v/t0"], way)
            }
        }
    }

    @Test(arguments: [[], ["delay=0"], ["delay=40"], ["delay=120", "jitter=7"]])
    func `several culprits are all found`(_ delay: [String]) async {
        for kind in ["exit", "twice"] {
            let run = await Offender.run(
                ["kind=\(kind)", "at=t3,t4,t50,t98,t99", "answer=1"] + delay,
                vectors: Offender.vectors(100)
            )
            run.expect(["t3", "t4", "t50", "t98", "t99"].map { "v/\($0)" }, Way.all.first { $0.kind == kind }!)
        }
    }

    /// What another fault ends before it could show.
    @Test func `a culprit behind another fault is found`() async {
        let run = await Offender.run(["kind=at-end-exit", "at=t3"], vectors: Offender.vectors(40))
        run.expect(["v/t3"], Way.endings[1])
    }

    @Test func `where every question is a culprit all of them are charged`() async {
        let run = await Offender.run(["kind=exit", "at=*"], vectors: Offender.vectors(12))
        #expect(run.failures.count == 12)
        #expect(run.failures.values.allSatisfy { $0 == .crash })
    }

    @Test func `a slow question is no culprit`() async {
        let run = await Offender.run(["kind=exit", "at=t20", "delay=5", "slow=t18"])
        run.expect(["v/t20"], Way.all[1])
    }
}

/// What no question alone brings about is the program's own fault.
@Suite(.timeLimit(.minutes(10)))
struct ProgramIncidentTests {
    private func expectIncident(_ run: ImplementationRun, _ words: String, state: ImplementationRun.State = .complete) {
        #expect(run.failures.values.allSatisfy { $0 == .notRun })
        #expect((run.incidents ?? []).contains { $0.what.contains(words) }, "\(run.incidents ?? [])")
        #expect(run.deviations.contains { $0.kind == .incident })
        #expect(run.state == state)
    }

    @Test func `a fault that takes company is the programs`() async {
        for delay in [[], ["delay=20"]] {
            let run = await Offender.run(["kind=exit", "at=t30", "with=t12", "answer=1"] + delay)
            expectIncident(run, "status 4")
            #expect(run.failures.isEmpty)
        }
    }

    @Test func `a fault that happens once is the programs`() async {
        let file = FileManager.default.temporaryDirectory.appending(path: "once-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = await Offender.run(["kind=signal", "at=t30", "once=\(file)"])
        expectIncident(run, "SIGSEGV")
        #expect(run.failures.isEmpty)
    }

    @Test func `a program that fails unasked is not asked any more`() async {
        let run = await Offender.run(["kind=line", "unasked=100", "answer=5"], vectors: Offender.vectors(200))
        expectIncident(run, "without being asked", state: .unavailable)
    }

    @Test(arguments: Way.endings)
    func `an end that is always bad is the programs`(way: Way) async {
        let run = await Offender.run(["kind=\(way.kind)", "at=*"])
        expectIncident(run, "whatever it was asked")
        #expect(run.failures.isEmpty)
    }

    @Test(arguments: ["name", "version", "algorithm"])
    func `another program after a restart is a finding`(what: String) async {
        let run = await Offender.run(["kind=exit", "at=t5", "another=\(what)"])
        #expect(run.failures == ["v/t5": .crash])
        let expected = what == "algorithm" ? "other capabilities" : "another \(what)"
        #expect((run.incidents ?? []).contains { $0.what.contains(expected) }, "\(run.incidents ?? [])")
    }

    @Test func `the order of capabilities may change`() async {
        await Offender.run(["kind=exit", "at=t5", "another=order"]).expect(["v/t5"], Way.all[1])
    }
}

/// What a hang costs, and a verifier.
@Suite(.timeLimit(.minutes(10)))
struct TimeTests {
    /// Each time costs its limit, and how long that is a machine at work can't say.
    @Test func `what hangs is asked once with others and once alone`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "asked-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let run = await Offender.run(
            ["kind=hang", "at=t7", "log=\(file.path)"],
            vectors: Offender.vectors(40, timeLimit: 1)
        )
        run.expect(["v/t7"], Way.all[4])
        let asked = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(asked.count { $0.hasSuffix(" t7") } == 2, "\(asked)")
    }

    @Test func `a program that stops answering after every question is abandoned`() async {
        let run = await Offender.run(
            ["kind=hang", "at=*", "delay=5", "answer=4"],
            vectors: Offender.vectors(400, timeLimit: 0.5)
        )
        #expect(run.state == .unavailable)
        #expect((16..<40).contains(run.summary.count(.hang)))
        #expect(run.summary.count(.notRun) > 0)
    }

    @Test func `the time for a verifier is limited`() async {
        let run = await Offender.run(["answer=20"], vectors: Offender.vectors(400), timeLimit: 1)
        #expect(run.state == .unavailable)
        #expect(run.detail?.contains("time limit of 1.0 s") == true)
        #expect(run.summary.count(.pass) > 0)
        #expect(run.summary.count(.pass) + run.summary.count(.notRun) == 400)
        #expect(run.cases.last?.detail?.contains("--time-limit") == true)
        #expect(run.seconds < 5)
    }
}
