import BenchCommands

/// Where the program begins.
@main enum EntryPoint {
    static func main() { BenchProgram.run() }
}
