extension Question {
    /// What a verifier must be able to do to answer, derived from the question alone.
    package var features: [Feature] {
        var features: [Feature] = []
        if case .only(let names) = policy.algorithms {
            features += names.map(Feature.algorithm)
        }
        features += serializationFeatures
        features.append(.key(key.kind))
        features.append(.content(content))
        for member in policy.members {
            // Without a pin, the verifier has to be one that runs without one.
            let isUnpinned = member == .algorithms && policy.algorithms == .implementationDefault
            features.append(isUnpinned ? .unpinned : .policy(member))
        }
        if sequence != nil { features.append(.sequences) }
        return features
    }

    /// A look at the text, not a parse: what a malformed token would need if it were well formed.
    ///
    /// A JWT is compact by definition (RFC 7519 section 3), so a verifier that reads claims can be sent JSON, and must
    /// reject it.
    private var serializationFeatures: [Feature] {
        let bytes = token.bytes
        let isJSON = bytes.first { !Self.whiteSpace.contains($0) } == UInt8(ascii: "{")
        var features: [Feature] = []
        if isJSON, content == .bytes {
            // A JWE has recipients; verifiers that read the serialization can tell that it isn't a JWS.
            let isGeneral = ["\"signatures\"", "\"recipients\""].contains { bytes.contains(text: $0) }
            features.append(.serialization(isGeneral ? "general" : "flattened"))
        } else {
            features.append(.serialization("compact"))
        }
        // RFC 7797 brings detached payloads of its own: who knows it alone has no need of RFC 7515 appendix F.
        if Self.needsB64(isJSON ? Self.protectedHeader(of: bytes) : bytes.prefix { $0 != UInt8(ascii: ".") }) {
            features.append(.serialization("unencoded"))
        } else if detachedPayload != nil {
            features.append(.serialization("detached"))
        }
        return features
    }

    private static let whiteSpace: [UInt8] = [0x09, 0x0A, 0x0D, 0x20]

    /// Whether a header, in base64url, needs a verifier that knows `b64` (RFC 7797 section 3).
    ///
    /// Who doesn't know the parameter ignores it, whatever its value. `true` doesn't change the payload, but a verifier that doesn't know the parameter has to reject it in `crit`.
    private static func needsB64(_ segment: ArraySlice<UInt8>) -> Bool {
        guard let header = Octets(base64url: String(decoding: segment, as: UTF8.self)) else { return false }
        let dense = header.bytes.filter { !whiteSpace.contains($0) }
        guard dense.contains(text: "\"b64\":") else { return false }
        return !dense.contains(text: "\"b64\":true") || dense.contains(text: "\"crit\":[\"b64\"]")
    }

    /// The value of the first `protected` member, if there is one.
    private static func protectedHeader(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard let name = bytes.firstRange(text: "\"protected\"") else { return [] }
        let value = bytes[name.upperBound...].drop { whiteSpace.contains($0) || $0 == UInt8(ascii: ":") }
        guard value.first == UInt8(ascii: "\"") else { return [] }
        return value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    }
}

extension KeyMaterial {
    /// The name that features and capabilities use.
    public var kind: String {
        switch self {
        case .jwk: "jwk"
        case .jwkSet: "jwks"
        case .text: "text"
        case .octets: "octets"
        case .none: "none"
        }
    }
}

extension [UInt8] {
    fileprivate func contains(text: String) -> Bool {
        firstRange(text: text) != nil
    }

    fileprivate func firstRange(text: String) -> Range<Int>? {
        firstRange(of: Array(text.utf8))
    }
}
