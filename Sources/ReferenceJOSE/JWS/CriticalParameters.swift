import StrictJSON

extension JOSEHeader {
    /// The parameters that RFC 7515 defines; `crit` must not name one.
    package static let registered: Set<String> = [
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
    ]

    /// Checks `crit` (RFC 7515 section 4.1.11).
    ///
    /// - Parameter understood: the extensions that the verifier or its policy understands and processes.
    /// - Throws: ``Rejection`` by the check that fails.
    package func checkCritical(understood: Set<String>) throws(Rejection) {
        guard unprotected["crit"] == nil else {
            throw Rejection(.critProtected, "crit is in the unprotected header")
        }
        guard let value = protected["crit"] else { return }
        guard let names = value.strings else { throw Rejection(.critArray, "crit isn't an array of strings") }
        guard !names.isEmpty else { throw Rejection(.critEmpty, "crit is empty") }
        guard Set(names.map { Array($0.utf8) }).count == names.count else {
            throw Rejection(.critDuplicate, "crit names a parameter twice")
        }
        for name in names {
            guard !Self.registered.contains(name) else {
                throw Rejection(.critRegistered, "crit names \(name), which RFC 7515 defines")
            }
            guard understood.containsExactly(name) else {
                throw Rejection(.critUnderstood, "crit names a parameter that isn't understood")
            }
            guard self[name] != nil else {
                throw Rejection(.critPresent, "crit names a parameter that isn't in the header")
            }
        }
    }
}
