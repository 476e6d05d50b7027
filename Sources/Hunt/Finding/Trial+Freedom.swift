import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// Rejections that the RFCs leave to the verifier: they aren't finds.
extension Trial {
    /// Whether that is so.
    var mayBeRejected: Bool {
        isAboutUnaskedClaims || hasUnusualKey || isUnpinned || hasNumberBeyondLimits || token.count > 8192
    }

    /// A JWT's claims may be looked at where nobody asked for it, and times are compared with some clock.
    private var isAboutUnaskedClaims: Bool {
        guard specimen.content == .bytes || specimen.policy.now == nil else { return false }
        if specimen.content == .bytes, specimen.payload.octets != seed.specimen.payload.octets { return true }
        return specimen.payload.object.map { claims in ["exp", "nbf", "iat"].contains { claims[$0] != nil } } ?? false
    }

    /// Which spellings of a key's text are read is the library's own affair.
    ///
    /// So is what it does with a set in which several keys fit or none has the token's `kid`, with a private key, and with
    /// optional members of a wrong type (RFC 7517 section 4).
    private var hasUnusualKey: Bool {
        switch specimen.key {
        case .text, .octets: true
        case .none: false
        case .jwk(let jwk, _): jwk != seed.specimen.key.onlyKey && jwk.isUnusualKey
        case .jwkSet(let set):
            set["keys"]?.arrayValue.map { keys in
                let names = keys.map { $0["kid"] }
                let kid = specimen.header.object?.plainText("kid")
                return Set(zip(names, keys).map { [$0, $1["kty"]] }).count < keys.count
                    || kid.map { !names.contains(.string($0)) } ?? false || keys.contains(where: \.isUnusualKey)
            } ?? true
        }
    }

    /// Which algorithms are allowed by default, and beside those for other types of keys, is up to the library
    /// (RFC 8725 section 3.1).
    private var isUnpinned: Bool {
        guard case .only(let names) = specimen.policy.algorithms else { return true }
        return Set(names.compactMap { Algorithm(rawValue: $0)?.keyType }).count > 1
    }

    /// A reader may limit the range of numbers (RFC 8259 section 6).
    var hasNumberBeyondLimits: Bool {
        [specimen.header, specimen.payload].contains { text in
            text.object?.members.contains { member in
                guard let first = member.value.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
                else { return false }
                return (Double(String(decoding: member.value, as: UTF8.self))?.magnitude ?? .infinity) > 0x1p53
            } ?? false
        }
    }
}

extension KeyMaterial {
    /// The key, if it's one JWK.
    fileprivate var onlyKey: JSONValue? {
        guard case .jwk(let jwk, _) = self else { return nil }
        return jwk
    }
}

extension JSONValue {
    fileprivate var isUnusualKey: Bool {
        guard case .object(let members) = self else { return false }
        if members["d"] != nil { return true }
        return members.contains { name, value in
            switch name {
            case "key_ops", "x5c": (value.arrayValue?.contains { $0.stringValue == nil }) ?? true
            case "ext": if case .bool = value { false } else { true }
            default: value.stringValue == nil
            }
        }
    }
}
