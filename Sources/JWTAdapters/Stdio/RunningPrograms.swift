import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The programs that run now, for a caller that must end at once and leave nothing running.
///
/// A program that hangs doesn't notice that its input was closed, so it would outlive a harness that just exits.
package enum RunningPrograms {
    private static let groups = Mutex<Set<pid_t>>([])

    static func add(_ group: pid_t) {
        groups.withLock { _ = $0.insert(group) }
    }

    /// To be called before the leader is reaped: from then on its id may be another's.
    static func remove(_ group: pid_t) {
        groups.withLock { _ = $0.remove(group) }
    }

    /// Kills the process groups of all programs.
    package static func kill() {
        groups.withLock { groups in
            for group in groups { _ = killpg(group, SIGKILL) }
        }
    }
}
