public import ArgumentParser
import CommandLineKit
import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a program of the benchmark begins and ends.
public enum BenchProgram {
    /// Runs a command by the arguments of the process, and ends with its exit code.
    ///
    /// - Parameter command: the command.
    public static func run(_ command: any AsyncParsableCommand.Type) -> Never {
        Task { await Program.run(command) }
        dispatchMain()
    }

    /// Runs `jwt-bench`.
    package static func run() -> Never {
        let arguments = Array(Swift.CommandLine.arguments.dropFirst())
        // What is started by a measurement stays on this thread: nothing else runs in a process that is timed, and
        // valgrind 3.19 breaks down where an asynchronous main waits.
        let measured: [any ParsableCommand.Type] = [
            JWTBench.Perform.self, JWTBench.Slices.self, JWTBench.Portion.self,
        ]
        if let command = measured.first(where: { $0._commandName == arguments.first }) {
            Program.begin()
            do {
                var command = try command.parse(Array(arguments.dropFirst()))
                try command.run()
                exit(0)
            } catch {
                Program.end(with: error, of: command)
            }
        }
        run(JWTBench.self)
    }
}
