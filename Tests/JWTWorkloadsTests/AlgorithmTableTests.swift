import CryptoPrimitives
import FoundationEssentials
import JWTConformance
import JWTWorkloads
import ReferenceJOSE
import Testing

/// What has to follow a new row of the table of algorithms: a failure here says what was forgotten.
@Suite struct AlgorithmTableTests {
    private static let root = String(#filePath.dropLast("Tests/JWTWorkloadsTests/AlgorithmTableTests.swift".count))

    private static func corpus() throws -> Corpus { try Corpus(directory: CorpusLocation.sourceDirectory) }

    @Test func `the reference implements the algorithms of the table`() {
        #expect(Algorithm.allCases.map(\.rawValue) == AlgorithmRow.all.map(\.name))
    }

    @Test func `a name is matched to the octet`() {
        #expect(AlgorithmRow.named("ES256K") != nil)
        for name in ["ES256\u{212A}", "es256k", "ES256K ", "none", ""] { #expect(AlgorithmRow.named(name) == nil) }
    }

    @Test func `another name is the name of a row that takes the same key`() throws {
        for row in AlgorithmRow.all {
            for name in row.otherNames {
                let other = try #require(AlgorithmRow.named(name))
                #expect(other.otherNames.contains(row.name))
                #expect(!Set(other.keys).isDisjoint(with: row.keys))
            }
        }
    }

    @Test func `smoke has a token to accept and one to reject for each algorithm`() throws {
        let pairs = SmokeSample(try Self.corpus(), capabilities: nil).pairs
        #expect(Set(pairs.map(\.algorithm)) == Set(AlgorithmRow.all.map(\.name)))
        for pair in pairs {
            #expect(pair.accept != nil, "\(pair.algorithm)")
            #expect(pair.reject?.reason == .signature, "\(pair.algorithm)")
        }
    }

    @Test func `signers are asked for a token by each algorithm`() throws {
        let path = CorpusLocation.sourceDirectory + "/sign/algorithms.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for row in AlgorithmRow.all { #expect(text.contains("sign/algorithms/\(row.name.lowercased())/claims")) }
    }

    @Test(arguments: AlgorithmRow.all.map(\.name))
    func `the benchmark has a key, a floor and tokens for an algorithm`(name: String) throws {
        let key = try #require(BenchmarkKey.key(for: name))
        let workload = try Workload(
            implementation: ReferenceImplementation(),
            algorithm: name,
            key: key,
            count: 16
        )
        _ = try Floor(algorithm: name, key: key, tokens: workload.tokens)
        #expect(
            try FleetWorkload(algorithm: name, count: 16, corpus: CorpusLocation.sourceDirectory).tokens.count == 16
        )
    }

    @Test(arguments: AlgorithmRow.all.map(\.name))
    func `a signature is as long as the table says`(name: String) throws {
        let row = try #require(AlgorithmRow.named(name))
        let workload = try FleetWorkload(algorithm: name, count: 16, corpus: CorpusLocation.sourceDirectory)
        guard case .jwk(let jwk, _) = workload.key else { throw CancellationError() }
        let due = row.signatureOctetCount(
            curve: jwk["crv"]?.stringValue,
            modulusOctetCount: jwk["n"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes.count
        )
        for token in workload.tokens {
            let signature = try #require(token.split(separator: ".").last.flatMap { Octets(base64url: $0) })
            #expect(signature.bytes.count == due)
        }
    }

    @Test func `the curve of the key decides how long an EdDSA signature is`() throws {
        let row = try #require(AlgorithmRow.named("EdDSA"))
        #expect(row.signatureOctetCount(curve: "Ed25519", modulusOctetCount: nil) == 64)
        #expect(row.signatureOctetCount(curve: "Ed448", modulusOctetCount: nil) == 114)
    }

    @Test(arguments: AlgorithmRow.all.filter { $0.usualKey == .secret }.map(\.name))
    func `a secret of the least length signs, and a shorter one doesn't`(name: String) throws {
        let algorithm = try #require(Algorithm(rawValue: name))
        let least = try #require(algorithm.row.minimumKeyBits) / 8
        let secret = (0..<least).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        _ = try TokenSigner(key: JWK(secret: secret), algorithm: algorithm)
        #expect(throws: (any Error).self) {
            try TokenSigner(key: JWK(secret: Array(secret.dropLast())), algorithm: algorithm)
        }
    }

    @Test(arguments: ["scripts/tools/cross-check/libraries.py", "Tests/Fuzzing/jose.dict"])
    func `a file that lists the algorithms lists every one`(path: String) throws {
        let text = try String(contentsOfFile: Self.root + path, encoding: .utf8)
        for row in AlgorithmRow.all {
            #expect(text.contains("\"\(row.name)\"") || text.contains("\\\"\(row.name)\\\""), "\(row.name)")
        }
    }
}
