import JWTWorkloads
import Testing

@Suite struct VerificationGateTests {
    private static func workload(_ defect: ToyImplementation.Defect?) throws(WorkloadError) -> Workload {
        try Workload(
            implementation: ToyImplementation(defect: defect),
            algorithm: "HS256",
            key: BenchmarkKey(title: "toy", material: .secret([1])),
            count: 64
        )
    }

    @Test func `an implementation that does its work has a workload`() throws {
        let workload = try Self.workload(nil)
        #expect(workload.tokens.count == 64)
        #expect(workload.ring(for: .sign).count == 64)
        #expect(Set((0..<64).map { workload.tokens[$0] }).count == 64)
    }

    @Test(
        arguments: [
            (.acceptsTampered, "a token with a changed header was accepted"),
            (.wrongPayload, "token 0 was accepted with another payload"),
            (.refusesOne, "it rejected its own token 3: signature"),
            (.sameTokenTwice, "two payloads gave the same token"),
            (.notCompact, "what was made of payload 0 is not a compact token"),
            (.cannotPrepare, "the key can't be prepared: no such key"),
            (.cannotMakeWorkers, "a worker can't be prepared to sign: no memory"),
        ] as [(ToyImplementation.Defect, String)]
    )
    func `an implementation that doesn't is told why`(defect: ToyImplementation.Defect, reason: String) {
        #expect(throws: WorkloadError(reason)) { try Self.workload(defect) }
    }
}
