import FoundationEssentials

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Whether a process can still do something by itself when it isn't asked anything.
///
/// One that has a single thread, no child process and no use for an alarm either is at work or waits for its input, and
/// then the end of its input ends it.
enum RestlessProcess {
    /// `true` also where that can't be told.
    ///
    /// - Parameters:
    ///   - process: the process that answers.
    ///   - program: the number of the program that it belongs to.
    /// - Returns: `true` unless it only waits for its input.
    static func isRestless(_ process: pid_t, of program: Int) -> Bool {
        let folder = "/proc/\(process)"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: folder + "/task"), threads.count == 1,
            let status = FileManager.default.contents(atPath: folder + "/status"),
            ProcessTable.current().members(of: program).count == 1
        else { return true }
        let caught = String(decoding: status, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("SigCgt:") }
            .flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" || $0 == " " }, radix: 16) }
        guard let caught else { return true }
        let alarms = [SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2].map { UInt64(1) << UInt64($0 - 1) }
        return alarms.contains { caught & $0 != 0 }
    }
}
