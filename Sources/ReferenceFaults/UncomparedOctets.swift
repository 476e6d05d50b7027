import CryptoPrimitives
import ReferenceJOSE

/// A part of an RSA encoding that isn't compared, or a form of it that passes besides the right one.
package struct UncomparedOctets: Hashable, Sendable {
    /// The algorithm.
    let algorithm: Algorithm
    /// What passes.
    let fault: Fault

    /// What passes.
    enum Fault: Hashable, Sendable {
        /// Any octet in this part.
        case pkcs1(PKCS1Part)
        case pss(PSSPart)
        /// A form of EMSA-PKCS1-v1_5.
        case form(Form)
        /// A PSS mask by SHA-1, or by another of the family.
        case mask(HashFunction)
    }

    /// A form of EMSA-PKCS1-v1_5 that parsers accept.
    enum Form: String, Hashable, Sendable, CaseIterable {
        case anyPadding, garbageBehind, anythingBeforeTheDigest, digestAlone, longLengths, anyParameters, noNull
        case otherHash
    }
}

extension UncomparedOctets: WrongCheck {
    static let all: [UncomparedOctets] =
        [Algorithm.rs256, .rs384, .rs512].flatMap { algorithm in
            (PKCS1Part.allCases.map { Fault.pkcs1($0) } + Form.allCases.map { .form($0) })
                .map { UncomparedOctets(algorithm: algorithm, fault: $0) }
        }
        + [Algorithm.ps256, .ps384, .ps512].flatMap { algorithm in
            let masks = [HashFunction.sha1, .sha256, .sha384, .sha512].filter { $0 != algorithm.hash }
            return (PSSPart.allCases.map { Fault.pss($0) } + masks.map { .mask($0) })
                .map { UncomparedOctets(algorithm: algorithm, fault: $0) }
        }

    var check: Check { .signature }
    var onlyAccepts: Bool { true }

    var name: String {
        let part =
            switch fault {
            case .pkcs1(let part): part.words
            case .pss(let part): part.words
            case .form(let form): form.rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
            case .mask(let hash): "mask \(hash)"
            }
        return "\(algorithm.rawValue.lowercased())-\(part.replacing(" ", with: "-"))"
    }

    var summary: String {
        let name = algorithm.rawValue
        return switch fault {
        case .pkcs1(let part): "under \(name), the \(part.words) of the encoding isn't compared"
        case .pss(let part): "under \(name), the \(part.words) of the encoding isn't compared"
        case .form(.anyPadding): "under \(name), the padding is any octets but zero"
        case .form(.garbageBehind): "under \(name), octets may follow the DigestInfo where the padding is shorter"
        case .form(.anythingBeforeTheDigest): "under \(name), only the digest at the end is compared"
        case .form(.digestAlone): "under \(name), the digest may stand without its DigestInfo"
        case .form(.longLengths): "under \(name), lengths may be longer than DER's"
        case .form(.anyParameters): "under \(name), the parameters of the hash function are any octets"
        case .form(.noNull): "under \(name), the parameters of the hash function may be absent"
        case .form(.otherHash): "under \(name), the DigestInfo decides the hash function"
        case .mask(let hash): "under \(name), the mask may be made with \(hash)"
        }
    }
}

extension UncomparedOctets {
    /// Whether a signature passes although the strict check rejects it.
    func overlooks(_ signature: [UInt8], of message: [UInt8], key: AsymmetricKey) -> Bool {
        guard let rsa = key.rsaComponents, let n = try? BigNumber(rsa.n.span), let s = try? BigNumber(signature.span),
            let e = try? BigNumber(rsa.e.span), s.isLess(than: n), let power = try? s.power(e, modulo: n)
        else { return false }
        let hash = algorithm.hash
        switch fault {
        case .pkcs1(let part):
            let length = rsa.n.count
            guard let encoded = power.octets(count: length) else { return false }
            let info = hash.digestInfo(of: message)
            let padding = [UInt8](repeating: 0xFF, count: length - info.count - 3)
            let ignored = part.position(length: length, digest: hash.octetCount)
            return encoded.equals([0, 1] + padding + [0] + info, butAt: ignored)
        case .form(let form):
            return power.octets(count: rsa.n.count).map { form.matches($0, message, hash) } ?? false
        case .pss(let part):
            return Self.pssHolds(power, bits: n.bitCount - 1, message, hash, maskHash: hash, part)
        case .mask(let other):
            return Self.pssHolds(power, bits: n.bitCount - 1, message, hash, maskHash: other, nil)
        }
    }

