import JWTConformance
import Testing

/// What a signer's answer is worth, cell by cell.
@Suite struct SignGradingTests {
    static let produce = Expectation.accept(payload: Octets(utf8: "a"))
    static let either = Expectation.either(why: "room", payload: Octets(utf8: "a"), strict: nil)

    struct Cell: CustomTestStringConvertible, Sendable {
        let expectation: Expectation
        let outcome: Outcome
        let verdict: Verdict
        var level = Level.must

        init(_ expectation: Expectation, _ outcome: Outcome, _ verdict: Verdict, level: Level = .must) {
            self.expectation = expectation
            self.outcome = outcome
            self.verdict = verdict
            self.level = level
        }

        var testDescription: String { "\(expectation), \(outcome), \(level): \(verdict.rawValue)" }
    }

    static let token = Outcome.token(ExaminedToken("a.b.c"))
    static let wrong = Outcome.token(ExaminedToken("a.b.c", defects: [.payload]))
    static let refused = Outcome.answer(.reject(reason: nil, detail: nil))
    static let error = Outcome.answer(.error(detail: "KeyError"))
    static let lacking = Outcome.answer(.unsupported(feature: "algorithm:ES256"))
    static let broken = Outcome.answer(.unsupported(feature: "algorithm:HS256"))
    static let crash = Outcome.fault(.crash("signal 11", standardError: ""))

    static let table: [Cell] = [
        Cell(produce, token, .pass),
        Cell(produce, wrong, .wrongToken),
        Cell(produce, refused, .overStrict), Cell(produce, error, .error),
        Cell(produce, lacking, .skipped), Cell(produce, broken, .brokenClaim),
        Cell(produce, crash, .crash),
        Cell(.reject, token, .unsafe), Cell(.reject, token, .unsafe, level: .bcp),
        Cell(.reject, token, .lenient, level: .should),
        Cell(.reject, token, .lenient, level: .info),
        Cell(.reject, refused, .pass), Cell(.reject, error, .unclean),
        Cell(.reject, lacking, .skipped), Cell(.reject, broken, .brokenClaim),
        Cell(.reject, crash, .crash),
        Cell(either, token, .recorded),
        Cell(either, wrong, .wrongToken),
        Cell(either, refused, .recorded), Cell(either, error, .unclean),
    ]

    @Test(arguments: table) func `each answer gets its verdict`(_ cell: Cell) {
        let capabilities = Capabilities(operations: ["sign"], algorithms: ["HS256"], policy: [])
        let verdict = cell.expectation.verdict(
            of: cell.outcome,
            level: cell.level,
            content: .bytes,
            capabilities: capabilities
        )
        #expect(verdict == cell.verdict)
    }

    @Test func `a wrong token is a deviation`() {
        #expect(!Verdict.unsafe.isExpected && !Verdict.wrongToken.isExpected)
        #expect(Verdict.unsafe.isGraded && Verdict.wrongToken.isGraded)
    }
}
