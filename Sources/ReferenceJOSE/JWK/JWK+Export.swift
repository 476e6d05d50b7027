import CryptoPrimitives
import StrictJSON

extension JWK {
    /// The JWK of the public key as JSON text; `nil` for a secret, which has no public half.
    public var publicJSON: String? {
        guard type != .oct else { return nil }
        return JSONWriter.text(.object(JSONObject(requiredMembers + metadataMembers)))
    }

    /// The JWK as JSON text, private members and all.
    public var privateJSON: String {
        JSONWriter.text(.object(JSONObject(requiredMembers + privateMembers + metadataMembers)))
    }

    /// The members that make the public key, or the secret, in lexicographic order (RFC 7638 section 3.2).
    var requiredMembers: [(String, JSON)] {
        switch material {
        case .secret(let octets):
            return [("k", octets.base64url), ("kty", .string("oct"))]
        case .asymmetric(let key):
            if let rsa = key.rsaComponents {
                return [("e", rsa.e.base64url), ("kty", .string("RSA")), ("n", rsa.n.base64url)]
            }
            if let ec = key.ecComponents {
                return [
                    ("crv", .string(ec.curve.joseName)), ("kty", .string("EC")), ("x", ec.x.base64url),
                    ("y", ec.y.base64url),
                ]
            }
            guard let okp = key.octetKeyComponents else { return [] }
            return [("crv", .string(okp.curve.joseName)), ("kty", .string("OKP")), ("x", okp.x.base64url)]
        }
    }

    private var privateMembers: [(String, JSON)] {
        guard case .asymmetric(let key) = material, key.isPrivate else { return [] }
        if let rsa = key.rsaComponents {
            guard let d = rsa.d else { return [] }
            guard let factors = rsa.factors else { return [("d", d.base64url)] }
            return [
                ("d", d.base64url), ("p", factors.p.base64url), ("q", factors.q.base64url),
                ("dp", factors.dp.base64url), ("dq", factors.dq.base64url), ("qi", factors.qi.base64url),
            ]
        }
        let d = key.ecComponents?.d ?? key.octetKeyComponents?.d
        return d.map { [("d", $0.base64url)] } ?? []
    }

    private var metadataMembers: [(String, JSON)] {
        var members: [(String, JSON)] = []
        if let keyID = metadata.keyID { members.append(("kid", .string(keyID))) }
        if let use = metadata.use { members.append(("use", .string(use))) }
        if let operations = metadata.operations { members.append(("key_ops", .array(operations.map { .string($0) }))) }
        if let algorithm = metadata.algorithm { members.append(("alg", .string(algorithm))) }
        return members
    }
}

extension [UInt8] {
    fileprivate var base64url: JSON {
        .string(Base64URL.text(self))
    }
}
