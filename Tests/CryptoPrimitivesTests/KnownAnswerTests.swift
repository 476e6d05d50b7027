import CryptoPrimitives
import Testing

/// An example of RFC 8032 section 7.
struct EdwardsCase: Sendable {
    let curve: OctetKeyCurve
    let d: String
    let x: String
    let message: String
    let signature: String

    static let all = [
        EdwardsCase(
            curve: .ed25519,
            d: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            x: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: """
                e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465\
                5141438e7a100b
                """
        ),
        EdwardsCase(
            curve: .ed25519,
            d: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            x: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: """
                92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb0\
                0d291612bb0c00
                """
        ),
        EdwardsCase(
            curve: .ed448,
            d: """
                6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b
                """,
            x: """
                5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180
                """,
            message: "",
            signature: """
                533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980\
                ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e652600
                """
        ),
    ]
}

struct KnownAnswerTests {
    /// RFC 4231 section 4.2.
    @Test(arguments: [
        (HashFunction.sha256, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (.sha384, "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6"),
        (
            .sha512,
            """
            87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e\
            696c203a126854
            """
        ),
    ])
    func `HMAC gives the RFC's codes`(_ function: HashFunction, _ expected: String) throws {
        var context = try MACContext(secret: [UInt8](repeating: 0x0B, count: 20).span, function: function)
        let code = context.code(for: Array("Hi There".utf8).span)
        #expect(code == octets(hex: expected))
    }

    @Test(arguments: EdwardsCase.all)
    func `EdDSA gives the RFC's signatures`(_ example: EdwardsCase) throws {
        let components = OctetKeyComponents(
            curve: example.curve,
            x: octets(hex: example.x),
            d: octets(hex: example.d)
        )
        var signing = try SigningContext(key: AsymmetricKey(components), scheme: .eddsa)
        let signature = try signing.signature(for: octets(hex: example.message).span)
        #expect(signature == octets(hex: example.signature))
    }

    /// RFC 6979 appendix A.2.5, whose deterministic nonce libcrypto doesn't use: verified only.
    @Test func `ECDSA verifies the signature of RFC 6979`() throws {
        let components = ECComponents(
            curve: .p256,
            x: octets(hex: "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
            y: octets(hex: "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"),
            d: octets(hex: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
        )
        let signature =
            octets(hex: "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716")
            + octets(hex: "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")
        var verification = try VerificationContext(key: AsymmetricKey(components), scheme: .ecdsa(.p256, .sha256))
        let isValid = verification.isValid(signature.span, for: Array("sample".utf8).span)
        let isValidForAnother = verification.isValid(signature.span, for: Array("test".utf8).span)
        #expect(isValid)
        #expect(!isValidForAnother)
    }

    @Test(arguments: [
        (HashFunction.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
    ])
    func `the hash functions give the digests of FIPS 180-4`(_ function: HashFunction, _ expected: String) {
        #expect(function.digest(Array("abc".utf8).span) == octets(hex: expected))
    }
}
