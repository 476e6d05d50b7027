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

/// Each fault is charged to the question that caused it, and no other verdict changes.
@Suite(.timeLimit(.minutes(5)))
struct BlameTests {
    /// A way to fail, and the verdict that it comes to.
    struct Way: Sendable, CustomTestStringConvertible {
        let kind: String
        let verdict: Verdict
        var testDescription: String { kind }
    }

    static let ways: [Way] = [
        Way(kind: "signal", verdict: .crash), Way(kind: "exit", verdict: .crash), Way(kind: "exit-0", verdict: .crash),
        Way(kind: "hang", verdict: .hang), Way(kind: "line", verdict: .protocolViolation),
        Way(kind: "garbage", verdict: .protocolViolation), Way(kind: "part", verdict: .crash),
        Way(kind: "twice", verdict: .protocolViolation), Way(kind: "early", verdict: .protocolViolation),
        Way(kind: "close", verdict: .protocolViolation),
    ]

    @Test(arguments: ways, [1, 4, 32])
    func `a fault in place of the answer or right after it is charged to its question`(
        way: Way,
        window: Int
    ) async {
        for delay in [[], ["delay=0"]] {
            let run = await Offender.run(["kind=\(way.kind)", "at=t17"] + delay, window: window)
            #expect(run.failures == ["v/t17": way.verdict], "\(delay)")
            #expect(run.incidents == nil)
        }
    }

    @Test(arguments: ways, [5, 60, 200])
    func `a fault after the answer is charged to the question that was answered`(way: Way, delay: Int) async {
        for window in [1, 32] {
            let run = await Offender.run(
                ["kind=\(way.kind)", "at=t17", "delay=\(delay)", "answer=2"],
                vectors: Offender.vectors(200),
                window: window
            )
            #expect(run.failures == ["v/t17": way.verdict], "window \(window)")
            #expect(run.incidents == nil, "window \(window): \(run.incidents ?? [])")
        }
    }
}
