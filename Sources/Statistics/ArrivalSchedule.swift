#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The start times of requests in an open loop, fixed before the first request.
///
/// A closed loop waits for each answer. It stops asking while the other side is slow, and so leaves out exactly the
/// requests that would have waited: coordinated omission (Tene).
public struct ArrivalSchedule: Hashable, Sendable {
    /// How the gaps between requests are drawn.
    public enum Process: String, CaseIterable, Codable, Hashable, Sendable {
        /// All gaps are equal.
        case uniform
        /// Exponential gaps, as from many independent users.
        case poisson
    }

    /// The intended start times in nanoseconds from the beginning, ascending.
    public let nanoseconds: [UInt64]

    /// Draws a schedule.
    ///
    /// - Parameters:
    ///   - process: how the gaps are drawn.
    ///   - rate: requests per second, positive.
    ///   - count: the number of requests.
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
