/// When a measurement has enough rounds.
package enum RoundLimit: Hashable, Sendable {
    /// After this many rounds.
    case rounds(Int)
    /// After this many seconds, but not before ``fewest`` rounds.
    case seconds(Double)

    /// The rounds that it takes at least for an interval of 95 percent.
    package static let fewest = 7

    func isReached(rounds: Int, nanoseconds: UInt64) -> Bool {
        switch self {
        case .rounds(let count): rounds >= max(1, count)
        case .seconds(let seconds): rounds >= Self.fewest && Double(nanoseconds) >= seconds * 1e9
        }
    }
}
