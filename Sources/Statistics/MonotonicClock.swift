#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's monotonic clock, read directly.
///
/// `ContinuousClock` and `Duration` cost several times as much as the reading itself, which matters for operations of
/// less than a microsecond.
public enum MonotonicClock {
    /// The time of `CLOCK_MONOTONIC` in nanoseconds since an arbitrary start; it never goes back.
    ///
    /// - Returns: nanoseconds.
    public static func nanoseconds() -> UInt64 { nanoseconds(of: CLOCK_MONOTONIC) }

    /// The processor time that the calling thread has used: it stands still while another program has the processor.
    ///
    /// - Returns: nanoseconds since the thread's start.
    public static func threadNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_THREAD_CPUTIME_ID) }

    private static func nanoseconds(of clock: clockid_t) -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
    }

    /// The time that one reading takes on this machine: the smallest mean of several batches.
    ///
    /// - Returns: nanoseconds per reading.
    public static func costOfReading() -> Double {
        let readings = 1_000
        var best = Double.infinity
        for _ in 0..<16 {
            let start = nanoseconds()
            var last = start
            for _ in 0..<readings { last = nanoseconds() }
            best = min(best, Double(last - start) / Double(readings))
        }
        return best
    }
}
