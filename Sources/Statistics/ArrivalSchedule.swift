#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// When requests come, decided before the first one does: an open loop, in which nobody waits for an answer before asking
/// again.
///
/// A loop that does wait stops asking whenever the other side is slow, and so leaves out exactly the requests that would
/// have waited: Tene's "coordinated omission".
public struct ArrivalSchedule: Hashable, Sendable {
    /// How the gaps between requests are drawn.
    public enum Process: String, CaseIterable, Codable, Hashable, Sendable {
        /// All alike.
        case uniform
        /// Exponential, as of many users who know nothing of each other.
        case poisson
    }

    /// The intended starts, in nanoseconds from the first moment on, ascending.
    public let nanoseconds: [UInt64]

    /// Draws a schedule.
    ///
    /// - Parameters:
    ///   - process: how the gaps are drawn.
    ///   - rate: requests in a second, positive.
    ///   - count: how many requests.
    ///   - seed: the same seed gives the same schedule.
    public init(_ process: Process, rate: Double, count: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let gap = 1e9 / rate
        var time = 0.0
        nanoseconds = (0..<max(0, count)).map { index in
            switch process {
            case .uniform: time = Double(index) * gap
            // 1 − u is never zero.
            case .poisson: time -= log(1 - Double.random(in: 0..<1, using: &generator)) * gap
            }
            return UInt64(time)
        }
    }
}
