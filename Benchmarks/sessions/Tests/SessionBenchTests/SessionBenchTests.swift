import Foundation
import Testing

/// The program measures the stores that are named and reports those that can't be reached.
@Suite struct SessionBenchTests {
    private struct Document: Decodable {
        struct Way: Decodable {
            struct Figures: Decodable {}
            let store: String
            let figures: [Figures]
            let refusal: String?
        }

        let schema: String
        let complete: Bool
        let sessions: [Way]
    }

    private func run(_ arguments: String...) throws -> (code: Int32, output: Data) {
        let process = Process()
        // Next to the test's own program.
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "session-bench")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }

    @Test func `tokens, a dictionary and SQLite are measured, and a server that isn't there is reported`() throws {
        let (code, output) = try run(
            "--algorithms",
            "HS256",
            "--sessions",
            "100",
            "--loads",
            "10",
            "--arrivals",
            "uniform",
            "--seconds",
            "0.01",
            "--redis",
            "127.0.0.1:1",
            "--format",
            "json"
        )
        #expect(code == 3)
        let document = try JSONDecoder().decode(Document.self, from: output)
        #expect(document.schema == "jwt-assay/bench/2")
        #expect(document.complete)
        #expect(document.sessions.map(\.store) == ["JWT HS256", "dictionary", "SQLite", "Redis"])
        #expect(document.sessions.map(\.figures.count) == [1, 1, 1, 0])
        #expect(document.sessions.last?.refusal?.contains("127.0.0.1:1") == true)
    }

    @Test(arguments: [["--sessions", "1"], ["--algorithms", "none"], ["--bogus"]])
    func `a mistake of the command line ends with 64`(_ arguments: [String]) throws {
        #expect(try run(arguments[0], arguments.dropFirst().first ?? "--bogus").code == 64)
    }
}
