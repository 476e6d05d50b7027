package import CryptoPrimitives
import ReferenceFaults

/// RSA by the textbook (RFC 8017), so that encodings which no library would make can be signed, and salts can be fixed.
package struct RawRSA {
    /// The public integers alone.
    let components: RSAComponents
    private let exponent: [UInt8]?

    package init(_ components: RSAComponents) {
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

    /// EMSA-PSS (RFC 8017 section 9.1.1) with this salt, by the rules.
    package func encodedByPSS(_ message: [UInt8], hash: HashFunction, salt: [UInt8]) throws(CryptoError) -> [UInt8] {
        try pssEncoded(message, hash: hash, salt: salt)
    }

    /// EMSA-PSS (RFC 8017 section 9.1.1).
    ///
    /// - Parameters:
    ///   - message: the message to sign.
    ///   - hash: the hash function of the message.
    ///   - maskHash: the hash function of MGF1; the same, unless the vector is about that.
    ///   - salt: the salt.
    ///   - trailer: the last octet; 0xBC, unless the vector is about that.
    ///   - changed: a part to change one bit of, before the mask is put on.
    /// - Returns: the encoded message.
    /// - Throws: `CryptoError` if libcrypto can't read the modulus.
    func pssEncoded(
        _ message: [UInt8],
        hash: HashFunction,
        maskHash: HashFunction? = nil,
        salt: [UInt8],
        trailer: UInt8 = 0xBC,
        changed: PSSPart? = nil
    ) throws(CryptoError) -> [UInt8] {
        let bits = try BigNumber(components.n.span).bitCount - 1
        let length = (bits + 7) / 8
        var digest = hash.digest(([UInt8](repeating: 0, count: 8) + hash.digest(message.span) + salt).span)
        let blockLength = length - hash.octetCount - 1
        var block = [UInt8](repeating: 0, count: blockLength - salt.count - 1) + [1] + salt
        if let changed, changed != .topBits, changed != .trailer {
            let position = changed.position(length: length, digest: hash.octetCount, salt: salt.count)
            if position < blockLength { block[position] ^= 1 } else { digest[position - blockLength] ^= 1 }
        }
        var masked = zip(block, (maskHash ?? hash).mask(digest, length: blockLength)).map { $0 ^ $1 }
        let top: UInt8 = 0xFF >> UInt8(length * 8 - bits)
        masked[0] &= top
        if changed == .topBits { masked[0] |= ~top }
        return masked + digest + [changed == .trailer ? trailer ^ 1 : trailer]
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
