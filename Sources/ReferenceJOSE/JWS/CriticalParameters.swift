import StrictJSON

extension JOSEHeader {
    /// The parameters that RFC 7515 defines; `crit` must not name one.
    private static let registered: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]

    /// Checks `crit` (RFC 7515 section 4.1.11).
    ///
    /// - Parameters:
    ///   - understood: the extensions that the verifier or its policy understands and processes.
    ///   - disabled: checks that are switched off.
    /// - Throws: ``Rejection`` by the check that fails.
    func checkCritical(understood: Set<String>, without disabled: CheckSet) throws(Rejection) {
        if unprotected["crit"] != nil, !disabled.contains(.critProtected) {
            throw Rejection(.critProtected, "crit is in the unprotected header")
        }
        guard let value = protected["crit"] else { return }
        guard let names = value.strings else {
            guard disabled.contains(.critArray) else { throw Rejection(.critArray, "crit is no array of strings") }
            return
        }
        if names.isEmpty, !disabled.contains(.critEmpty) {
            throw Rejection(.critEmpty, "crit is empty")
        }
        if Set(names.map { Array($0.utf8) }).count != names.count, !disabled.contains(.critDuplicate) {
            throw Rejection(.critDuplicate, "crit names a parameter twice")
        }
        for name in disabled.has(.critFirstName) ? Array(names.prefix(1)) : names {
            if Self.registered.contains(name) {
                guard disabled.contains(.critRegistered) else {
                    throw Rejection(.critRegistered, "crit names \(name), which RFC 7515 defines")
                }
                continue
            }
            let isKnown = understood.contains { disabled.isSame(name, $0, .critical) }
            if !isKnown, !disabled.contains(.critUnderstood) {
                if disabled.has(.critAnyKnown), names.contains(where: understood.containsExactly) { continue }
                throw Rejection(.critUnderstood, "crit names a parameter that isn't understood")
            }
            if protected[name] == nil, !disabled.contains(.critPresent) {
                throw Rejection(.critPresent, "crit names a parameter that isn't in the protected header")
            }
        }
    }
}
