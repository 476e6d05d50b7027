import JWTConformance
import Testing

@testable import JWTAdapters

/// A program that can't be asked at all is unavailable, with words on what to do.
@Suite(.timeLimit(.minutes(2)))
struct StdioStartTests {
    @Test(arguments: [
        (["no-such-program-anywhere"], "install it"), (["/no/such/program"], "check that it exists"),
        (["/etc/passwd"], "check that it exists"), ([], "no command"), ([""], "no command"),
    ])
    func `cannot start`(command: [String], words: String) async throws {
        let verifier = StdioVerifier(command: command)
        await #expect { _ = try await verifier.profile } throws: { error in
            guard case .unavailable(let what, _) = error as? VerifierFault else { return false }
            return what.contains(words)
        }
        await verifier.finish()
    }

    @Test(arguments: [
        ("mute", "gave no answer within 0.5 s"), ("shy", "exited with status 0"), ("babble", "Welcome!"),
        ("protocol-2", "protocol 2"), ("nameless", "lacks protocol or implementation"),
        ("hello-unsupported", "lacks protocol or implementation"),
    ])
    func `a program that doesn't answer hello is unavailable`(way: String, words: String) async throws {
        let program = MisbehavingProgram(way, startUpSeconds: way == "mute" ? 0.5 : 60, graceSeconds: 0.2)
        let fault = try await program.fault("good")
        guard case .unavailable(let what, let standardError) = fault else {
            Issue.record("\(fault)")
            return
        }
        #expect(what.contains(words))
        // This goes into documents, and a command line may hold a secret.
        #expect(!what.contains("program.py"), "\(what)")
        #expect(standardError.contains("no licence") == (way == "shy"))
        await program.verifier.finish()
    }

    @Test(arguments: [("run", "run"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"), ("$x;", "'$x;'")])
    func `shown commands can be pasted into a shell`(argument: String, shown: String) {
        #expect(argument.shellQuoted == shown)
    }

    @Test func `profile is what the program says`() async throws {
        let program = MisbehavingProgram("polite")
        let profile = try await program.verifier.profile
        #expect(profile.name == "program")
        #expect(profile.capabilities?.algorithms == ["HS256"])
        #expect(profile.capabilities?.clock == .system)
        await program.verifier.finish()
    }
}
