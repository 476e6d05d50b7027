import CryptoPrimitives
import Testing

struct PEMTests {
    @Test(arguments: [
        "", " ", "no PEM", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n",
        "-----BEGIN DH PARAMETERS-----\nMAMCAQE=\n-----END DH PARAMETERS-----\n",
    ])
    func `a text without a key is refused`(_ text: String) {
        #expect(throws: CryptoError.self) { try AsymmetricKey(pem: text) }
    }

    @Test(arguments: SampleKey.all)
    func `a text with two blocks is refused, and text around one isn't`(_ sample: SampleKey) throws {
        let pem = sample.subjectPublicKeyInfo
        #expect(throws: CryptoError.self) { try AsymmetricKey(pem: "\(pem)\n\(pem)") }
        #expect(throws: CryptoError.self) { try AsymmetricKey(pem: "\(pem)\n-----BEGIN PUBLIC KEY-----\n") }
        #expect(throws: Never.self) { try AsymmetricKey(pem: "a key:\n\(pem)\nthat was it\n") }
    }

    @Test(arguments: SampleKey.all)
    func `octets behind the DER are refused, and a DER that ends early`(_ sample: SampleKey) throws {
        let der = try AsymmetricKey(pem: sample.subjectPublicKeyInfo).publicDER()
        #expect(throws: Never.self) { try AsymmetricKey(der: der, label: "PUBLIC KEY") }
        #expect(throws: CryptoError.self) { try AsymmetricKey(der: der + [0], label: "PUBLIC KEY") }
        for length in 0..<der.count {
            #expect(throws: CryptoError.self) { try AsymmetricKey(der: Array(der.prefix(length)), label: "PUBLIC KEY") }
        }
    }

    @Test func `the point at infinity is no public key`() throws {
        // SubjectPublicKeyInfo for P-256 whose bit string is the one octet of the point at infinity.
        let der = octets(hex: "3019301306072a8648ce3d020106082a8648ce3d030107030200" + "00")
        #expect(throws: CryptoError.self) { try AsymmetricKey(der: der, label: "PUBLIC KEY") }
    }

    @Test func `a private key whose public half is another's is refused`() throws {
        let components = try #require(try AsymmetricKey(pem: SampleKey.p256.pkcs8).ecComponents)
        let point = [4] + components.x + components.y
        let d = try #require(components.d)
        // SEC 1 by hand, with another d.
        var changed = d
        changed[31] ^= 1
        let head = octets(hex: "30770201010420")
        let tail = octets(hex: "a00a06082a8648ce3d030107a144034200") + point
        #expect(throws: Never.self) { try AsymmetricKey(der: head + d + tail, label: "EC PRIVATE KEY") }
        #expect(throws: CryptoError.self) { try AsymmetricKey(der: head + changed + tail, label: "EC PRIVATE KEY") }
    }

    @Test func `the label decides what the octets are`() throws {
        let der = try AsymmetricKey(pem: SampleKey.rsa.subjectPublicKeyInfo).publicDER()
        for label in ["RSA PUBLIC KEY", "PRIVATE KEY", "CERTIFICATE", "", "public key", "PUBLIC KEY "] {
            #expect(throws: CryptoError.self) { try AsymmetricKey(der: der, label: label) }
        }
    }
}
