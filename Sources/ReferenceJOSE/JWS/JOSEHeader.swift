package import StrictJSON

/// The JOSE header of one signature: the union of the protected and the unprotected header (RFC 7515 section 4).
public struct JOSEHeader: Hashable, Sendable {
    /// The parameters that the signature covers.
    public let protected: JSONMembers
    /// The parameters that it doesn't cover; only in JSON serialization.
    public let unprotected: JSONMembers

    package init(protected: JSONObject, unprotected: JSONObject = JSONObject([])) {
        self.protected = JSONMembers(protected)
        self.unprotected = JSONMembers(unprotected)
    }

    /// The value of a parameter, wherever it is.
    package subscript(name: String) -> JSON? {
        protected[name] ?? unprotected[name]
    }
}

extension JOSEHeader {
    /// Checks the octets of a protected header and reads them.
    package static func readProtected(_ octets: [UInt8]) throws(Rejection) -> JSONObject {
        guard octets.count <= TokenLimits.headerOctetCount else {
            throw Rejection(.headerSize, "the header has \(octets.count) octets")
        }
        guard let object = try StrictText.parse(octets.span).object else {
            throw Rejection(.headerObject, "the header isn't a JSON object")
        }
        return object
    }

    /// Checks that the header isn't a JWE's (RFC 7516 section 9).
    package func checkUnencrypted() throws(Rejection) {
        guard self["enc"] == nil else { throw Rejection(.encrypted, "the header has enc: this is a JWE") }
    }

    /// Checks `alg` against the policy (RFC 8725 sections 3.1 and 3.2).
    package func checkedAlgorithm(allowed: [Algorithm]) throws(Rejection) -> Algorithm {
        guard let value = self["alg"] else { throw Rejection(.algPresent, "there is no alg") }
        guard let name = value.string else { throw Rejection(.algString, "alg isn't a string") }
        guard name.lowercased() != "none" else { throw Rejection(.algNone, "alg is \(name)") }
        guard let algorithm = Algorithm(rawValue: name) else {
            throw Rejection(.algExact, "alg isn't a known algorithm of JWS")
        }
        guard allowed.contains(algorithm) else {
            throw Rejection(.algAllowed, "alg is \(name), which the policy doesn't allow")
        }
        return algorithm
    }

    /// Checks the type of each registered parameter (RFC 7515 section 4.1), except for `alg`, `crit` and `b64`, which
    /// have checks of their own.
    package func checkTypes() throws(Rejection) {
        for name in ["typ", "cty", "kid", "jku", "x5u", "x5t", "x5t#S256"] {
            guard let value = self[name] else { continue }
            guard value.string != nil else { throw Rejection(.headerTypes, "\(name) isn't a string") }
        }
        if let value = self["x5c"], (value.strings ?? []).isEmpty {
            throw Rejection(.headerTypes, "x5c isn't an array of strings")
        }
        if let value = self["jwk"], value.object == nil {
            throw Rejection(.headerTypes, "jwk isn't an object")
        }
    }

    /// Checks `typ`, if the policy expects one (RFC 8725 section 3.11).
    package func checkMediaType(expected: String?) throws(Rejection) {
        guard let expected else { return }
        guard let type = protected["typ"]?.string, MediaType.matches(type, expected) else {
            throw Rejection(.typ, "typ isn't \(expected)")
        }
    }
}
