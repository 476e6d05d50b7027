import JWTConformance
import Testing

/// What a signer's answer is worth, cell by cell.
@Suite struct SignGradingTests {
    static let key = KeyMaterial.jwk(.object(["kty": .string("oct")]), pem: nil)
    static let produce = SignVector.Expectation.produce(verification: key)
    static let either = SignVector.Expectation.either(why: "room", verification: key)

    struct Cell: CustomTestStringConvertible, Sendable {
        let expectation: SignVector.Expectation
        let outcome: SignOutcome
        let verdict: Verdict
        var defects: [TokenDefect] = []
        var level = Level.must

        init(
            _ expectation: SignVector.Expectation,
            _ outcome: SignOutcome,
            _ verdict: Verdict,
            defects: [TokenDefect] = [],
            level: Level = .must
        ) {
            self.expectation = expectation
            self.outcome = outcome
            self.verdict = verdict
            self.defects = defects
            self.level = level
        }

        var testDescription: String { "\(expectation), \(outcome), \(level): \(verdict.rawValue)" }
    }

    static let token = SignOutcome.answer(.token("a.b.c"))
    static let refused = SignOutcome.answer(.refuse(reason: nil, detail: nil))
    static let error = SignOutcome.answer(.error(detail: "KeyError"))
    static let lacking = SignOutcome.answer(.unsupported(feature: "algorithm:ES256"))
    static let broken = SignOutcome.answer(.unsupported(feature: "algorithm:HS256"))
    static let crash = SignOutcome.fault(.crash("signal 11", standardError: ""))

    static let table: [Cell] = [
        Cell(produce, token, .pass),
        Cell(produce, token, .wrongToken, defects: [.payload]),
        Cell(produce, refused, .overStrict), Cell(produce, error, .error),
        Cell(produce, lacking, .skipped), Cell(produce, broken, .brokenClaim),
        Cell(produce, crash, .crash),
        Cell(.refuse, token, .unsafe), Cell(.refuse, token, .unsafe, level: .bcp),
        Cell(.refuse, token, .lenient, level: .should),
        Cell(.refuse, token, .lenient, level: .info),
        Cell(.refuse, refused, .pass), Cell(.refuse, error, .unclean),
        Cell(.refuse, lacking, .skipped), Cell(.refuse, broken, .brokenClaim),
        Cell(.refuse, crash, .crash),
        Cell(either, token, .recorded),
        Cell(either, token, .wrongToken, defects: [.signature]),
        Cell(either, refused, .recorded), Cell(either, error, .unclean),
    ]

    @Test(arguments: table) func anAnswerIsWorth(_ cell: Cell) {
        let capabilities = Capabilities(operations: ["sign"], algorithms: ["HS256"], policy: [])
        let verdict = cell.expectation.verdict(
            of: cell.outcome,
            defects: cell.defects,
            level: cell.level,
            capabilities: capabilities
        )
        #expect(verdict == cell.verdict)
    }

    @Test func whatIsWrongIsNotExpected() {
        #expect(!Verdict.unsafe.isExpected && !Verdict.wrongToken.isExpected)
        #expect(Verdict.unsafe.isGraded && Verdict.wrongToken.isGraded)
    }
}
