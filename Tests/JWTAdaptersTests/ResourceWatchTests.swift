import JWTConformance
import Testing

@testable import JWTAdapters

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

#if os(Linux)
/// A program that takes more of the machine than it may is ended, and its neighbours keep their answers.
@Suite(.timeLimit(.minutes(2)))
struct ResourceWatchTests {
    @Test(arguments: ["eat-memory", "helper-eats-memory", "daemon-eats-memory"])
    func `memory`(way: String) async throws {
        let program = MisbehavingProgram(way, graceSeconds: 0.2, memoryBytes: 200 << 20)
        let processes = try await program.processes()
        let fault = try await program.fault()
        guard case .crash(let what, _) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(what.hasSuffix(" MiB of memory (limit: 200 MiB) and was stopped"), "\(what)")
        #expect(try await areGone(processes))
        #expect(try await program.ask("good") == accepted("good"))
        await program.verifier.finish()
    }

    @Test func `asking each question alone finds the one at fault`() async throws {
        let program = MisbehavingProgram("eat-memory", graceSeconds: 0.2, memoryBytes: 200 << 20)
        let vectors = (0..<8).map { number in
            var question = MisbehavingProgram.question(number == 5 ? "bad" : "good")
            question.content = .claims
            question.key = .jwk(.object(["kty": .string("oct")]), pem: nil)
            return Vector(
                id: "resources/\(number)",
                summary: "a token",
                question: question,
                expectation: .accept(payload: Octets(utf8: number == 5 ? "bad" : "good"))
            )
        }
        let candidate = NamedVerifier(label: "program", verifier: program.verifier)
        let cases = await Runner().run(vectors, verifiers: [candidate]).implementations[0].cases
        #expect(cases.filter { $0.verdict == .crash }.map(\.id) == ["resources/5"])
        #expect(cases.count { $0.verdict == .pass } == 7)
        #expect(cases[5].answer?.detail?.contains("of memory") == true)
    }

    @Test func `processor time after the answer`() async throws {
        let program = MisbehavingProgram("spin", graceSeconds: 0.2, processorSeconds: 0.5)
        let processes = try await program.processes()
        #expect(try await program.ask("bad") == accepted("bad"))
        #expect(try await areGone(processes))
        guard case .crash(let what, _) = try await program.fault("good") else {
            Issue.record("it may spin")
            return
        }
        #expect(what.contains("s of processor time since its last reply"), "\(what)")
        #expect(try await program.ask("good") == accepted("good"), "a fault is reported once")
        await program.verifier.finish()
    }

    @Test func `this process uses something`() throws {
        let usage = try #require(ProcessTable.entry(of: getpid()))
        #expect(usage.memoryBytes > 1 << 20)
        #expect(usage.processorSeconds > 0)
        #expect(usage.session == getsid(0))
        #expect(usage.parent == getppid())
        #expect(ProcessTable.current().entries[getpid()]?.started == usage.started)
        #expect(ProcessTable.entry(of: 0) == nil)
    }
}
#endif
