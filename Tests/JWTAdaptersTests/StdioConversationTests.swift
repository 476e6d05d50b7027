import JWTConformance
import Testing

@testable import JWTAdapters

/// What a program may do within the protocol, and how it's ended.
@Suite(.timeLimit(.minutes(2)))
struct StdioConversationTests {
    @Test(arguments: ["polite", "split", "batch"])
    func `replies are matched however they are written`(way: String) async throws {
        let program = MisbehavingProgram(way)
        let answers = await withTaskGroup(of: (String, Result<Answer, VerifierFault>).self) { group in
            for number in 0..<32 {
                group.addTask { ("token \(number)", await program.outcome("token \(number)")) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 32)
        for (token, answer) in answers { #expect(answer == .success(accepted(token))) }
        await program.verifier.finish()
    }

    @Test func `a slow question isn't blamed on others`() async throws {
        let program = MisbehavingProgram("slow")
        // Eight times a quarter of a second is more than the limit of each.
        let answers = await withTaskGroup(of: Result<Answer, VerifierFault>.self) { group in
            for number in 0..<8 { group.addTask { await program.outcome("\(number)", timeLimit: 1.6) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for answer in answers { #expect(throws: Never.self) { try answer.get() } }
        await program.verifier.finish()
    }

    @Test func `a token larger than the pipe goes through`() async throws {
        let program = MisbehavingProgram("polite")
        let token = String(repeating: "a", count: 3 << 20)
        #expect(try await program.ask(token) == accepted(token))
        await program.verifier.finish()
    }

    @Test func `a message is one line whatever the token holds`() async throws {
        let program = MisbehavingProgram("polite")
        for token in ["a\nb", "\r\n", "\u{2028}\u{85}", "\u{0}", "\"\\/", "é\u{301}🔑", ""] {
            #expect(try await program.ask(token) == accepted(token))
        }
        await program.verifier.finish()
    }

    @Test(arguments: ["polite", "linger", "leave-a-helper"])
    func `finish leaves nothing behind`(way: String) async throws {
        let program = MisbehavingProgram(way, graceSeconds: 0.2)
        let processes = try await program.processes()
        #expect(processes.count == (way == "leave-a-helper" ? 2 : 1))
        await program.verifier.finish()
        #expect(try await areGone(processes))
    }

    @Test func `a forgotten verifier leaves nothing behind`() async throws {
        let processes = try await MisbehavingProgram("linger", graceSeconds: 0.2).processes()
        #expect(!processes.isEmpty)
        #expect(try await areGone(processes))
    }

    @Test func `finish ends what is in flight`() async throws {
        let program = MisbehavingProgram("hang", graceSeconds: 0.2)
        let processes = try await program.processes()
        async let fault = program.fault()
        // Long enough for the question to be on its way; where it isn't, it's asked of a new process.
        try await Task.sleep(for: .milliseconds(300))
        await program.verifier.finish()
        #expect(try await areGone(processes))
        await program.verifier.finish()
        _ = try await fault
    }
}