    /// EMSA-PSS-VERIFY (RFC 8017 section 9.1.2) but for one part.
    private static func pssHolds(
        _ power: borrowing BigNumber,
        bits: Int,
        _ message: [UInt8],
        _ hash: HashFunction,
        maskHash: HashFunction,
        _ part: PSSPart?
    ) -> Bool {
        let length = (bits + 7) / 8
        let size = hash.octetCount
        guard let encoded = power.octets(count: length), length >= size * 2 + 2 else { return false }
        let top: UInt8 = 0xFF >> UInt8(length * 8 - bits)
        let given = Array(encoded[(length - size - 1)..<(length - 1)])
        var block = zip(encoded, maskHash.mask(given, length: length - size - 1)).map { $0 ^ $1 }
        guard encoded[0] & ~top == 0 || part == .topBits else { return false }
        block[0] &= top
        let salted = [UInt8](repeating: 0, count: 8) + hash.digest(message.span) + block.suffix(size)
        let expected = hash.digest(salted.span)
        let zeros = [UInt8](repeating: 0, count: length - size * 2 - 2)
        let whole = zeros + [1] + block.suffix(size) + expected + [0xBC]
        let ignored = part.flatMap { $0 == .topBits ? nil : $0.position(length: length, digest: size, salt: size) }
        return (block + given + encoded.suffix(1)).equals(whole, butAt: ignored)
    }
}

extension UncomparedOctets.Form {
    fileprivate func matches(_ encoded: [UInt8], _ message: [UInt8], _ hash: HashFunction) -> Bool {
        let info = hash.digestInfo(of: message)
        let digest = hash.digest(message.span)
        guard encoded.starts(with: [0, 1]) else { return false }
        let padding = encoded.dropFirst(2).prefix { $0 != 0 }
        let isFilled = padding.count >= 8 && padding.allSatisfy { $0 == 0xFF }
        let content = Array(encoded.dropFirst(3 + padding.count))
        switch self {
        case .anyPadding: return padding.count >= 8 && content == info
        case .garbageBehind: return padding.allSatisfy { $0 == 0xFF } && content.starts(with: info)
        case .anythingBeforeTheDigest: return encoded.suffix(digest.count).elementsEqual(digest)
        case .digestAlone: return isFilled && content == digest
        case .noNull: return isFilled && content == hash.digestInfo(of: message, hasNull: false)
        case .otherHash:
            return isFilled
                && [HashFunction.sha256, .sha384, .sha512].contains { $0.digestInfo(of: message) == content }
        case .longLengths:
            guard isFilled, content.starts(with: [0x30, 0x81]) else { return false }
            return content.dropFirst(3).elementsEqual(info.dropFirst(2))
        case .anyParameters:
            // The identifier, anything, then the digest: as parsers do that skip the parameters.
            return isFilled && content.count > info.count && content.dropFirst(4).starts(with: info[4..<15])
                && content.suffix(digest.count + 2).elementsEqual(info.suffix(digest.count + 2))
        }
    }
}

extension Algorithm {
    /// The hash function of an algorithm that has one.
    var hash: HashFunction {
        switch method {
        case .mac(let hash), .signature(.rsaPKCS1(let hash)), .signature(.rsaPSS(let hash)),
            .signature(.ecdsa(_, let hash)):
            hash
        case .signature(.eddsa): .sha512
        }
    }
}

extension [UInt8] {
    /// Whether the octets are these, whatever stands at one position.
    fileprivate func equals(_ other: [UInt8], butAt ignored: Int?) -> Bool {
        count == other.count && indices.allSatisfy { $0 == ignored || self[$0] == other[$0] }
    }
}
