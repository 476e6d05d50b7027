/// The order of the implementations in a round.
///
/// Each round starts with the next implementation, and every other cycle runs backwards: over two cycles each implementation has been
/// at every place, and after each of its neighbours, so that neither a drift nor what the one before leaves in the caches
/// falls on the same implementation every time.
package enum InterleavingOrder {
    /// The implementations of one round, by number.
    ///
    /// - Parameters:
    ///   - round: the round, from zero.
    ///   - count: how many implementations there are.
    /// - Returns: each implementation once.
    package static func order(round: Int, count: Int) -> [Int] {
        guard count > 0 else { return [] }
        let rotated = (0..<count).map { ($0 + round) % count }
        return (round / count).isMultiple(of: 2) ? rotated : rotated.reversed()
    }
}
