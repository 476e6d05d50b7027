import StrictJSON

/// Reads the members of a JWK by name and type.
struct JWKMembers {
    let object: JSONObject
    let disabled: CheckSet

    /// A string that has to be there.
    func string(_ name: String) throws(Rejection) -> String {
        guard let text = object[name]?.string else { throw Rejection(.jwkMembers, "\(name) is missing or no string") }
        return text
    }

    /// A string that may be there.
    func optionalString(_ name: String) throws(Rejection) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else {
            guard disabled.contains(.jwkMembers) else { throw Rejection(.jwkMembers, "\(name) is no string") }
            return nil
        }
        return text
    }

    /// Octets that have to be there.
    func octets(_ name: String) throws(Rejection) -> [UInt8] {
        try decode(string(name), name)
    }

    /// Octets that may be there.
    func optionalOctets(_ name: String) throws(Rejection) -> [UInt8]? {
        guard object[name] != nil else { return nil }
        return try octets(name)
    }

    /// A positive integer that has to be there, as Base64urlUInt (RFC 7518 section 2).
    func integer(_ name: String) throws(Rejection) -> [UInt8] {
        let octets = try octets(name)
        guard let first = octets.first else { throw Rejection(.jwkMembers, "\(name) is empty") }
        guard first == 0 else { return octets }
        guard disabled.contains(.jwkMinimal) else { throw Rejection(.jwkMinimal, "\(name) has leading zero octets") }
        return Array(octets.drop { $0 == 0 })
    }

    private func decode(_ text: String, _ name: String) throws(Rejection) -> [UInt8] {
        do {
            // With the check off, whatever base64url's own checks refuse is let through.
            return try Base64URL.decode(
                Array(text.utf8).span,
                without: disabled.contains(.jwkBase64) ? CheckSet(Check.allCases) : CheckSet()
            )
        } catch {
            throw Rejection(.jwkBase64, "\(name): \(error.detail)")
        }
    }
}
