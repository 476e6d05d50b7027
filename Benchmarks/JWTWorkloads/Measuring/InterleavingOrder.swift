/// The order of the contenders in a round.
///
/// Each round starts with the next contender, and every other cycle runs backwards: over two cycles each contender has been
/// at every place, and after each of its neighbours, so that neither a drift nor what the one before leaves in the caches
/// falls on the same contender every time.
package enum InterleavingOrder {
    /// The contenders of one round, by number.
    ///
    /// - Parameters:
    ///   - round: the round, from zero.
    ///   - count: how many contenders there are.
    /// - Returns: each contender once.
    package static func order(round: Int, count: Int) -> [Int] {
        guard count > 0 else { return [] }
        let rotated = (0..<count).map { ($0 + round) % count }
        return (round / count).isMultiple(of: 2) ? rotated : rotated.reversed()
    }
}
