import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// What vectors say about attackers is shown by making their tokens.
@Suite struct AttackTests {
    private static let keys = Result { try KeyRecord.all(in: SourceCorpus.directory) }
    private static let rejected = Result {
        let corpus = try SourceCorpus.corpus.get()
        return corpus.vectors.filter(\.isRejectedByStrict) + corpus.signVectors.filter { $0.expectation == .reject }
    }

    @Test func `every vector says what making its token shows`() async throws {
        #expect(try await SourceCorpus.attacks.value.failures == [])
    }

    @Test func `every attacker and every gain has vectors`() async throws {
        let rows = try await SourceCorpus.attacks.value.rows
        #expect(Set(rows.map(\.attacker)) == Set(Attacker.allCases))
        #expect(Set(rows.map(\.gain)) == Set(Gain.allCases))
        #expect(rows.reduce(0) { $0 + $1.count + $1.signCount } == (try Self.rejected.get().count))
        #expect(!rows.contains { $0.severity == .unclassified })
    }

    @Test func `a claim without proof fails`() throws {
        let all = try SourceCorpus.corpus.get()
        var vector = try #require(all["claims/types/iss-number"])
        vector.attacker = .anyone
        vector.gain = .forge
        var silent = try #require(all["claims/types/iss-null"])
        silent.attacker = nil
        let corpus = try Corpus(vectors: [vector, silent], keys: all.keys)
        let failures = AttackProof(corpus).failures
        #expect(failures.contains { $0.contains("says anyone, forge") && $0.contains("shows issuer, none") })
        #expect(failures.contains { $0.contains("attacker and gain are missing") })
    }

    @Test func `the token that a holder has is accepted, and the same token is valid under another policy`() throws {
        let corpus = try SourceCorpus.corpus.get()
        for vector in corpus.vectors where vector.attacker == .holder {
            if let policy = vector.validUnder {
                var question = vector.question
                question.policy = policy
                question.sequence = nil
                guard case .success(.accepted) = ReferenceVerifier().verdict(on: question) else {
                    Issue.record("\(vector.id) isn't valid under the other policy")
                    continue
                }
            } else {
                let from = try #require(vector.from.flatMap { corpus[$0] }, "\(vector.id) has no genuine token")
                guard case .accept = from.expectation else {
                    Issue.record("\(from.id) must be a vector to accept")
                    continue
                }
                let isSame =
                    from.question.token == vector.question.token
                    && from.question.detachedPayload == vector.question.detachedPayload
                #expect(isSame == (vector.gain == .reuse), "\(vector.id)")
            }
        }
    }

    @Test(arguments: [
        ("hmac-a", Algorithm.hs256), ("rsa-a", .rs256), ("rsa-a", .ps256), ("p256-a", .es256), ("ed25519-a", .edDSA),
    ])
    func `a withheld key gives nothing away`(_ name: String, _ algorithm: Algorithm) throws {
        let forge = try Forge(Self.keys.get())
        let key = try forge.key(name)
        let material = KeyMaterial.jwk(key.record.verification, pem: nil)
        let world = World(conditions: .init(withheld: TrustedKeys(material, secrets: [])))
        func everything() throws -> [[UInt8]] {
            [
                try key.sign([1, 2, 3], algorithm), (key.record.signing ?? key.record.verification).text, key.secret,
                (try? key.rsa.signature(of: [2])) ?? [],
            ]
        }
        let (open, withheld) = (try everything(), try World.$current.withValue(world) { try everything() })
        for (first, second) in zip(open, withheld) where !first.isEmpty {
            #expect(first != second)
            #expect(first.count == second.count)
        }
        if key.secret.isEmpty { #expect(try key.asymmetric.isPrivate == false) }
    }

    /// A definition, and who can make its token.
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let attacker: Attacker
        let gain: Gain
        var keys = ["p256-a"]
        var check = Check.signature
        let token: @Sendable (Forge) throws -> Token
    }

    private static let header = #"{"alg":"ES256"}"#

    private static func genuine(_ forge: Forge) throws -> Token {
        try Token.compact(header, Forge.payload, by: forge.key("p256-a"), .es256)
    }

    static let samples = [
        Sample(testDescription: "by another's key", attacker: .anyone, gain: .forge) { forge in
            try Token.compact(header, Forge.payload, by: forge.key("p256-b"), .es256)
        },
        Sample(testDescription: "without a signature", attacker: .anyone, gain: .forge) { forge in
            try genuine(forge).withSignature([])
        },
        Sample(testDescription: "a MAC under the public key", attacker: .anyone, gain: .forge) { forge in
            try forge.mac(secret: Array((forge.key("p256-a").record.pem ?? "").utf8))
        },
        Sample(
            testDescription: "padding behind a genuine token",
            attacker: .holder,
            gain: .respell,
            check: .base64Padding
        ) { forge in Token(String(decoding: try genuine(forge).bytes, as: UTF8.self) + "==") },
        Sample(testDescription: "another payload", attacker: .holder, gain: .forge) { forge in
            try genuine(forge).flipped(segment: 1, at: 3)
        },
        Sample(testDescription: "part of a signature", attacker: .guesser, gain: .forge) { forge in
            let token = try genuine(forge)
            return token.withSignature(Array(token.signature.prefix(2)))
        },
        Sample(
            testDescription: "by another key that is trusted for the same",
            attacker: .issuer,
            gain: .none,
            keys: ["p256-a", "p384-a"]
        ) { forge in
            try Token.compact(header, #"{"sub":"mallory"}"#, by: forge.key("p384-a"), .es256)
        },
        Sample(testDescription: "by the key, over other claims", attacker: .issuer, gain: .none) { forge in
            try Token.compact(header, #"{"sub":7}"#, by: forge.key("p256-a"), .es256)
        },
        Sample(testDescription: "a definition that hides its key behind a closure", attacker: .issuer, gain: .none) {
            forge in
            let sign = { (octets: [UInt8]) in try forge.key("p256-a").sign(octets, .es256) }
            let input = "\(header.base64url).\(#"{"sub":8}"#.base64url)"
            return Token("\(input).\(try sign(Array(input.utf8)).base64url)")
        },
    ]

    @Test(arguments: samples)
    func `who can make a token is found out`(_ sample: Sample) throws {
        let keys = try Self.keys.get()
        let forge = try Forge(keys)
        let define: @Sendable (Forge) throws -> Topic = { forge in
            let material =
                sample.keys.count == 1
                ? VectorFile.Key(ref: "keys/\(sample.keys[0])") : .init(refs: sample.keys.map { "keys/\($0)" })
            var group = GroupDefinition("test/sample", key: material, policy: VerificationPolicy(["ES256"]))
            group.accept("plain", "a genuine token", try Self.genuine(forge), ["RFC7515#5.2-5"])
            group.reject("point", "the point", try sample.token(forge), sample.check, .twin("plain"))
            return Topic(path: "test/sample.json", title: "A sample", groups: [group])
        }
        let ledger = Ledger()
        let topic = try World.$current.withValue(World(ledger: ledger)) { try define(forge) }
        let records = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
        let part = AttackAnalysis.Part(define: define, vectors: try topic.file.vectors(keys: records))
        let attack = AttackAnalysis([part], forge: forge, secrets: [], ledger: ledger).attacks["test/sample/point"]
        #expect(attack?.attacker == sample.attacker)
        #expect(attack?.gain == sample.gain)
        #expect(attack?.from == (sample.attacker == .holder ? "test/sample/plain" : nil))
    }
}
