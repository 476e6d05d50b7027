#if canImport(System)
import System
#else
import SystemPackage
#endif

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What starting a program takes of the system, tried before it's needed.
///
/// Without it a library below would end this process, or wait for ever.
package enum StartingRoom {
    /// The descriptors that starting a program takes, of which it holds half: its three streams and its process.
    private static let descriptorsPerProgram = 8
    /// The descriptors that are held once for all programs, from the first on.
    private static let descriptorsForAll = 16
    /// The threads that read, write, and wait for processes.
    private static let threads = 6
    private static let addressSpace = 256 << 20
    /// The descriptors that a command without any program takes, to read a folder among others.
    private static let descriptorsForReading = 12

    /// What is missing, in words, with what to do; `nil` if there's room.
    package static func shortage() -> String? {
        let needed = descriptorsPerProgram + (RunningPrograms.haveBegun ? 0 : descriptorsForAll)
        let free = freeDescriptors(atMost: needed)
        guard free == needed else {
            return
                "it needs \(needed) free file descriptors, and there are \(free); "
                + "raise the limit (ulimit -n 256), or run fewer implementations at the same time (--jobs 1)"
        }
        return threadShortage()
    }

    /// What is missing for a command of any kind, in words, with what to do; `nil` if there's room.
    package static func shortageAtStart() -> String? {
        let free = freeDescriptors(atMost: descriptorsForReading)
        guard free == descriptorsForReading else {
            return "it needs \(descriptorsForReading) free file descriptors, and there are \(free); raise the limit "
                + "(ulimit -n 256)"
        }
        return threadShortage()
    }

    /// What is missing for threads, in words, with what to do; `nil` if there's room.
    private static func threadShortage() -> String? {
        let memory = unsafe mmap(nil, addressSpace, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory = unsafe memory, Int(bitPattern: memory) != -1 else {
            return "the address space is used up; raise its limit (ulimit -v unlimited)"
        }
        _ = unsafe munmap(memory, addressSpace)
        let started = startThreads()
        guard started == threads else {
            return "it needs \(threads) more threads, and \(started) could be started; raise the limits of processes "
                + "and of address space (ulimit -u, ulimit -v), or run fewer implementations at the same time (--jobs 1)"
        }
        return nil
    }

    /// How many programs can run at the same time with the descriptors there are.
    ///
    /// - Parameter wanted: how many are to run.
    /// - Returns: at least 1 and at most `wanted`.
    package static func programs(wanted: Int) -> Int {
        let needed = descriptorsForAll + descriptorsPerProgram * min(wanted, 4096)
        let free = freeDescriptors(atMost: needed)
        return free == needed ? wanted : max(1, (free - descriptorsForAll) / descriptorsPerProgram)
    }

    private static func freeDescriptors(atMost needed: Int) -> Int {
        var files: [FileDescriptor] = []
        defer { for file in files { try? file.close() } }
        let path = FilePath("/dev/null")
        while files.count < needed, let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) {
            files.append(file)
        }
        return files.count
    }

    /// Starts threads that wait until all of them have been started.
    private static func startThreads() -> Int {
        guard let gate = try? FileDescriptor.pipe() else { return 0 }
        var started: [pthread_t] = []
        for _ in 0..<threads {
            var thread = pthread_t()
            // One more than the descriptor, so that it's never the null pointer.
            let argument = unsafe UnsafeMutableRawPointer(bitPattern: Int(gate.readEnd.rawValue) + 1)
            let result = unsafe pthread_create(
                &thread,
                nil,
                { argument in
                    var octet: UInt8 = 0
                    // Until the gate is closed.
                    _ = unsafe read(Int32(Int(bitPattern: argument) - 1), &octet, 1)
                    return nil
                },
                argument
            )
            guard result == 0 else { break }
            started.append(thread)
        }
        try? gate.writeEnd.close()
        for thread in started { _ = pthread_join(thread, nil) }
        try? gate.readEnd.close()
        return started.count
    }
}
