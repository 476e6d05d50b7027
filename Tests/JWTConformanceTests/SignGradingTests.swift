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
        let verdict: SignVerdict
        var defects: [TokenDefect] = []
        var level = Level.must

        init(
            _ expectation: SignVector.Expectation,
            _ outcome: SignOutcome,
            _ verdict: SignVerdict,
            defects: [TokenDefect] = [],
            level: Level = .must
        ) {
            self.expectation = expectation
            self.outcome = outcome
            self.verdict = verdict
            self.defects = defects
            self.level = level
        }

        var testDescription: String { "\(expectation), \(outcome), \(level): \(verdict.word)" }
    }

    static let token = SignOutcome.answer(.token("a.b.c"))
    static let refused = SignOutcome.answer(.refuse(reason: nil, detail: nil))
    static let error = SignOutcome.answer(.error(detail: "KeyError"))
    static let lacking = SignOutcome.answer(.unsupported(feature: "algorithm:ES256"))
    static let broken = SignOutcome.answer(.unsupported(feature: "algorithm:HS256"))
    static let crash = SignOutcome.fault(.crash("signal 11", standardError: ""))

    static let table: [Cell] = [
        Cell(produce, token, .shared(.pass)),
        Cell(produce, token, .wrongToken([.payload]), defects: [.payload]),
        Cell(produce, refused, .shared(.overStrict)), Cell(produce, error, .shared(.error)),
        Cell(produce, lacking, .shared(.skipped)), Cell(produce, broken, .shared(.brokenClaim)),
        Cell(produce, crash, .shared(.crash)),
        Cell(.refuse, token, .unsafe), Cell(.refuse, token, .unsafe, level: .bcp),
        Cell(.refuse, token, .shared(.lenient), level: .should),
        Cell(.refuse, token, .shared(.lenient), level: .info),
        Cell(.refuse, refused, .shared(.pass)), Cell(.refuse, error, .shared(.unclean)),
        Cell(.refuse, lacking, .shared(.skipped)), Cell(.refuse, broken, .shared(.brokenClaim)),
        Cell(.refuse, crash, .shared(.crash)),
        Cell(either, token, .shared(.recorded)),
        Cell(either, token, .wrongToken([.signature]), defects: [.signature]),
        Cell(either, refused, .shared(.recorded)), Cell(either, error, .shared(.unclean)),
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
        #expect(!SignVerdict.unsafe.isExpected && !SignVerdict.wrongToken([.header]).isExpected)
        #expect(SignVerdict.shared(.pass).isExpected && SignVerdict.shared(.skipped).isExpected)
        #expect(!SignVerdict.shared(.overStrict).isExpected)
    }
}
