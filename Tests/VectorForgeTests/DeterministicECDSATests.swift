import CryptoPrimitives
import Testing

@testable import VectorForge

/// RFC 6979's own answers, with the digest that JOSE pairs with each curve.
///
/// The values were checked against two implementations that aren't this one: pyca/cryptography and python-ecdsa.
@Suite struct DeterministicECDSATests {
    struct KnownAnswer: CustomTestStringConvertible, Sendable {
        let source: String
        let curve: EllipticCurve
        let hash: HashFunction
        let privateValue: String
        let message: String
        let r: String
        let s: String

        var testDescription: String { "\(source), \(message)" }
    }

    @Test(arguments: KnownAnswer.all) func `the nonce follows RFC 6979`(_ answer: KnownAnswer) throws {
        let signer = DeterministicECDSA(
            curve: answer.curve,
            hash: answer.hash,
            privateValue: try octets(answer.privateValue)
        )
        #expect(try signer.signature(for: Array(answer.message.utf8)) == octets(answer.r + answer.s))
    }

    private func octets(_ hexadecimal: String) throws -> [UInt8] {
        let digits = try hexadecimal.map { try #require($0.hexDigitValue) }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension DeterministicECDSATests.KnownAnswer {
    static let all = p256 + p384 + p521 + secp256k1

    private static let p256 = [
        (
            "sample", "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
        ),
        (
            "test", "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
        ),
    ].map { message, r, s in
        Self(
            source: "RFC 6979 A.2.5",
            curve: .p256,
            hash: .sha256,
            privateValue: "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
            message: message,
            r: r,
            s: s
        )
    }

    private static let p384 = [
        (
            "sample",
            "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
            "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8"
        ),
        (
            "test", "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB",
            "DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5"
        ),
    ].map { message, r, s in
        Self(
            source: "RFC 6979 A.2.6",
            curve: .p384,
            hash: .sha384,
            privateValue:
                "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
            message: message,
            r: r,
            s: s
        )
    }

    /// The order has 521 bits: the nonce is cut to that, and the digest is shorter.
    private static let p521 = [
        (
            "sample",
            "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B534931D7D4E8455C"
                + "C91F9B15BF05EC36E377FA",
            "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DC"
                + "CC43997F1EE0E44DA4A67A"
        ),
        (
            "test",
            "013E99020ABF5CEE7525D16B69B229652AB6BDF2AFFCAEF38773B4B7D08725F10CDB93482FDCC54EDCEE91ECA4166B2A7C6265EF0CE2BD"
                + "7051B7CEF945BABD47EE6D",
            "01FBD0013C674AA79CB39849527916CE301C66EA7CE8B80682786AD60F98F7E78A19CA69EFF5C57400E3B3A0AD66CE0978214D13BAF4E9"
                + "AC60752F7B155E2DE4DCE3"
        ),
    ].map { message, r, s in
        Self(
            source: "RFC 6979 A.2.7",
            curve: .p521,
            hash: .sha512,
            privateValue:
                "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16F"
                + "CC1466F6D8FBEC67DB89EC0C08B0E996B83538",
            message: message,
            r: r,
            s: s
        )
    }

    /// The RFC has no example on this curve; the value is python-ecdsa's.
    ///
    /// S isn't turned into the lower of the two.
    private static let secp256k1 = [
        Self(
            source: "secp256k1",
            curve: .secp256k1,
            hash: .sha256,
            privateValue: String(repeating: "0", count: 63) + "1",
            message: "Satoshi Nakamoto",
            r: "934B1EA10A4B3C1757E2B0C017D0B6143CE3C9A7E6A4A49860D7A6AB210EE3D8",
            s: "DBBD3162D46E9F9BEF7FEB87C16DC13B4F6568A87F4E83F728E2443BA586675C"
        )
    ]
}
