import Testing

@testable import JWTWorkloads

@Suite struct AxisTests {
    @Test func `a linear axis reaches beyond its values in round steps`() {
        let axis = Axis.linear("x", to: 3.4)
        #expect(axis.ticks.map(\.label) == ["0", "1", "2", "3", "4"])
        #expect(axis.place(0) == 0)
        #expect(axis.place(4) == 1)
    }

    @Test func `a logarithmic axis goes from one power of ten to another`() {
        let axis = Axis.logarithmic("x", around: [40, 90_000])
        #expect(axis.ticks.map(\.label) == ["10", "100", "1k", "10k", "100k"])
        #expect(abs(axis.place(1_000) - 0.5) < 1e-9)
    }

    @Test func `each nine of a percentile takes as much room`() {
        let axis = Axis.nines("x")
        #expect(axis.ticks.map(\.label) == ["0 %", "90 %", "99 %", "99.9 %"])
        #expect(axis.ticks.map { (axis.place($0.value) * 3).rounded() } == [0, 1, 2, 3])
    }

    @Test(arguments: [(0, "0"), (0.25, "0.25"), (1_500, "1.5k"), (20_000_000, "20M"), (3e9, "3G")])
    func `values are written short`(value: Double, text: String) {
        #expect(Axis.short(value) == text)
    }

    @Test func `coordinates have a tenth`() {
        #expect(Markup.number(-0.04) == "0.0")
        #expect(Markup.number(-1.25) == "-1.3")
    }
}
