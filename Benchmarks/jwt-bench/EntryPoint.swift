import ArgumentParser
import CommandLineKit
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
        Task { await Program.run(JWTBench.self) }
        dispatchMain()
    }
}
