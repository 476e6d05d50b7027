import ArgumentParser
import Console
import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the program begins.
@main enum EntryPoint {
    static func main() {
        Console.openClosedStreams()
        // A reader that goes away is seen as a failed write, not as the end of this program.
        EndingSignals.ignoreBrokenPipes()
        let arguments = Array(Swift.CommandLine.arguments.dropFirst())
        // What valgrind runs stays on this thread: valgrind 3.19 breaks down where an asynchronous main waits.
        if arguments.first == JWTBench.Perform._commandName {
            JWTBench.Perform.main(Array(arguments.dropFirst()))
            exit(0)
        }
        Task {
            await JWTBench.main()
            exit(0)
        }
        dispatchMain()
    }
}
