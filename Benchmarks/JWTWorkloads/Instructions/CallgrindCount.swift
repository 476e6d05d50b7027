import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Counts the instructions of a program under valgrind's callgrind.
package struct CallgrindCount: Sendable {
    private let valgrind: String
    private let strip: String

    /// Finds valgrind in `PATH`, and a tool to strip debugging information: valgrind 3.19 fails on Swift's.
    ///
    /// - Throws: ``WorkloadError`` if one is missing.
    package init() throws(WorkloadError) {
        valgrind = try Self.program("valgrind", package: "valgrind")
        strip = try Self.program("strip", package: "binutils")
    }

    private static func program(_ name: String, package: String) throws(WorkloadError) -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let found = path.split(separator: ":").map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let found else { throw WorkloadError("\(name) isn't installed; run apt-get install \(package)") }
        return found
    }

    /// Copies a program without its debugging information.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - copy: the path of the copy.
    /// - Throws: ``WorkloadError`` if it can't be copied.
    package func copy(_ program: String, to copy: String) throws(WorkloadError) {
        guard try Self.run([strip, "--strip-debug", "-o", copy, program]) == 0 else {
            throw WorkloadError("\(program) can't be copied without its debugging information")
        }
    }

    /// Runs a program to its end.
    ///
    /// - Parameter command: a program's path and its arguments.
    /// - Returns: how many instructions it took.
    /// - Throws: ``WorkloadError`` if it doesn't end well.
    package func instructions(_ command: [String]) throws(WorkloadError) -> UInt64 {
        let folder = FileManager.default.temporaryDirectory
        let log = folder.appending(path: "jwt-bench-callgrind-\(UInt64.random(in: 0...UInt64.max))")
        defer { try? FileManager.default.removeItem(at: log) }
        let arguments = [
            valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=\(log.path)",
        ]
        let status = try Self.run(arguments + command)
        let text = (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard status == 0 else {
            let last = text.split(separator: "\n").last.map(String.init) ?? "no output"
            throw WorkloadError("valgrind ended with \(status): \(last)")
        }
        guard let count = Self.collected(text) else { throw WorkloadError("callgrind counted nothing") }
        return count
    }

    /// The number in the line `==1== Collected : 123`.
    static func collected(_ text: String) -> UInt64? {
        let line = text.split(separator: "\n").last { $0.contains("Collected :") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { UInt64($0) }
    }

    /// Runs a program with this process's streams, and waits for it.
    private static func run(_ arguments: [String]) throws(WorkloadError) -> Int32 {
        var process: pid_t = 0
        let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        guard unsafe posix_spawn(&process, arguments[0], nil, nil, words, environ) == 0 else {
            throw WorkloadError("\(arguments[0]) can't be started")
        }
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw WorkloadError("valgrind exited") }
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }
}

/// Counts the instructions of one operation: what many more of them add to a run.
package final class OperationCount: Sendable {
    /// What is performed.
    package enum Subject: String, CaseIterable, Sendable {
        /// The implementation's operation.
        case candidate
        /// The bare one.
        case floor
    }

    private let counter: CallgrindCount
    private let program: String

    /// Takes a program.
    ///
    /// - Parameters:
    ///   - counter: what counts.
    ///   - program: the path of jwt-bench, of which a copy is run with the hidden command `perform`.
    /// - Throws: ``WorkloadError`` if it can't be copied.
    package init(_ counter: CallgrindCount, program: String) throws(WorkloadError) {
        self.counter = counter
        let name = "jwt-bench-\(UInt64.random(in: 0...UInt64.max))"
        let copy = FileManager.default.temporaryDirectory.appending(path: name).path
        try counter.copy(program, to: copy)
        self.program = copy
    }

    deinit { try? FileManager.default.removeItem(atPath: program) }

    /// Operations enough that their instructions outweigh what moves in the rest of a run.
    private static func operations(_ algorithm: String) -> Int {
        algorithm.hasPrefix("HS") ? 2_000 : 100
    }

    /// Counts.
    ///
    /// - Parameter scenario: of the reference, with one worker.
    /// - Returns: the instructions of one operation, the implementation's and the bare one's.
    /// - Throws: ``WorkloadError`` if it can't be counted.
    package func count(_ scenario: Scenario) throws(WorkloadError) -> InstructionCount {
        InstructionCount(
            scenario,
            candidate: try instructions(scenario, .candidate),
            floor: try instructions(scenario, .floor)
        )
    }

    private func instructions(_ scenario: Scenario, _ subject: Subject) throws(WorkloadError) -> Double {
        let few = 16
        let many = few + Self.operations(scenario.algorithm)
        let counts = [
            try counter.instructions(command(scenario, subject, few)),
            try counter.instructions(command(scenario, subject, many)),
        ]
        return max(0, Double(counts[1]) - Double(counts[0])) / Double(many - few)
    }

    private func command(_ scenario: Scenario, _ subject: Subject, _ operations: Int) -> [String] {
        [
            program, "perform", scenario.algorithm, scenario.operation.rawValue, "--subject", subject.rawValue,
            "--operations", "\(operations)",
        ]
    }
}
