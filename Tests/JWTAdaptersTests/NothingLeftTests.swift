import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

#if os(Linux)
/// No process of a program outlives it, wherever it went.
@Suite(.timeLimit(.minutes(2)))
struct NothingLeftTests {
    @Test(arguments: ["helper-holds-the-pipe", "helper-escapes", "daemon", "daemon-ignores-signals"])
    func `what a crashed program started is ended`(way: String) async throws {
        let program = MisbehavingProgram(way)
        let processes = try await program.processes()
        #expect(processes.count == 2)
        guard case .crash(let what, _) = try await program.fault() else {
            Issue.record("no crash")
            return
        }
        #expect(what.contains("status 7"))
        #expect(!processes.contains(where: isRunning))
        #expect(try await program.ask("good") == accepted("good"))
        let next = try await program.processes()
        await program.verifier.finish()
        #expect(!next.contains(where: isRunning))
    }

    /// Who asks in a process of their own keeps their children: this process adopts none.
    @Test func `a bystander is left alone`() async throws {
        let bystander = StdioVerifier(command: MisbehavingProgram.command("daemon"))
        guard case .accept(let payload) = try await bystander.answer(MisbehavingProgram.question("process")) else {
            Issue.record("no answer")
            return
        }
        let processes = (payload.utf8 ?? "").split(separator: " ").compactMap { Int32($0) }
        let program = MisbehavingProgram("daemon")
        _ = try await program.fault()
        await program.verifier.finish()
        #expect(processes.count == 2)
        #expect(processes.allSatisfy(isRunning))
        await bystander.finish()
        #expect(!processes.contains(where: isRunning))
    }

    @Test func `who forks faster than it's looked at is ended`() async throws {
        let program = MisbehavingProgram("fork-bomb", graceSeconds: 0.2)
        _ = try await program.fault()
        await program.verifier.finish()
        try await Task.sleep(for: .milliseconds(100))
        let left = ProcessTable.current().entries.values.filter {
            guard let line = try? String(contentsOf: URL(filePath: "/proc/\($0.id)/cmdline"), encoding: .utf8) else {
                return false
            }
            return line.contains("fork-bomb") && !$0.isZombie
        }
        #expect(left.isEmpty, "\(left)")
    }
}
#endif
