import JWTConformance
import ReferenceJOSE
import Testing

/// The harness and the reference know nothing of each other; their reasons are one list all the same.
@Suite struct ReasonCodeTests {
    @Test func theHarnessAndTheReferenceHaveTheSameReasons() {
        #expect(Set(ReasonCode.allCases.map(\.rawValue)) == Set(Rejection.Code.allCases.map(\.rawValue)))
    }

    @Test func everyReasonIsAChecksReason() {
        #expect(Set(Check.allCases.map(\.code)) == Set(Rejection.Code.allCases))
    }

    @Test func noTwoChecksHaveOneName() {
        #expect(Set(Check.allCases.map(\.id)).count == Check.allCases.count)
    }
}
