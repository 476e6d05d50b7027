import Statistics

/// A repeatable source of random numbers: the same seed throws the same numbers on every machine.
package struct Dice: RandomNumberGenerator, Sendable {
    private var source: SplitMix64

    /// Begins at a seed.
    package init(_ seed: UInt64) {
        source = SplitMix64(seed: seed)
    }

    /// Begins at a place of its own for each position, so that a hunt can go on anywhere.
    init(_ seed: UInt64, position: Int) {
        var mixer = Dice(seed &+ 0x632B_E59B_D9B4_E019)
        let base = mixer.next()
        self.init(base ^ (UInt64(truncatingIfNeeded: position) &* 0xD134_2543_DE82_EF95))
    }

    /// The next number.
    package mutating func next() -> UInt64 { source.next() }

    /// A number below a limit, which is at least 1.
    mutating func below(_ limit: Int) -> Int {
        Int(truncatingIfNeeded: next() >> 33) % max(1, limit)
    }

    /// Whether a chance of one in some comes true.
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// One of the elements; there is at least one.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
