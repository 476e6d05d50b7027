import JWTWorkloads
import Testing

@Suite struct InterleavingOrderTests {
    @Test func `each round starts with the next implementation, every other cycle backwards`() {
        let orders = (0..<6).map { InterleavingOrder.order(round: $0, count: 3) }
        #expect(orders == [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 2, 1], [1, 0, 2]])
    }

    @Test(arguments: 1...5)
    func `over two cycles each implementation is at each place twice`(count: Int) {
        var places = Array(repeating: Array(repeating: 0, count: count), count: count)
        for round in 0..<(2 * count) {
            for (place, implementation) in InterleavingOrder.order(round: round, count: count).enumerated() {
                places[implementation][place] += 1
            }
        }
        #expect(places.joined().allSatisfy { $0 == 2 })
    }

    @Test func `nobody takes part in an empty round`() {
        #expect(InterleavingOrder.order(round: 3, count: 0).isEmpty)
    }
}
