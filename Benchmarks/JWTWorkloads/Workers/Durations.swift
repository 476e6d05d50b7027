/// Room for the times of single operations.
enum Durations {
    /// An empty array with the given capacity, whose memory has been written to: the first touch of a page takes longer
    /// than a fast operation.
    static func preallocated(_ count: Int) -> [UInt64] {
        var durations = [UInt64](repeating: 0, count: count)
        durations.removeAll(keepingCapacity: true)
        return durations
    }
}
