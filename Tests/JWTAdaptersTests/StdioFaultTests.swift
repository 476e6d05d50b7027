import JWTConformance
import Testing

@testable import JWTAdapters

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Each way in which a program can fail to answer is told apart, and leaves nothing behind.
@Suite(.timeLimit(.minutes(2)))
struct StdioFaultTests {
    @Test(arguments: [
        ("segfault", "SIGSEGV"), ("exit-0", "status 0"), ("exit-3", "status 3"), ("half-a-line", "middle of the line"),
        ("helper-holds-the-pipe", "status 7"),
    ])
    func `crash`(way: String, words: String) async throws {
        let program = MisbehavingProgram(way)
        let processes = try await program.processes()
        let fault = try await program.fault()
        guard case .crash(let what, let standardError) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(what.contains(words))
        #expect(standardError.contains("out of cheese") == (way == "exit-3"))
        #expect(try await areGone(processes))
        // The next call starts a new one.
        #expect(try await program.ask("good") == accepted("good"))
        #expect(try await program.processes() != processes)
        await program.verifier.finish()
    }

    @Test(arguments: ["hang", "ignore-sigterm"])
    func `hang`(way: String) async throws {
        let program = MisbehavingProgram(way, graceSeconds: 0.2)
        let processes = try await program.processes()
        #expect(try await program.fault(timeLimit: 0.3) == .hang(after: 0.3, standardError: ""))
        #expect(try await areGone(processes))
        #expect(try await program.ask("good") == accepted("good"))
        await program.verifier.finish()
    }

    @Test(arguments: [
        ("garbage", "Traceback"), ("empty-line", "isn't a reply"), ("not-utf-8", "isn't a reply"),
        ("array", "isn't a reply"), ("no-id", "isn't a reply"), ("wrong-id", "4711"), ("unknown-outcome", "maybe"),
        ("no-outcome", "without the member outcome"), ("no-payload", "accept without payload"),
        ("bad-payload", "isn't a reply"), ("unsupported-what", "unsupported without feature"),
        ("endless-line", "more than 1048576 bytes"), ("long-line", "more than 1048576 bytes"),
        ("close-stdout", "closed its standard output"),
    ])
    func `protocol violation`(way: String, words: String) async throws {
        let program = MisbehavingProgram(way, graceSeconds: 0.2)
        let processes = try await program.processes()
        let fault = try await program.fault()
        guard case .protocolViolation(let what, _) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(what.contains(words))
        #expect(try await areGone(processes))
        #expect(try await program.ask("good") == accepted("good"))
        await program.verifier.finish()
    }

    @Test func `reply out of order`() async throws {
        let program = MisbehavingProgram("out-of-order")
        async let first = program.fault("one")
        async let second = program.fault("two")
        for fault in [try await first, try await second] {
            guard case .protocolViolation(let what, _) = fault else {
                Issue.record("\(fault)")
                continue
            }
            #expect(what.contains("out of order"))
        }
        await program.verifier.finish()
    }

    @Test func `a reply without a question is a violation`() async throws {
        let program = MisbehavingProgram("extra-reply")
        let processes = try await program.processes()
        #expect(try await program.ask("bad") == accepted("bad"))
        #expect(try await areGone(processes))
        let fault = try await program.fault("good")
        guard case .protocolViolation(let what, _) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(what.contains("when no question was open"))
        #expect(try await program.ask("good") == accepted("good"), "a fault is reported once")
        await program.verifier.finish()
    }

    @Test func `end after the answer`() async throws {
        let program = MisbehavingProgram("late-exit")
        let processes = try await program.processes()
        #expect(try await program.ask("bad") == accepted("bad"))
        #expect(try await areGone(processes))
        let fault = try await program.fault("good")
        #expect(fault == .crash("it exited with status 4", standardError: ""))
        #expect(try await program.ask("good") == accepted("good"), "a fault is reported once")
        await program.verifier.finish()
    }

    @Test func `long standard error is shortened and doesn't affect the verdict`() async throws {
        let program = MisbehavingProgram("loud")
        #expect(try await program.ask("bad") == accepted("bad"))
        await program.verifier.finish()

        let dying = MisbehavingProgram("loud-exit", standardErrorBytes: 1000)
        let fault = try await dying.fault()
        #expect(fault.standardError.contains("complaint 19999 "))
        #expect(fault.standardError.utf8.count <= 1003)
        guard case .crash = fault else {
            Issue.record("\(fault)")
            return
        }
    }

    @Test(arguments: ["segfault", "hang", "garbage"])
    func `asking each question alone finds the one at fault`(way: String) async throws {
        let program = MisbehavingProgram(way, graceSeconds: 0.2)
        let tokens = (0..<32).map { $0 == 20 ? "bad" : "good \($0)" }
        let outcomes = await withTaskGroup(of: (String, Result<Answer, VerifierFault>).self) { group in
            for token in tokens {
                group.addTask { (token, await program.outcome(token, timeLimit: token == "bad" ? 0.5 : 60)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (token, outcome) in outcomes {
            switch outcome {
            case .success(let answer): #expect(answer == accepted(token) && token != "bad")
            case .failure:
                let again = await program.outcome(token, timeLimit: token == "bad" ? 0.5 : 60)
                #expect((try? again.get()) == (token == "bad" ? nil : accepted(token)))
            }
        }
        await program.verifier.finish()
    }
}
