import Testing

@testable import JWTConformance

@Suite struct VerdictTableTests {
    @Test func `every verdict has one row`() {
        #expect(
            VerdictRow.all.map(\.verdict).sorted { $0.rawValue < $1.rawValue }
                == Verdict.allCases.sorted { $0.rawValue < $1.rawValue }
        )
        #expect(Set(VerdictRow.all.map(\.letter)).count == Verdict.allCases.count)
    }

    @Test(arguments: Verdict.allCases) func `a row is found by its verdict`(_ verdict: Verdict) {
        #expect(verdict.row.verdict == verdict)
    }

    /// A worse family never stands below a better one's level, and what is expected comes last.
    @Test func `the worst come first`() {
        let levels = VerdictRow.all.map { ["error", "warning", "note"].firstIndex(of: $0.level.rawValue) ?? 3 }
        #expect(levels == levels.sorted())
        let wrong = VerdictRow.all.map(\.verdict.isWrong)
        #expect(wrong == wrong.sorted { $0 && !$1 })
    }

    @Test func `a protocol violation is a breakdown like a crash and a hang`() {
        let breakdowns = Verdict.allCases.filter { $0.family == .breakdown }
        #expect(Set(breakdowns) == [.crash, .hang, .protocolViolation])
        #expect(breakdowns.allSatisfy { $0.row.level == .error && $0.row.kind == nil })
    }

    @Test func `a verdict counts in a score where an answer was held against an expectation`() {
        #expect(Verdict.allCases.filter { !$0.isGraded } == [.skipped, .recorded, .notRun])
        #expect(Verdict.allCases.filter(\.isExpected) == [.pass, .skipped, .recorded])
    }
}
