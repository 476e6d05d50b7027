#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How often the scheduler has interrupted the calling thread.
///
/// If this count rose during a slice of a few milliseconds, the slice also measured other programs.
public enum ThreadPreemptions {
    /// The involuntary context switches of the calling thread since it started.
    ///
    /// - Returns: a count that never falls, or zero if the system doesn't count per thread.
    public static func count() -> Int {
        #if os(Linux)
        var usage = rusage()
        // RUSAGE_THREAD is 1; glibc declares the name only with _GNU_SOURCE.
        unsafe getrusage(__rusage_who_t(1), &usage)
        return usage.ru_nivcsw
        #else
        return 0
        #endif
    }
}
