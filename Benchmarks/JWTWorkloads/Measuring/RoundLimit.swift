/// When a measurement has enough rounds.
package enum RoundLimit: Codable, Hashable, Sendable {
    /// After this many rounds.
    case rounds(Int)
    /// After this many seconds, but not before ``fewest`` rounds.
    case seconds(Double)

    /// The rounds that it takes at least for an interval of 95 percent.
    package static let fewest = 7

    /// Whether there are enough rounds, where several processes may share them and the time.
    func isReached(rounds: Int, nanoseconds: UInt64, processes: Int = 1) -> Bool {
        func share(_ rounds: Int) -> Int { (max(1, rounds) + processes - 1) / processes }
        return switch self {
        case .rounds(let count): rounds >= share(count)
        case .seconds(let seconds):
            rounds >= share(Self.fewest) && Double(nanoseconds) * Double(processes) >= seconds * 1e9
        }
    }
}
