import JWTConformance
import ReferenceJOSE
import Testing

/// The harness and the reference know nothing of each other; their reasons are one list all the same.
@Suite struct ReasonCodeTests {
    @Test func `the harness and the reference have the same reasons`() {
        #expect(Set(ReasonCode.allCases.map(\.rawValue)) == Set(Rejection.Code.allCases.map(\.rawValue)))
    }

    @Test func `every reason is a checks reason`() {
        #expect(Set(Check.allCases.map(\.code)) == Set(Rejection.Code.allCases))
    }

    @Test func `no two checks have one name`() {
        #expect(Set(Check.allCases.map(\.id)).count == Check.allCases.count)
    }
}
