public import StrictJSON

/// The JOSE header of one signature: the union of the protected and the unprotected header (RFC 7515 section 4).
public struct JOSEHeader: Hashable, Sendable {
    /// The parameters that the signature covers.
    public let protected: JSONObject
    /// The parameters that it doesn't cover; only in JSON serialization.
    public let unprotected: JSONObject

    init(protected: JSONObject, unprotected: JSONObject = JSONObject([])) {
        self.protected = protected
        self.unprotected = unprotected
    }

    /// The value of a parameter, wherever it is.
    public subscript(name: String) -> JSON? {
        protected[name] ?? unprotected[name]
    }
}

extension JOSEHeader {
    /// Checks the octets of a protected header and reads them.
    static func readProtected(_ octets: [UInt8], without disabled: CheckSet) throws(Rejection) -> JSONObject {
        guard octets.count <= TokenLimits.headerOctetCount || disabled.contains(.headerSize) else {
            throw Rejection(.headerSize, "the header has \(octets.count) octets")
        }
        let value = try StrictText.parse(octets.span, without: disabled)
        guard let object = value.object else {
            guard disabled.contains(.headerObject) else {
                throw Rejection(.headerObject, "the header is no JSON object")
            }
            return value.array?.first?.object ?? JSONObject([])
        }
        return object
    }

    /// The type of each registered parameter (RFC 7515 section 4.1), but for `alg`, `crit` and `b64`, which have checks
    /// of their own.
    func checkTypes(without disabled: CheckSet) throws(Rejection) {
        guard !disabled.contains(.headerTypes) else { return }
        for name in ["typ", "cty", "kid", "jku", "x5u", "x5t", "x5t#S256"] {
            guard let value = self[name] else { continue }
            guard value.string != nil else { throw Rejection(.headerTypes, "\(name) is no string") }
        }
        if let value = self["x5c"], (value.strings ?? []).isEmpty {
            throw Rejection(.headerTypes, "x5c is no array of strings")
        }
        if let value = self["jwk"], value.object == nil {
            throw Rejection(.headerTypes, "jwk is no object")
        }
    }
}
