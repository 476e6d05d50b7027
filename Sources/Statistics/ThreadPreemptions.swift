#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How often the scheduler has taken the processor away from the calling thread.
///
/// A slice of a few milliseconds in which this number moved measured somebody else's work too.
public enum ThreadPreemptions {
    /// The involuntary context switches of the calling thread since it began.
    ///
    /// - Returns: a count that never falls; always zero where the system doesn't count for each thread.
    public static func count() -> Int {
        #if os(Linux)
        var usage = rusage()
        // RUSAGE_THREAD is 1; glibc declares the name under _GNU_SOURCE alone.
        unsafe getrusage(__rusage_who_t(1), &usage)
        return usage.ru_nivcsw
        #else
        return 0
        #endif
    }
}
