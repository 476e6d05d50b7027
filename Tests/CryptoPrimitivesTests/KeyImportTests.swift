import CryptoPrimitives
import Testing

struct KeyImportTests {
    @Test(arguments: SampleKey.all)
    func `every form of a key gives the same public key`(_ sample: SampleKey) throws {
        let expected = try AsymmetricKey(pem: sample.subjectPublicKeyInfo)
        #expect(!expected.isPrivate)
        for (pem, isPrivate) in [(sample.pkcs8, true), (sample.traditional, true), (sample.certificate, false)] {
            guard let pem else { continue }
            let key = try AsymmetricKey(pem: pem)
            #expect(key.isPrivate == isPrivate)
            #expect(key.kind == expected.kind)
            #expect(key.publicDER() == expected.publicDER())
            #expect(try key.publicPEM() == sample.subjectPublicKeyInfo + "\n")
        }
    }

    @Test(arguments: SampleKey.all)
    func `a private key is written as it was read`(_ sample: SampleKey) throws {
        let key = try AsymmetricKey(pem: sample.traditional ?? sample.pkcs8)
        #expect(try key.privatePEM() == sample.pkcs8 + "\n")
        if let traditional = sample.traditional { #expect(try key.traditionalPEM() == traditional + "\n") }
        let half = try AsymmetricKey(pem: sample.subjectPublicKeyInfo)
        #expect(throws: CryptoError.self) { try half.privatePEM() }
    }

    @Test func `PKCS #1 of a public key`() throws {
        let key = try AsymmetricKey(pem: SampleKey.rsaPKCS1)
        #expect(try key.publicPEM() == SampleKey.rsa.subjectPublicKeyInfo + "\n")
        #expect(try key.traditionalPEM() == SampleKey.rsaPKCS1 + "\n")
    }

    @Test func `RSA integers make the key that they came from`() throws {
        let components = try #require(try AsymmetricKey(pem: SampleKey.rsa.pkcs8).rsaComponents)
        #expect(components.n.count == 256 && components.e == [1, 0, 1])
        #expect(try AsymmetricKey(components).rsaComponents == components)
        #expect(try AsymmetricKey(components).privatePEM() == SampleKey.rsa.pkcs8 + "\n")
        let half = RSAComponents(n: components.n, e: components.e)
        #expect(try AsymmetricKey(half).publicPEM() == SampleKey.rsa.subjectPublicKeyInfo + "\n")
    }

    @Test func `a private RSA key without factors signs`() throws {
        var components = try #require(try AsymmetricKey(pem: SampleKey.rsa.pkcs8).rsaComponents)
        components.factors = nil
        var signing = try SigningContext(key: AsymmetricKey(components), scheme: .rsaPKCS1(.sha256))
        let signature = try signing.signature(for: [1].span)
        var verification = try VerificationContext(key: AsymmetricKey(components), scheme: .rsaPKCS1(.sha256))
        let isValid = verification.isValid(signature.span, for: [1].span)
        #expect(isValid)
    }

    @Test(arguments: ["d", "p", "q", "dp", "dq", "qi", "n", "long", "zero", "factorless"])
    func `private RSA integers that don't belong together are refused`(_ changed: String) throws {
        var components = try #require(try AsymmetricKey(pem: SampleKey.rsa.pkcs8).rsaComponents)
        var factors = try #require(components.factors)
        var d = try #require(components.d)
        switch changed {
        case "d": d[255] ^= 2
        case "p": factors.p[0] ^= 1
        case "q": factors.q[5] ^= 1
        case "dp": factors.dp[9] ^= 1
        case "dq": factors.dq[9] ^= 1
        case "qi": factors.qi[9] ^= 1
        case "n": components.n[100] ^= 1
        case "long": d = [UInt8](repeating: 0xFF, count: 100_000)
        case "zero": factors.p = []
        default: d[0] ^= 1
        }
        components.d = d
        components.factors = changed == "factorless" ? nil : factors
        #expect(throws: CryptoError.self) { try AsymmetricKey(components) }
    }

    @Test(arguments: [SampleKey.p256, .p384, .p521, .secp256k1])
    func `coordinates make the key that they came from`(_ sample: SampleKey) throws {
        var components = try #require(try AsymmetricKey(pem: sample.pkcs8).ecComponents)
        #expect(components.x.count == components.curve.coordinateOctetCount)
        #expect(try AsymmetricKey(components).ecComponents == components)
        #expect(try AsymmetricKey(components).traditionalPEM() == (sample.traditional ?? "") + "\n")
        components.d = nil
        #expect(try AsymmetricKey(components).publicPEM() == sample.subjectPublicKeyInfo + "\n")
    }

    @Test(arguments: [SampleKey.p256, .p384, .p521, .secp256k1])
    func `a point that isn't on the curve is refused`(_ sample: SampleKey) throws {
        let good = try #require(try AsymmetricKey(pem: sample.subjectPublicKeyInfo).ecComponents)
        let size = good.curve.coordinateOctetCount
        let zeros = [UInt8](repeating: 0, count: size)
        let ones = [UInt8](repeating: 0xFF, count: size)
        for (x, y) in [(good.y, good.x), (zeros, zeros), (ones, ones), (good.x, zeros), (good.x, [])] {
            #expect(throws: CryptoError.self) { try AsymmetricKey(ECComponents(curve: good.curve, x: x, y: y)) }
        }
        for curve in EllipticCurve.allCases where curve != good.curve {
            #expect(throws: CryptoError.self) { try AsymmetricKey(ECComponents(curve: curve, x: good.x, y: good.y)) }
        }
    }

    @Test(arguments: [SampleKey.p256, .p384, .p521, .secp256k1])
    func `a private value of another point, zero, or beyond the order is refused`(_ sample: SampleKey) throws {
        let good = try #require(try AsymmetricKey(pem: sample.pkcs8).ecComponents)
        var flipped = try #require(good.d)
        flipped[flipped.count - 1] ^= 1
        let order = good.curve.order
        for d in [
            flipped, [UInt8](repeating: 0, count: order.count), order, [UInt8](repeating: 0xFF, count: order.count),
        ] {
            var components = good
            components.d = d
            #expect(throws: CryptoError.self) { try AsymmetricKey(components) }
        }
    }

    /// P-521's order has 521 bits of the 528 that a coordinate has room for: the sum of both is the same private key.
    @Test func `a private value with the order added is refused`() throws {
        var components = try #require(try AsymmetricKey(pem: SampleKey.p521.pkcs8).ecComponents)
        let d = try #require(components.d)
        let sum = try BigNumber(d.span).adding(BigNumber(EllipticCurve.p521.order.span))
        components.d = sum.octets(count: 66)
        #expect(components.d != nil)
        #expect(throws: CryptoError.self) { try AsymmetricKey(components) }
    }

    @Test(arguments: [SampleKey.ed25519, .ed448])
    func `octet keys come back, and their halves belong together`(_ sample: SampleKey) throws {
        let good = try #require(try AsymmetricKey(pem: sample.pkcs8).octetKeyComponents)
        #expect(try AsymmetricKey(good).octetKeyComponents == good)
        var mismatched = good
        mismatched.x[3] ^= 1
        #expect(throws: CryptoError.self) { try AsymmetricKey(mismatched) }
        for length in [0, 1, good.x.count - 1, good.x.count + 1] {
            let octets = [UInt8](repeating: 1, count: length)
            #expect(throws: CryptoError.self) { try AsymmetricKey(OctetKeyComponents(curve: good.curve, x: octets)) }
        }
    }
}
