import CryptoPrimitives
import Testing

/// A scheme with a key that it's used with.
struct SchemeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let scheme: SignatureScheme
    let key: SampleKey

    var testDescription: String { name }

    static let all = [
        SchemeCase(name: "RS256", scheme: .rsaPKCS1(.sha256), key: .rsa),
        SchemeCase(name: "RS384", scheme: .rsaPKCS1(.sha384), key: .rsa),
        SchemeCase(name: "RS512", scheme: .rsaPKCS1(.sha512), key: .rsa),
        SchemeCase(name: "PS256", scheme: .rsaPSS(.sha256), key: .rsa),
        SchemeCase(name: "PS384", scheme: .rsaPSS(.sha384), key: .rsa),
        SchemeCase(name: "PS512", scheme: .rsaPSS(.sha512), key: .rsa),
        SchemeCase(name: "ES256", scheme: .ecdsa(.p256, .sha256), key: .p256),
        SchemeCase(name: "ES384", scheme: .ecdsa(.p384, .sha384), key: .p384),
        SchemeCase(name: "ES512", scheme: .ecdsa(.p521, .sha512), key: .p521),
        SchemeCase(name: "ES256K", scheme: .ecdsa(.secp256k1, .sha256), key: .secp256k1),
        SchemeCase(name: "Ed25519", scheme: .eddsa, key: .ed25519),
        SchemeCase(name: "Ed448", scheme: .eddsa, key: .ed448),
    ]
}

struct SignatureSchemeTests {
    private let message = Array("header.payload".utf8)

    @Test(arguments: SchemeCase.all)
    func `what is signed verifies, by the public key alone, again and again`(of sample: SchemeCase) throws {
        let pair = try AsymmetricKey(pem: sample.key.pkcs8)
        let half = try AsymmetricKey(pem: sample.key.subjectPublicKeyInfo)
        var signing = try SigningContext(key: pair, scheme: sample.scheme)
        var verification = try VerificationContext(key: half, scheme: sample.scheme)
        for length in [0, 1, 63, 64, 65, 1000] {
            let message = [UInt8](repeating: 7, count: length)
            let signature = try signing.signature(for: message.span)
            let isValid = verification.isValid(signature.span, for: message.span)
            #expect(isValid, "\(length) octets")
        }
    }

    @Test(arguments: SchemeCase.all)
    func `one bit changed is refused, and the context is as good as before`(of sample: SchemeCase) throws {
        let pair = try AsymmetricKey(pem: sample.key.pkcs8)
        var signing = try SigningContext(key: pair, scheme: sample.scheme)
        var verification = try VerificationContext(key: pair, scheme: sample.scheme)
        let signature = try signing.signature(for: message.span)
        for position in stride(from: 0, to: signature.count, by: 7) + [signature.count - 1] {
            var changed = signature
            changed[position] ^= 1 << UInt8(position % 8)
            let isValid = verification.isValid(changed.span, for: message.span)
            #expect(!isValid, "octet \(position) of the signature")
        }
        for position in message.indices {
            var changed = message
            changed[position] ^= 0x80
            let isValid = verification.isValid(signature.span, for: changed.span)
            #expect(!isValid, "octet \(position) of the message")
        }
        let isValid = verification.isValid(signature.span, for: message.span)
        #expect(isValid)
    }

    @Test(arguments: SchemeCase.all)
    func `a signature of another length is refused`(of sample: SchemeCase) throws {
        let pair = try AsymmetricKey(pem: sample.key.pkcs8)
        var signing = try SigningContext(key: pair, scheme: sample.scheme)
        var verification = try VerificationContext(key: pair, scheme: sample.scheme)
        let signature = try signing.signature(for: message.span)
        let others: [[UInt8]] = [
            [], [0], Array(signature.dropLast()), signature + [0], [0] + signature, signature + signature,
            [UInt8](repeating: 0, count: signature.count), [UInt8](repeating: 0xFF, count: signature.count),
            [UInt8](repeating: 1, count: 5000),
        ]
        for other in others {
            let isValid = verification.isValid(other.span, for: message.span)
            #expect(!isValid, "\(other.count) octets")
        }
    }

    @Test func `a PSS context that's used often neither refuses PSS nor takes PKCS #1`() throws {
        let key = try AsymmetricKey(pem: SampleKey.rsa.pkcs8)
        var pss = try SigningContext(key: key, scheme: .rsaPSS(.sha256))
        var pkcs1 = try SigningContext(key: key, scheme: .rsaPKCS1(.sha256))
        var verification = try VerificationContext(key: key, scheme: .rsaPSS(.sha256))
        let padded = try pkcs1.signature(for: message.span)
        for round in 0..<50 {
            let salted = try pss.signature(for: message.span)
            let takesPSS = verification.isValid(salted.span, for: message.span)
            let takesPKCS1 = verification.isValid(padded.span, for: message.span)
            #expect(takesPSS, "round \(round)")
            #expect(!takesPKCS1, "round \(round)")
        }
    }

    @Test(arguments: [0, 20, 31, 33, 64])
    func `a salt of another length than the digest's is refused`(octets count: Int) throws {
        let key = try AsymmetricKey(pem: SampleKey.rsa.pkcs8)
        var signing = try SigningContext(key: key, scheme: .rsaPSS(.sha256), saltLength: .octets(count))
        var strict = try VerificationContext(key: key, scheme: .rsaPSS(.sha256))
        var lenient = try VerificationContext(key: key, scheme: .rsaPSS(.sha256), saltLength: .any)
        let signature = try signing.signature(for: message.span)
        let isStrictlyValid = strict.isValid(signature.span, for: message.span)
        let isValid = lenient.isValid(signature.span, for: message.span)
        #expect(!isStrictlyValid)
        #expect(isValid)
    }

    @Test func `a public key doesn't sign`() throws {
        let half = try AsymmetricKey(pem: SampleKey.p256.subjectPublicKeyInfo)
        #expect(throws: CryptoError.self) {
            _ = try SigningContext(key: half, scheme: .ecdsa(.p256, .sha256))
        }
    }
}
