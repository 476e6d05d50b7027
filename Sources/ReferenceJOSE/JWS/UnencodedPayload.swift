import StrictJSON

extension JOSEHeader {
    /// Whether the payload is base64url-encoded in the signing input (RFC 7797 section 3).
    func checkedEncoding(without disabled: CheckSet) throws(Rejection) -> Bool {
        if unprotected["b64"] != nil, !disabled.contains(.b64Protected) {
            throw Rejection(.b64Protected, "b64 is in the unprotected header")
        }
        guard let value = self["b64"] else { return true }
        guard case .bool(let isEncoded) = value else {
            guard disabled.contains(.b64Boolean) else { throw Rejection(.b64Boolean, "b64 is neither true nor false") }
            return true
        }
        guard !isEncoded else { return true }
        let isCritical = protected["crit"]?.strings?.contains("b64") ?? false
        guard isCritical || disabled.contains(.b64Critical) || disabled.contains(.b64Protected) else {
            throw Rejection(.b64Critical, "b64 is false and crit doesn't name it")
        }
        return disabled.has(.b64Ignored)
    }
}
