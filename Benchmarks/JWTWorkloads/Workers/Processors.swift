#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The processors of this machine.
package enum Processors {
    /// How many are online; at least one.
    package static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// The worker counts that are measured unless a run says otherwise: 1, 2, 4 … and as many as there are processors.
    package static let workerCounts: [Int] = {
        var counts = Array(sequence(first: 1) { $0 * 2 < count ? $0 * 2 : nil })
        if count > 1 { counts.append(count) }
        return counts
    }()
}
