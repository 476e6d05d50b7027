public import ArgumentParser
import Console
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
        Console.openClosedStreams()
        // A reader that goes away is seen as a failed write, not as the end of this program.
        EndingSignals.ignoreBrokenPipes()
        Task {
            await command.main()
            exit(0)
        }
        dispatchMain()
    }

    /// Runs `jwt-bench`.
    package static func run() -> Never {
        let arguments = Array(Swift.CommandLine.arguments.dropFirst())
        // What valgrind runs stays on this thread: valgrind 3.19 breaks down where an asynchronous main waits.
        if arguments.first == JWTBench.Perform._commandName {
            Console.openClosedStreams()
            EndingSignals.ignoreBrokenPipes()
            JWTBench.Perform.main(Array(arguments.dropFirst()))
            exit(0)
        }
        run(JWTBench.self)
    }
}
