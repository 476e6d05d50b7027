/// A repeatable source of random numbers: the same seed throws the same numbers on every machine.
package struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins at a seed.
    package init(_ seed: UInt64) {
        state = seed
    }

    /// Begins at a place of its own for each position, so that a hunt can go on anywhere.
    init(_ seed: UInt64, position: Int) {
        var mixer = Dice(seed &+ 0x632B_E59B_D9B4_E019)
        let base = mixer.next()
        state = base ^ (UInt64(truncatingIfNeeded: position) &* 0xD134_2543_DE82_EF95)
    }

    /// SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below a limit, which is at least 1.
    mutating func below(_ limit: Int) -> Int {
        Int(truncatingIfNeeded: next() >> 33) % max(1, limit)
    }

    /// Whether a chance of one in some comes true.
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// One of the elements; there is at least one.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
