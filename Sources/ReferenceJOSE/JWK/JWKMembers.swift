import StrictJSON

/// Reads the members of a JWK by name and type.
struct JWKMembers {
    let object: JSONObject

    /// A string that has to be there.
    func string(_ name: String) throws(Rejection) -> String {
        guard let text = object[name]?.string else {
            throw Rejection(.jwkMembers, "\(name) is missing or isn't a string")
        }
        return text
    }

    /// A string that may be there.
    func optionalString(_ name: String) throws(Rejection) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw Rejection(.jwkMembers, "\(name) isn't a string") }
        return text
    }

    /// Octets that have to be there.
    func octets(_ name: String) throws(Rejection) -> [UInt8] {
        let text = try string(name)
        do {
            return try Base64URL.decode(Array(text.utf8).span)
        } catch {
            throw Rejection(.jwkBase64, "\(name): \(error.detail)")
        }
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
        guard first != 0 else { throw Rejection(.jwkMinimal, "\(name) has leading zero octets") }
        return octets
    }

    /// A coordinate or a private value that has to be there, of full length (RFC 7518 section 6.2.1.2).
    func coordinate(_ name: String, octetCount: Int) throws(Rejection) -> [UInt8] {
        let octets = try octets(name)
        guard octets.count == octetCount else {
            throw Rejection(.jwkCoordinateLength, "\(name) has \(octets.count) octets, not \(octetCount)")
        }
        return octets
    }
}
