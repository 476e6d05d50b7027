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
        // What valgrind runs stays on this thread: valgrind 3.19 breaks down where an asynchronous main waits.
        if arguments.first == JWTBench.Perform._commandName {
            Program.begin()
            do {
                try JWTBench.Perform.parse(Array(arguments.dropFirst())).run()
                exit(0)
            } catch {
                Program.end(with: error, of: JWTBench.Perform.self)
            }
        }
        run(JWTBench.self)
    }
}
