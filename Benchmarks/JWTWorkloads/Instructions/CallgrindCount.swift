import FoundationEssentials

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
        guard try ChildProcess([strip, "--strip-debug", "-o", copy, program]).wait() == 0 else {
            throw WorkloadError("\(program) can't be copied without its debugging information")
        }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - command: a program's path and its arguments.
    ///   - environment: what it finds in its environment besides this process's own.
    /// - Returns: how many instructions it took.
    /// - Throws: ``WorkloadError`` if it doesn't end well.
    package func instructions(
        _ command: [String],
        environment: [String: String] = [:]
    ) throws(WorkloadError) -> UInt64 {
        let folder = FileManager.default.temporaryDirectory
        let log = folder.appending(path: "jwt-bench-callgrind-\(UInt64.random(in: 0...UInt64.max))")
        defer { try? FileManager.default.removeItem(at: log) }
        let arguments = [
            valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=\(log.path)",
        ]
        let status = try ChildProcess(arguments + command, environment: environment).wait()
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

    /// Counts in two processes, of which one performs more.
    ///
    /// - Parameters:
    ///   - scenario: with one worker.
    ///   - subject: the implementation or the bare operation.
    ///   - addedSteps: steps of ``AddedWork`` after each operation.
    ///   - environment: what the processes find in their environment besides this one's own.
    /// - Returns: the instructions of one operation.
    /// - Throws: ``WorkloadError`` if it can't be counted.
    package func instructions(
        _ scenario: Scenario,
        _ subject: Subject,
        addedSteps: Int = 0,
        environment: [String: String] = [:]
    ) throws(WorkloadError) -> Double {
        let few = 16
        let many = few + Self.operations(scenario.algorithm)
        func count(_ operations: Int) throws(WorkloadError) -> Double {
            var command = [
                program, "perform", scenario.algorithm, scenario.operation.rawValue, "--subject", subject.rawValue,
                "--operations", "\(operations)",
            ]
            // Older builds don't know it.
            if addedSteps > 0 { command += ["--added-steps", "\(addedSteps)"] }
            return Double(try counter.instructions(command, environment: environment))
        }
        let first = try count(few)
        return max(0, try count(many) - first) / Double(many - few)
    }
}
