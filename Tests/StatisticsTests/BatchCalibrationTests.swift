import Statistics
import Testing

@Suite struct BatchCalibrationTests {
    @Test(arguments: [100, 781, 60_000, 9_000_000] as [UInt64])
    func `a slice holds as many operations as fit`(cost: UInt64) {
        var now: UInt64 = 0
        let operations = BatchCalibration(target: 5_000_000).operations(clock: { now }) { now += UInt64($0) * cost }
        #expect(operations == max(1, Int((5_000_000 / Double(cost)).rounded())))
    }

    @Test func `an interruption doesn't shorten the slices`() {
        var now: UInt64 = 0
        var calls = 0
        let operations = BatchCalibration(target: 5_000_000).operations(clock: { now }) { count in
            calls += 1
            now += UInt64(count) * 1_000 + (calls == 1 ? 20_000_000 : 0)
        }
        #expect(operations == 5_000)
    }

    @Test func `calibration of a free operation stops at the limit`() {
        #expect(BatchCalibration(target: 1_000, limit: 64).operations(clock: { 0 }) { _ in } == 64)
    }
}
