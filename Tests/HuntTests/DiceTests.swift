import Hunt
import Testing

@Suite struct DiceTests {
    @Test func `the same seed throws the same numbers`() {
        var one = Dice(7)
        var other = Dice(7)
        #expect((0..<100).map { _ in one.next() } == (0..<100).map { _ in other.next() })
    }

    @Test func `SplitMix64 gives its published first numbers for the seed 1234567`() {
        var dice = Dice(1_234_567)
        #expect(
            (0..<3).map { _ in dice.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ]
        )
    }
}
