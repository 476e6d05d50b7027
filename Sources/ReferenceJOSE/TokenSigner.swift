import CryptoPrimitives
package import StrictJSON

/// Signs payloads with one key, one algorithm and one protected header, which is encoded once.
public struct TokenSigner: Sendable {
    /// Whether the payload stands as base64url in the signing input (RFC 7797 section 3).
    public enum PayloadEncoding: Hashable, Sendable {
        /// As base64url.
        case base64url
        /// As it is; the header says `b64` and `crit`.
        case unencoded
    }

    let key: JWK
    let algorithm: Algorithm
    let encoding: PayloadEncoding
    /// The protected header.
    let header: JSONObject
    /// The protected header as base64url.
    let protectedText: [UInt8]

    /// Prepares a signer.
    ///
    /// - Parameters:
    ///   - key: a private key or a secret, fit for the algorithm by type, strength, `use` and `key_ops`.
    ///   - algorithm: the algorithm; not `none`.
    ///   - header: parameters besides `alg`, in order.
    ///   - encoding: how the payload is encoded in the signing input.
    /// - Throws: ``Rejection`` by the check that the key or the header fails.
    public init(
        key: JWK,
        algorithm: Algorithm,
        header: JSONMembers = JSONMembers(),
        encoding: PayloadEncoding = .base64url
    ) throws(Rejection) {
        let members = header.object.members.map { ($0.name, $0.value) }
        try self.init(key: key, algorithm: algorithm, header: members, encoding: encoding)
    }

    package init(
        key: JWK,
        algorithm: Algorithm,
        header: [(String, JSON)],
        encoding: PayloadEncoding = .base64url
    ) throws(Rejection) {
        guard key.isPrivate else { throw Rejection(.keyType, "a public key doesn't sign") }
        try key.checkFitness(for: algorithm, operation: "sign")
        let reserved: Set<String> = ["alg", "b64"]
        var members: [(String, JSON)] = [("alg", .string(algorithm.rawValue))]
        for (name, value) in header {
            guard !reserved.contains(name), !members.contains(where: { $0.0 == name }) else {
                throw Rejection(.jsonDuplicateMember, "\(name) is there twice, or is set by the signer")
            }
            members.append((name, value))
        }
        if encoding == .unencoded {
            guard !members.contains(where: { $0.0 == "crit" }) else {
                throw Rejection(.critDuplicate, "the signer sets crit where the payload is unencoded")
            }
            members += [("b64", .bool(false)), ("crit", .array([.string("b64")]))]
        }
        self.key = key
        self.algorithm = algorithm
        self.encoding = encoding
        self.header = JSONObject(members)
        protectedText = Base64URL.encode(Array(JSONWriter.text(.object(self.header)).utf8).span)
    }

    /// A worker: what one thread needs to sign many payloads.
    ///
    /// - Throws: ``Rejection`` if libcrypto can't sign with the key.
    public func makeWorker() throws(Rejection) -> SignerWorker {
        try SignerWorker(self)
    }

    /// Signs one payload, in compact serialization.
    ///
    /// - Parameters:
    ///   - payload: any octets.
    ///   - isDetached: whether to leave the payload out of the token (RFC 7515 appendix F).
    /// - Returns: the token.
    /// - Throws: ``Rejection`` if libcrypto can't sign, or an unencoded payload can't stand in a compact token.
    public func sign(_ payload: [UInt8], isDetached: Bool = false) throws(Rejection) -> String {
        var worker = try makeWorker()
        return String(decoding: try worker.sign(payload.span, isDetached: isDetached), as: UTF8.self)
    }
}

/// Signs many payloads on one thread.
///
/// It can't be copied, so that two threads sharing it is a compile error.
public struct SignerWorker: ~Copyable {
    private let signer: TokenSigner
    private var mac: MACContext?
    private var signing: SigningContext?
    /// Where a token is made: the protected header and a period stand there from the beginning.
    private var text: [UInt8]
    private var signature: [UInt8]

