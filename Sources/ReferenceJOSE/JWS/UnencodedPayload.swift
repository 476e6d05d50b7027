import StrictJSON

extension JOSEHeader {
    /// Checks `b64` (RFC 7797 section 3).
    ///
    /// - Returns: whether the payload is base64url-encoded in the signing input.
    package func checkedEncoding() throws(Rejection) -> Bool {
        guard unprotected["b64"] == nil else {
            throw Rejection(.b64Protected, "b64 is in the unprotected header")
        }
        guard let value = protected["b64"] else { return true }
        guard case .bool(let isEncoded) = value else {
            throw Rejection(.b64Boolean, "b64 is neither true nor false")
        }
        guard isEncoded || protected["crit"]?.strings?.contains("b64") ?? false else {
            throw Rejection(.b64Critical, "b64 is false, but crit doesn't name it")
        }
        return isEncoded
    }
}

extension TokenParts {
    /// Checks `b64` of every signature: it has to be the same for all (RFC 7797 section 3).
    ///
    /// - Returns: whether the payload is base64url-encoded in the signing input.
    func checkedEncoding() throws(Rejection) -> Bool {
        var encoding: Bool?
        for entry in entries {
            let isEncoded = try entry.header.checkedEncoding()
            guard encoding == nil || encoding == isEncoded else {
                throw Rejection(.b64Same, "b64 differs between the signatures")
            }
            encoding = isEncoded
        }
        return encoding ?? true
    }
}
