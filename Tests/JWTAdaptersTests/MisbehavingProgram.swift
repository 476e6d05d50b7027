import FoundationEssentials
import JWTConformance
import Testing

@testable import JWTAdapters

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `Programs/program.py` under a verifier, with short limits where the limit is the point and long ones elsewhere.
struct MisbehavingProgram {
    let verifier: StdioVerifier

    init(
        _ way: String,
        startUpSeconds: Double = 60,
        graceSeconds: Double = 10,
        standardErrorBytes: Int = 4096,
        memoryBytes: Int = 4 << 30,
        processorSeconds: Double = 60
    ) {
        verifier = StdioVerifier(
            command: Self.command(way),
            limits: .init(
                startUpSeconds: startUpSeconds,
                graceSeconds: graceSeconds,
                standardErrorBytes: standardErrorBytes,
                memoryBytes: memoryBytes,
                processorSeconds: processorSeconds
            )
        )
    }

    /// The command that starts the program with these manners.
    static func command(_ way: String) -> [String] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs/program.py").path
        let system = "/usr/bin/python3"
        // A shim in PATH costs more than the test.
        let python = FileManager.default.isExecutableFile(atPath: system) ? system : "python3"
        return [python, script, way]
    }

    static func question(_ token: String, timeLimit: Double = 60) -> Question {
        Question(
            content: .bytes,
            token: .text(token),
            key: .none,
            policy: VerificationPolicy(["HS256"]),
            timeLimit: timeLimit
        )
    }

    func ask(_ token: String, timeLimit: Double = 60) async throws(VerifierFault) -> Answer {
        try await verifier.answer(Self.question(token, timeLimit: timeLimit))
    }

    /// What happens to a question; a fault is no error here.
    func outcome(_ token: String, timeLimit: Double = 60) async -> Result<Answer, VerifierFault> {
        do {
            return .success(try await ask(token, timeLimit: timeLimit))
        } catch {
            return .failure(error)
        }
    }

    /// The fault that a question ends in.
    func fault(_ token: String = "bad", timeLimit: Double = 60) async throws -> VerifierFault {
        switch await outcome(token, timeLimit: timeLimit) {
        case .failure(let fault): return fault
        case .success(let answer): throw Unexpected(answer: answer)
        }
    }

    struct Unexpected: Error {
        let answer: Answer
    }

    /// The ids of the program and of what it started.
    func processes() async throws -> [pid_t] {
        guard case .accept(let payload) = try await ask("process"), let text = payload.utf8 else { return [] }
        return text.split(separator: " ").compactMap { pid_t($0) }
    }
}

/// Whether a process runs; one that has ended and that nobody has waited for doesn't.
func isRunning(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    guard let status = try? String(contentsOf: URL(filePath: "/proc/\(process)/stat"), encoding: .utf8) else {
        return FileManager.default.fileExists(atPath: "/proc/self") == false
    }
    return !status.contains(") Z ")
}

/// Waits, generously, until none of the processes runs.
func areGone(_ processes: [pid_t]) async throws -> Bool {
    for _ in 0..<1000 {
        if !processes.contains(where: isRunning) { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}

func accepted(_ token: String) -> Answer {
    .accept(payload: Octets(utf8: token))
}