    init(_ signer: TokenSigner) throws(Rejection) {
        var mac: MACContext?
        var signing: SigningContext?
        do {
            switch (signer.algorithm.method, signer.key.material) {
            case (.mac(let hash), .secret(let secret)): mac = try MACContext(secret: secret.span, function: hash)
            case (.signature(let scheme), .asymmetric(let key)): signing = try SigningContext(key: key, scheme: scheme)
            default: break
            }
        } catch {
            throw Rejection(.keyType, error.detail)
        }
        text = signer.protectedText + [UInt8(ascii: ".")]
        signature = [UInt8](repeating: 0, count: signing?.maximumOctetCount ?? mac?.octetCount ?? 0)
        self.signer = signer
        self.mac = mac
        self.signing = signing
    }

    /// Signs one payload, in compact serialization.
    ///
    /// - Parameters:
    ///   - payload: any octets.
    ///   - isDetached: whether to leave the payload out of the token (RFC 7515 appendix F).
    /// - Returns: the octets of the token, which are ASCII.
    /// - Throws: ``Rejection`` if libcrypto can't sign, or an unencoded payload can't stand in a compact token.
    public mutating func sign(_ payload: Span<UInt8>, isDetached: Bool = false) throws(Rejection) -> [UInt8] {
        let signed = try writePayload(payload, isDetached: isDetached)
        let length = try sign(signed)
        let end = Self.append(signature, length, to: &text, at: isDetached ? headerCount : signed)
        return Array(copying: text.span.extracting(first: end))
    }

    /// Signs one payload, as the members of a signature in JSON serialization (RFC 7515 section 7.2.1).
    mutating func signatureMembers(
        for payload: Span<UInt8>,
        unprotected: JSONObject?
    ) throws(Rejection) -> [(String, JSON)] {
        if let unprotected {
            guard unprotected["crit"] == nil else { throw Rejection(.critProtected, "crit has to be protected") }
            guard unprotected["b64"] == nil else { throw Rejection(.b64Protected, "b64 has to be protected") }
            if let name = signer.header.firstName(alsoIn: unprotected) {
                throw Rejection(.headersDisjoint, "\(name) is in both headers")
            }
        }
        let count = try sign(writePayload(payload, isDetached: true))
        let signature = Array(copying: signature.span.extracting(first: count))
        var members: [(String, JSON)] = [("protected", .string(String(decoding: signer.protectedText, as: UTF8.self)))]
        if let unprotected { members.append(("header", .object(unprotected))) }
        members.append(("signature", .string(Base64URL.text(signature))))
        return members
    }

    /// The length of the protected header with the period after it.
    private var headerCount: Int { signer.protectedText.count + 1 }

    /// Writes the payload after the header.
    ///
    /// - Returns: where it ends.
    private mutating func writePayload(_ payload: Span<UInt8>, isDetached: Bool) throws(Rejection) -> Int {
        switch signer.encoding {
        case .base64url:
            return SixBitText.encode(payload, into: &text, at: headerCount)
        case .unencoded:
            let octets = Array(copying: payload)
            guard isDetached || octets.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ".") }) else {
                throw Rejection(
                    .b64Payload,
                    "an unencoded payload in a compact token must be printable ASCII without periods"
                )
            }
            text.replaceSubrange(headerCount..., with: octets)
            return text.count
        }
    }

    /// Signs the first octets of the text.
    ///
    /// - Returns: the length of the signature.
    private mutating func sign(_ count: Int) throws(Rejection) -> Int {
        let length: Int
        do {
            length = try Self.write(&signature, over: text, count, &signing, &mac)
        } catch {
            throw Rejection(.signature, error.detail)
        }
        guard length > 0 else { throw Rejection(.signature, "no signature was made") }
        return length
    }

    // Input and output are parts of one value, and the compiler allows only one access to it.
    private static func write(
        _ signature: inout [UInt8],
        over text: [UInt8],
        _ count: Int,
        _ signing: inout SigningContext?,
        _ mac: inout MACContext?
    ) throws(CryptoError) -> Int {
        let message = text.span.extracting(first: count)
        if let length = try signing?.write(signatureFor: message, into: &signature) { return length }
        return mac?.write(codeFor: message, into: &signature) ?? 0
    }

    /// Writes a signature after the signed text.
    ///
    /// - Returns: where it ends.
    private static func append(_ signature: [UInt8], _ length: Int, to text: inout [UInt8], at position: Int) -> Int {
        if position == text.count { text.append(0) }
        text[position] = UInt8(ascii: ".")
        return SixBitText.encode(signature.span.extracting(first: length), into: &text, at: position + 1)
    }
}
