import JOSEAlgorithms

/// A way in which a token differs from the request.
public enum TokenDefect: String, Hashable, Sendable, Codable, CaseIterable {
    /// It isn't three segments in base64url without padding.
    case notCompact = "not-compact"
    /// A header parameter isn't there as it was given.
    case header
    /// `alg` isn't the one that was asked for.
    case algorithm
    /// The payload differs from the requested one, octet by octet.
    case payload
    /// The signature hasn't the length that RFC 7518 gives it.
    case signatureLength = "signature-length"
    /// The signature doesn't hold.
    case signature
}

/// A token that a signer made, compared with the request.
///
/// Whether the signature holds takes cryptography, which is the caller's.
package struct ProducedToken: Hashable, Sendable {
    /// The token.
    package let text: String
    /// What was asked for.
    package let request: SignRequest

    private let segments: [Substring]

    /// Takes a token for examination.
    package init(_ text: String, for request: SignRequest) {
        self.text = text
        self.request = request
        segments = text.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// What is wrong with it, as far as can be seen without cryptography.
    ///
    /// - Parameter verification: the key that verifies it, which affects the signature's length.
    /// - Returns: the defects in order; none for a token that matches the request.
    package func defects(verification: KeyMaterial) -> [TokenDefect] {
        guard segments.count == 3, let header = Self.decode(segments[0]), let signature = Self.decode(segments[2]),
            let members = ClaimsReader.value(of: header), case .object = members
        else { return [.notCompact] }
        var defects: [TokenDefect] = []
        if members["alg"] != request.header["alg"] { defects.append(.algorithm) }
        if !hasEveryParameter(members) { defects.append(.header) }
        if !hasPayload { defects.append(.payload) }
        let due = SignatureLength.octets(algorithm: request.algorithm, key: verification)
        if let due, signature.count != due { defects.append(.signatureLength) }
        return defects
    }

    /// The question whether the signature holds, for a verifier that knows.
    ///
    /// - Parameter verification: the key that verifies it.
    /// - Returns: the question.
    package func question(verification: KeyMaterial) -> Question {
        var policy = VerificationPolicy([request.algorithm ?? ""])
        let critical = request.header["crit"]?.arrayValue?.compactMap(\.stringValue).filter { $0 != "b64" } ?? []
        if !critical.isEmpty { policy.understoodCritical = critical }
        let isDetached = segments.count == 3 && segments[1].isEmpty && request.isUnencoded
        return Question(
            content: .bytes,
            token: .text(text),
            key: verification,
            policy: policy,
            detachedPayload: isDetached ? request.payload : nil
        )
    }

    private func hasEveryParameter(_ members: JSONValue) -> Bool {
        guard case .object(let given) = request.header else { return false }
        return given.allSatisfy { name, value in
            name == "alg" || members[name].map { value.isSameValue(as: $0) } ?? false
        }
    }

    /// An unencoded payload is in the token as it is, or is detached (RFC 7797 section 5.2).
    private var hasPayload: Bool {
        if request.isUnencoded {
            return segments[1].isEmpty || Array(segments[1].utf8) == request.payload.bytes
        }
        return Self.decode(segments[1]) == request.payload.bytes
    }

    /// The octets of a segment in the one encoding that they have.
    private static func decode(_ segment: Substring) -> [UInt8]? {
        guard let octets = Octets(base64url: segment), octets.base64url == segment else { return nil }
        return octets.bytes
    }
}

/// How long a signature is (RFC 7518 section 3, RFC 8037 section 3.1, RFC 8812 section 3.2).
enum SignatureLength {
    /// The length in octets; `nil` if algorithm and key don't say.
    static func octets(algorithm: String?, key: KeyMaterial) -> Int? {
        guard case .jwk(let jwk, _) = key, let row = algorithm.flatMap(AlgorithmRow.named) else { return nil }
        return row.signatureOctetCount(
            curve: jwk["crv"]?.stringValue,
            modulusOctetCount: jwk["n"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes.count
        )
    }
}
