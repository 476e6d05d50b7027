package import CryptoPrimitives

// The encodings of RFC 8017 section 9, which libcrypto makes and unmakes by itself and neither a vector nor a mutation can.
extension HashFunction {
    /// The DigestInfo of a message (RFC 8017 section 9.2, note 1).
    package func digestInfo(of message: [UInt8], hasNull: Bool = true) -> [UInt8] {
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

    /// MGF1 (RFC 8017 appendix B.2.1).
    package func mask(_ seed: [UInt8], length: Int) -> [UInt8] {
        var mask: [UInt8] = []
        var counter: UInt32 = 0
        while mask.count < length {
            let octets = (0..<4).map { UInt8(truncatingIfNeeded: counter >> UInt32(24 - $0 * 8)) }
            mask += digest((seed + octets).span)
            counter += 1
        }
        return Array(mask.prefix(length))
    }
}

/// The parts of EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) around a DigestInfo of the usual form.
package enum PKCS1Part: String, Hashable, Sendable, CaseIterable {
    case firstOctet, blockType, firstPadding, middlePadding, lastPadding, delimiter
    case outerTag, outerLength, algorithmTag, algorithmLength, identifierTag, identifierLength
    case firstIdentifier, middleIdentifier, lastIdentifier, nullTag, nullLength, digestTag, digestLength
    case firstDigest, middleDigest, lastDigest

    /// Where the part's octet is in an encoding.
    ///
    /// - Parameters:
    ///   - length: the encoding's length.
    ///   - digest: the digest's.
    /// - Returns: the octet's offset.
    package func position(length: Int, digest: Int) -> Int {
        let info = length - digest - 19
        return switch self {
        case .firstOctet: 0
        case .blockType: 1
        case .firstPadding: 2
        case .middlePadding: (2 + info) / 2
        case .lastPadding: info - 2
        case .delimiter: info - 1
        case .outerTag: info
        case .outerLength: info + 1
        case .algorithmTag: info + 2
        case .algorithmLength: info + 3
        case .identifierTag: info + 4
        case .identifierLength: info + 5
        case .firstIdentifier: info + 6
        case .middleIdentifier: info + 10
        case .lastIdentifier: info + 14
        case .nullTag: info + 15
        case .nullLength: info + 16
        case .digestTag: info + 17
        case .digestLength: info + 18
        case .firstDigest: info + 19
        case .middleDigest: length - digest / 2
        case .lastDigest: length - 1
        }
    }

    /// The part in words.
    package var words: String {
        rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}

/// The parts of EMSA-PSS (RFC 8017 section 9.1), the mask taken off.
package enum PSSPart: String, Hashable, Sendable, CaseIterable {
    case topBits, firstPadding, lastPadding, delimiter, firstHash, middleHash, lastHash, trailer

    /// Where the part's octet is in an encoding.
    package func position(length: Int, digest: Int, salt: Int) -> Int {
        switch self {
        case .topBits, .firstPadding: 0
        case .lastPadding: length - digest - salt - 3
        case .delimiter: length - digest - salt - 2
        case .firstHash: length - digest - 1
        case .middleHash: length - digest / 2 - 1
        case .lastHash: length - 2
        case .trailer: length - 1
        }
    }

    /// The part in words.
    package var words: String {
        rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
