import CryptoPrimitives
import JWTAdapters
import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// RSASSA-PSS as the forge signs it: valid, and with a salt that depends on the message alone.
@Suite struct FixedSaltTests {
    private let forge: Forge
    private let key: ForgeKey

    init() throws {
        forge = try Forge(KeyRecord.all(in: SourceCorpus.directory))
        key = try forge.key("rsa-a")
    }

    @Test(arguments: [Algorithm.ps256, .ps384, .ps512]) func `the signature holds`(_ algorithm: Algorithm) throws {
        let token = try Token.compact(#"{"alg":"\#(algorithm.rawValue)"}"#, Forge.payload, by: key, algorithm)
        let question = Question(
            content: .bytes,
            token: .text(token.text ?? ""),
            key: .jwk(key.record.verification, pem: nil),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        guard case .success(.accepted) = ReferenceVerifier().verdict(on: question) else {
            Issue.record("the forged signature doesn't hold")
            return
        }
    }

    @Test(arguments: [(Algorithm.ps256, HashFunction.sha256), (.ps384, .sha384), (.ps512, .sha512)])
    func `the salt is fixed`(_ algorithm: Algorithm, _ hash: HashFunction) throws {
        let message = Array("a message".utf8)
        let signature = try key.sign(message, algorithm)
        #expect(try key.sign(message, algorithm) == signature)
        let seed = Array("salt".utf8) + message
        #expect(try salt(of: signature, hash: hash) == hash.digest(seed.span))
    }

    /// EMSA-PSS-VERIFY (RFC 8017 section 9.1.2), steps 5 to 11, for a modulus of whole octets.
    private func salt(of signature: [UInt8], hash: HashFunction) throws -> [UInt8] {
        let rsa = try key.rsa.components
        let power = try BigNumber(signature.span).power(BigNumber(rsa.e.span), modulo: BigNumber(rsa.n.span))
        let octets = power.octets(count: rsa.n.count)
        let encoded = try #require(octets)
        #expect(encoded.last == 0xBC)
        let block = Array(encoded.prefix(encoded.count - hash.octetCount - 1))
        let digest = Array(encoded.dropFirst(block.count).prefix(hash.octetCount))
        var mask: [UInt8] = []
        for counter in UInt8(0)... where mask.count < block.count {
            let input = digest + [0, 0, 0, counter]
            mask += hash.digest(input.span)
            if mask.count >= block.count { break }
        }
        var plain = zip(block, mask).map { $0 ^ $1 }
        plain[0] &= 0x7F
        let salt = Array(plain.suffix(hash.octetCount))
        #expect(plain.dropLast(salt.count) == [UInt8](repeating: 0, count: plain.count - salt.count - 1) + [1])
        return salt
    }
}
