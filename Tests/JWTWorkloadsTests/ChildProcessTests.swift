import Testing

@testable import JWTWorkloads

@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
    private static func shell(_ line: String, _ environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess(["/bin/sh", "-c", line], environment: environment)
    }

    @Test func `a program is asked line by line and ends with its input`() throws {
        let process = try ChildProcess(["/bin/cat"])
        for line in ["one", "", "ünicode", String(repeating: "x", count: 60_000)] {
            try process.say(line)
            #expect(try process.line(within: 10) == line)
        }
        #expect(process.wait() == 0)
        #expect(process.wait() == 0)
    }

    @Test(arguments: [
        ("exit 3", "ended without an answer"), ("kill -9 $$", "ended without an answer"),
        ("sleep 60", "no answer in time"),
        ("head -c 2000000 /dev/zero", "a line of more than"),
    ])
    func `a program without an answer is an error that says why`(line: String, words: String) throws {
        let process = try Self.shell(line)
        let error = #expect(throws: WorkloadError.self) { _ = try process.line(within: 5) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func `a program that no longer reads is an error, not a signal`() throws {
        let process = try Self.shell("exec 0<&-; echo closed; sleep 60")
        #expect(try process.line(within: 10) == "closed")
        #expect(throws: WorkloadError.self) { try process.say("anybody?") }
    }

    @Test func `a wait ends when it's told to`() throws {
        let process = try Self.shell("sleep 60")
        #expect(throws: WorkloadError.self) { _ = try process.line(within: 60, shouldStop: { true }) }
    }

    @Test func `a program that isn't there can't be started`() {
        let error = #expect(throws: WorkloadError.self) { _ = try ChildProcess(["/nonexistent/program"]) }
        #expect(error?.description.contains("can't be started: No such file") == true)
        #expect(throws: WorkloadError.self) { _ = try ChildProcess([]) }
    }

    @Test func `the exit status is that of the program`() throws {
        #expect(try Self.shell("exit 7").wait() == 7)
        #expect(try Self.shell("kill -9 $$").wait() == -9)
    }

    @Test func `what is added to the environment replaces what was there`() throws {
        let process = try Self.shell("echo \"$HOME $ADDED\"", ["HOME": "/there", "ADDED": "a b"])
        #expect(try process.line(within: 10) == "/there a b")
    }

    @Test func `every process is padded otherwise`() throws {
        var generator = SystemRandomNumberGenerator()
        let lengths = (0..<64).compactMap { _ in
            ProcessPadding.environment(&generator)[ProcessPadding.variable]?.count
        }
        #expect(Set(lengths).count > 32)
        #expect(lengths.allSatisfy { (0...ProcessPadding.limit).contains($0) })
    }
}
