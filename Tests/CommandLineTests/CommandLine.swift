import FoundationEssentials
import Subprocess
import SystemPackage

/// What a program did.
struct Ended {
    let code: Int
    let output: String
    let talk: String
}

/// Runs the programs of this package, found beside the test bundle.
enum CommandLine {
    /// Runs `jwt-assay` with variables set, or taken away where the value is `nil`, and interrupts it so
    /// often once a file of events has a case in it.
    static func assay(
        _ arguments: [String],
        environment: [String: String?] = [:],
        interrupts: Int = 0,
        onceIn file: String = ""
    ) async throws -> Ended {
        try await run(
            program("jwt-assay"),
            arguments,
            environment: environment,
            interrupts: interrupts,
            onceIn: file
        )
    }

    /// Runs `jwt-assay` on a terminal; everything it writes is output.
    static func assayOnATerminal(_ arguments: [String], environment: [String: String?] = [:]) async throws -> Ended {
        let arguments = [testProgram("terminal.py"), program("jwt-assay")] + arguments
        return try await run("/usr/bin/env", ["python3"] + arguments, environment: environment)
    }

    /// Runs `jwt-bench`.
    static func bench(_ arguments: [String]) async throws -> Ended {
        try await run(program("jwt-bench"), arguments, environment: [:])
    }

    /// Runs a line of bash in which `$0` is a program.
    static func shell(_ line: String, program name: String = "jwt-assay") async throws -> Ended {
        try await run("/usr/bin/env", ["bash", "-c", line, program(name)], environment: [:])
    }

    /// Runs a program with text as its input.
    static func python(_ name: String, input: String) async throws -> Ended {
        let result = try await Subprocess.run(
            .name("python3"),
            arguments: [testProgram(name)],
            input: .string(input),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return Ended(
            code: code(result.terminationStatus),
            output: result.standardOutput,
            talk: result.standardError
        )
    }

    /// Runs a program that stands beside these tests in an environment that `scripts/setup` makes.
    static func check(_ name: String, _ arguments: [String]) async throws -> Ended {
        try await run(checkPython, ["-s", "-E", "-B", testProgram(name)] + arguments, environment: [:])
    }

    /// The Python of that environment.
    static var checkPython: String { root + ".environments/schema-check/bin/python" }

    /// The package's folder.
    static var root: String { String(#filePath.dropLast("Tests/CommandLineTests/CommandLine.swift".count)) }

    /// The argument that names the test adapter with these manners.
    static func adapter(_ way: String) -> String {
        "exec:python3 '\(testProgram("adapter.py"))' \(way)"
    }

    /// A program that stands beside these tests.
    static func testProgram(_ name: String) -> String {
        #filePath.dropLast("CommandLine.swift".count) + "Programs/\(name)"
    }

    /// Runs a script of the package from any folder.
    static func script(
        _ name: String,
        _ arguments: [String],
        in folder: String,
        environment: [String: String?] = [:]
    ) async throws -> Ended {
        let line = #"cd -- "$0" && exec "$@""#
        return try await run(
            "/bin/sh",
            ["-c", line, folder, root + name] + arguments,
            environment: environment
        )
    }

    private static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String?],
        interrupts: Int = 0,
        onceIn file: String = ""
    ) async throws -> Ended {
        var changes: [Environment.Key: String?] = ["JWT_ASSAY_VECTORS": nil, "NO_COLOR": nil]
        for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .inherit.updating(changes),
            input: .none,
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20)
        ) { execution in
            for _ in 0..<interrupts {
                while !String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self).contains(
                    "case"
                ) {
                    try await Task.sleep(for: .milliseconds(20))
                }
                try await Task.sleep(for: .milliseconds(300))
                try execution.send(signal: .interrupt)
            }
        }
        return Ended(
            code: code(result.terminationStatus),
            output: result.standardOutput,
            talk: result.standardError
        )
    }

    private static func code(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): -Int(signal)
        }
    }

    /// The path of a product, in the folder of the test bundle.
    static func program(_ name: String) -> String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return bundle.prefix(upTo: bundle.lastIndex(of: "/") ?? bundle.startIndex) + "/\(name)"
    }
}
