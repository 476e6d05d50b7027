import FoundationEssentials
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that is asked line by line, and ended with its owner.
///
/// Its standard error is that of this process. It sees the end of its input when this process is gone, however that ended.
package final class ChildProcess {
    private let process: pid_t
    private let name: String
    private var input: Int32
    private let output: Int32
    private var unread: [UInt8] = []
    private var status: Int32?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: its path, or its name in `PATH`, and its arguments.
    ///   - environment: what it finds in its environment besides this process's own.
    /// - Throws: ``WorkloadError`` if it can't be started.
    package init(_ command: [String], environment: [String: String] = [:]) throws(WorkloadError) {
        name = command.first?.split(separator: "/").last.map(String.init) ?? ""
        let (childInput, ownInput) = try Self.pipe()
        let (ownOutput, childOutput) = try Self.pipe()
        (input, output) = (ownInput, ownOutput)
        defer {
            close(childInput)
            close(childOutput)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, childInput, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, childOutput, 1)
        let words = unsafe command.map { unsafe strdup($0) } + [nil]
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let variables = unsafe all.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let failure = unsafe posix_spawnp(&process, command.first ?? "", &actions, nil, words, variables)
        self.process = process
        guard failure == 0 else {
            status = -1
            throw WorkloadError(
                "\(command.first ?? "a program") can't be started: \(unsafe String(cString: strerror(failure)))"
            )
        }
    }

    deinit {
        if status == nil { kill(process, SIGKILL) }
        _ = wait()
        close(output)
    }

    /// Sends a line.
    ///
    /// - Throws: ``WorkloadError`` if the program no longer reads.
    package func say(_ line: String) throws(WorkloadError) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw WorkloadError("\(name) no longer reads its input\(ending)")
            }
        }
    }

    /// The next line.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for it.
    ///   - limit: how many octets it may have.
    ///   - shouldStop: asked meanwhile; `true` ends the wait.
    /// - Returns: the line without its end.
    /// - Throws: ``WorkloadError`` if none comes in time, or the program ends without one.
    package func line(
        within seconds: Double,
        limit: Int = 1 << 20,
        shouldStop: () -> Bool = { false }
    ) throws(WorkloadError) -> String {
        let deadline = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        var searched = 0
        while true {
            if let end = unread[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            searched = unread.count
            guard try more(before: deadline, shouldStop) else {
                throw WorkloadError("\(name) ended without an answer\(ending)")
            }
            guard unread.count <= limit else {
                throw WorkloadError("\(name) wrote a line of more than \(limit) octets")
            }
        }
    }

    /// Closes the program's input and waits for its end.
    ///
    /// - Returns: its exit status, or less than zero if a signal ended it.
    @discardableResult
    package func wait() -> Int32 {
        if input >= 0 { close(input) }
        input = -1
        if let status { return status }
        var word: Int32 = 0
        while unsafe waitpid(process, &word, 0) < 0, errno == EINTR {}
        let ended = word & 0x7F == 0 ? word >> 8 & 0xFF : -(word & 0x7F)
        status = ended
        return ended
    }

    /// Reads what has come; `false` at the end of the output.
    private func more(before deadline: UInt64, _ shouldStop: () -> Bool) throws(WorkloadError) -> Bool {
        while true {
            let now = MonotonicClock.nanoseconds()
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&waiting, 1, 100)
            if ready == 0 {
                guard now < deadline, !shouldStop() else { throw WorkloadError("\(name) gave no answer in time") }
                continue
            }
            if ready < 0 {
                guard errno == EINTR else { throw WorkloadError("\(name) can't be waited for") }
                continue
            }
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe max(0, read(output, buffer.baseAddress, buffer.count))
            }
            unread += chunk
            return !chunk.isEmpty
        }
    }

    /// How it ended, if it has.
    private var ending: String {
        var word: Int32 = 0
        guard status == nil, unsafe waitpid(process, &word, WNOHANG) == process else { return "" }
        let ended = word & 0x7F == 0 ? word >> 8 & 0xFF : -(word & 0x7F)
        status = ended
        return ended < 0 ? "; signal \(-ended) ended it" : "; its exit code is \(ended)"
    }

    /// Both ends of a pipe, neither of which another child inherits.
    private static func pipe() throws(WorkloadError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
        let made = unsafe Glibc.pipe(&ends)
        #elseif canImport(Musl)
        let made = unsafe Musl.pipe(&ends)
        #else
        let made = unsafe Darwin.pipe(&ends)
        #endif
        guard made == 0 else { throw WorkloadError("no pipe can be made: too many files are open") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

/// What differs from process to process without meaning anything: the size of the environment, which moves the stack, and
/// of the first allocation, which moves the heap.
///
/// Either changes the time of a program by percents for as long as its process lives [Mytkowicz and others, ASPLOS 2009].
/// Each process draws another, so that what they do is part of the interval and not of the difference.
package enum ProcessPadding {
    /// The variable that holds the padding.
    package static let variable = "JWT_BENCH_PADDING"
    /// The largest padding in octets: two pages.
    package static let limit = 8_192

    /// An environment of another size.
    package static func environment(_ generator: inout some RandomNumberGenerator) -> [String: String] {
        [variable: String(repeating: "x", count: Int.random(in: 0...limit, using: &generator))]
    }

    /// What a process allocates first and keeps to its end: as much as its environment was padded with.
    package static func allocate() -> [UInt8] {
        let length = unsafe getenv(variable).map { unsafe strlen($0) } ?? 0
        return Array(repeating: 0, count: min(Int(length), limit))
    }
}
