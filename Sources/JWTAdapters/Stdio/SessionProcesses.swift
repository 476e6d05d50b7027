import FoundationEssentials

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What `/proc` says about the processes of a session; nothing if there's no `/proc`.
enum SessionProcesses {
    /// What one process uses.
    struct Usage: Hashable {
        /// What is resident.
        var memoryBytes: Int
        /// In user and in kernel mode, with that of children which have ended.
        var processorSeconds: Double
    }

    private static let pageBytes = max(sysconf(Int32(_SC_PAGESIZE)), 1)
    private static let ticksPerSecond = Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))

    /// The processes of the session that `leader` leads, the leader included.
    static func members(of leader: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let others = names.compactMap { pid_t($0) }.filter { process in
            process != leader && fields(of: process)?.session == leader
        }
        return [leader] + others
    }

    /// The resources that a process uses now; `nil` if it's gone.
    static func usage(of process: pid_t) -> Usage? {
        guard let fields = fields(of: process) else { return nil }
        return Usage(
            memoryBytes: fields.pages * pageBytes,
            processorSeconds: Double(fields.ticks) / ticksPerSecond
        )
    }

    /// The fields of `/proc/PID/stat` that are of use (proc(5)).
    private static func fields(of process: pid_t) -> (session: pid_t, ticks: Int, pages: Int)? {
        guard let content = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
            // The name before it is in parentheses and may hold anything.
            let end = content.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = content[(end + 1)...].split(separator: UInt8(ascii: " ")).map { field in
            Int(String(decoding: field, as: UTF8.self)) ?? 0
        }
        // The first of these is the third of all, the state.
        guard fields.count > 21 else { return nil }
        return (pid_t(fields[3]), fields[11...14].reduce(0, +), fields[21])
    }
}
