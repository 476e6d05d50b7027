import StrictJSON

/// A JWK Set (RFC 7517 section 5): the keys that a verifier trusts.
public struct JWKSet: Sendable {
    /// The keys that can be used, in order.
    public let keys: [JWK]
    /// The keys that were left out, by position, and why: a key of an unknown type or with bad members doesn't make
    /// the others unusable (RFC 7517 section 5).
    public let ignored: [(position: Int, reason: Rejection)]

    /// These keys.
    public init(_ keys: [JWK]) {
        self.keys = keys
        ignored = []
    }

    /// Imports a JWK Set from its JSON text.
    ///
    /// - Parameter json: any octets.
    /// - Throws: ``Rejection`` where there is no array of keys.
    public init(parsing json: [UInt8]) throws(Rejection) {
        try self.init(parsing: json, without: CheckSet())
    }

    package init(parsing json: [UInt8], without disabled: CheckSet) throws(Rejection) {
        let value = try StrictText.parse(json.span, without: disabled)
        let entry = value.object?["keys"]
        guard let members = entry?.array ?? (disabled.contains(.jwkSetKeys) ? entry.map { [$0] } : nil) else {
            throw Rejection(.jwkSetKeys, "there is no member keys that is an array")
        }
        var keys: [JWK] = []
        var ignored: [(position: Int, reason: Rejection)] = []
        for (position, member) in members.enumerated() {
            do {
                keys.append(try JWK(member, without: disabled))
            } catch {
                ignored.append((position, error))
            }
        }
        self.keys = keys
        self.ignored = ignored
    }
}
