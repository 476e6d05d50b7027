import CryptoPrimitives

/// RSA by the textbook (RFC 8017), so that encodings which no library would make can be signed, and salts can be fixed.
struct RawRSA {
    /// The public integers alone.
    let components: RSAComponents
    private let exponent: [UInt8]?

    init(_ components: RSAComponents) {
        self.components = RSAComponents(n: components.n, e: components.e)
        exponent = components.d
    }

    /// The length of the modulus in octets.
    var octetCount: Int { components.n.count }

    /// RSASP1: the signature that is an encoded message's power.
    func signature(of encoded: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard let exponent else { throw .unsupported("signing with a public key") }
        let operation = PrivateOperation(key: .publicValue(components.n), name: "power", input: encoded)
        return try World.current.output(of: operation, count: octetCount) { () throws(CryptoError) in
            let n = try BigNumber(components.n.span)
            let power = try BigNumber(encoded.span).power(BigNumber(exponent.span), modulo: n)
            return power.octets(count: octetCount) ?? []
        }
    }

    /// EMSA-PSS (RFC 8017 section 9.1.1).
    ///
    /// - Parameters:
    ///   - message: the message to sign.
    ///   - hash: the hash function of the message.
    ///   - maskHash: the hash function of MGF1; the same, unless the vector is about that.
    ///   - salt: the salt.
    ///   - trailer: the last octet; 0xBC, unless the vector is about that.
    /// - Returns: the encoded message.
    /// - Throws: `CryptoError` if libcrypto can't read the modulus.
    func pssEncoded(
        _ message: [UInt8],
        hash: HashFunction,
        maskHash: HashFunction? = nil,
        salt: [UInt8],
        trailer: UInt8 = 0xBC
    ) throws(CryptoError) -> [UInt8] {
        let bits = try BigNumber(components.n.span).bitCount - 1
        let length = (bits + 7) / 8
        let digest = hash.digest(([UInt8](repeating: 0, count: 8) + hash.digest(message.span) + salt).span)
        let blockLength = length - hash.octetCount - 1
        let block = [UInt8](repeating: 0, count: blockLength - salt.count - 1) + [1] + salt
        var masked = zip(block, Self.mask(digest, length: blockLength, hash: maskHash ?? hash)).map { $0 ^ $1 }
        masked[0] &= 0xFF >> UInt8(length * 8 - bits)
        return masked + digest + [trailer]
    }

    /// MGF1 (RFC 8017 appendix B.2.1).
    private static func mask(_ seed: [UInt8], length: Int, hash: HashFunction) -> [UInt8] {
        var mask: [UInt8] = []
        var counter: UInt32 = 0
        while mask.count < length {
            let octets = (0..<4).map { UInt8(truncatingIfNeeded: counter >> UInt32(24 - $0 * 8)) }
            mask += hash.digest((seed + octets).span)
            counter += 1
        }
        return Array(mask.prefix(length))
    }

    /// EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) around any DigestInfo.
    ///
    /// - Parameters:
    ///   - digestInfo: the DigestInfo and whatever else the vector puts there.
    ///   - padding: how many octets 0xFF; absent: as many as there is room for.
    /// - Returns: the encoded message.
    func pkcs1Encoded(_ digestInfo: [UInt8], padding: Int? = nil) -> [UInt8] {
        let room = octetCount - digestInfo.count - 3
        let ones = padding ?? room
        let encoded = [0, 1] + [UInt8](repeating: 0xFF, count: ones) + [0] + digestInfo
        return encoded + [UInt8](repeating: 0, count: max(0, octetCount - encoded.count))
    }
}

extension HashFunction {
    /// The DigestInfo of a message (RFC 8017 section 9.2, note 1).
    func digestInfo(of message: [UInt8], hasNull: Bool = true) -> [UInt8] {
        let number: UInt8 =
            switch self {
            case .sha1, .sha256: 1
            case .sha384: 2
            case .sha512: 3
            }
        let null: [UInt8] = hasNull ? [5, 0] : []
        let identifier: [UInt8] = [6, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, number]
        let algorithm = [0x30, UInt8(identifier.count + null.count)] + identifier + null
        let digest = digest(message.span)
        let content = algorithm + [4, UInt8(digest.count)] + digest
        return [0x30, UInt8(content.count)] + content
    }
}
