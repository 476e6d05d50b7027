import JWTWorkloads
import Testing

@Suite struct VariantTests {
    private static func source(
        _ algorithm: String,
        _ implementation: any BenchmarkedImplementation = ReferenceImplementation()
    ) throws -> VerifiedWorkload.Source {
        VerifiedWorkload.Source(
            implementation: implementation,
            algorithm: algorithm,
            key: try #require(BenchmarkKey.key(for: algorithm)),
            ringCount: 48
        )
    }

    @Test(arguments: Variant.all)
    func `a variant is found again by its name`(variant: Variant) {
        #expect(Variant(name: variant.name) == variant)
    }

    @Test func `differences are joined with plus signs`() {
        #expect(Variant(name: "large+cold") == Variant(tokenClass: .large, keyState: .cold))
        #expect(Variant(tokenClass: .large, condition: .badSignature).name == "large+bad-signature")
        #expect(Variant(name: "large+warmish") == nil)
        #expect(Variant(name: "") == nil)
        #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    }

    @Test func `nobody signs what is to be refused`() {
        #expect(!Variant(condition: .oversized).applies(to: .sign))
        #expect(Variant(condition: .oversized).applies(to: .verify))
        #expect(Variant(keyState: .cold).applies(to: .sign))
    }

    @Test(arguments: ["HS256", "PS256", "ES256", "EdDSA"], Variant.all)
    func `the reference passes the gate of every variant`(algorithm: String, variant: Variant) throws {
        let verified = try Self.source(algorithm).verified(variant)
        for operation in Operation.allCases where variant.applies(to: operation) {
            let worker = try verified.workload.makeWorker(operation)
            let count = verified.workload.ring(for: operation).count
            #expect(worker.perform(0..<(2 * count)) == 0)
            var durations: [UInt64]? = []
            #expect(worker.perform(0..<5, timing: &durations) == 0)
            #expect(durations?.count == 5)
        }
        #expect((verified.workload.refusal != nil) == (variant.condition != .genuine))
        #expect(verified.workload.tokens.count == (variant.supply == .same ? 1 : 48))
    }

    @Test(
        arguments: [
            (.badSignature, "signature"), (.oversized, "limits"), (.deepJSON, "limits"), (.unknownKey, "key-not-found"),
        ] as [(TokenCondition, String)]
    )
    func `tokens are refused for what is wrong with them`(condition: TokenCondition, code: String) throws {
        let workload = try Self.source("ES256").verified(Variant(condition: condition)).workload
        #expect(workload.refusal?.hasPrefix(code + ":") == true, "\(workload.refusal ?? "")")
        #expect(Set((0..<48).map { workload.tokens[$0] }).count == 48)
    }

    @Test func `long tokens are as many as have room`() throws {
        let source = VerifiedWorkload.Source(
            implementation: ReferenceImplementation(),
            algorithm: "HS256",
            key: try #require(BenchmarkKey.key(for: "HS256")),
            ringCount: 256
        )
        let tokens = try source.verified(Variant(condition: .oversized)).workload.tokens
        #expect(tokens.medianOctetCount >= 300_000)
        #expect(tokens.octets.count <= 64 << 20)
        #expect(tokens.count == 223)
    }

    @Test func `what accepts a bad signature has no figure`() throws {
        let source = try Self.source("HS256", ToyImplementation(defect: .acceptsTampered))
        #expect(throws: WorkloadError("a token with a changed header was accepted")) {
            try source.verified(Variant(condition: .badSignature))
        }
    }

    @Test func `what has no cold way has no cold figure`() throws {
        let workload = try Workload(
            implementation: ToyImplementation(),
            algorithm: "HS256",
            key: BenchmarkKey(title: "toy", material: .secret([1])),
            count: 32
        )
        #expect(throws: WorkloadError("the key can't be prepared: toy is measured only with a prepared key")) {
            try VariantWorkload(
                Variant(keyState: .cold),
                of: workload,
                implementation: ToyImplementation(),
                key: BenchmarkKey(title: "toy", material: .secret([1]))
            )
        }
    }

    @Test(arguments: [3_072, 4_096], ["RS256", "PS256"])
    func `longer RSA keys sign and verify`(bits: Int, algorithm: String) throws {
        let key = try #require(BenchmarkKey.keys(for: algorithm).first { $0.rsaBits == bits })
        let source = VerifiedWorkload.Source(
            implementation: ReferenceImplementation(),
            algorithm: algorithm,
            key: key,
            ringCount: 16
        )
        let tokens = try source.verified(.usual).workload.tokens
        #expect(Set((0..<16).map { tokens[$0] }).count == 16)
        // The signature is as long as the key.
        #expect(tokens[0].split(separator: UInt8(ascii: "."))[2].count == (bits / 8 * 4 + 2) / 3)
    }

    @Test func `a plan chooses among the keys`() {
        var plan = BenchmarkPlan(algorithms: ["RS256", "ES256"], rsaBits: [3_072, 4_096])
        #expect(plan.keys(for: "RS256").map(\.title) == ["RSA 3072", "RSA 4096"])
        #expect(plan.keys(for: "RS384").isEmpty)
        #expect(plan.keys(for: "ES256").map(\.title) == ["P-256"])
        plan.rsaBits = [2_048]
        #expect(plan.keys(for: "PS512").map(\.title) == ["RSA 2048"])
    }
}
