package import StrictJSON

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
    /// - Throws: ``Rejection`` if it has no array of keys.
    public init(parsing json: [UInt8]) throws(Rejection) {
        guard let members = try StrictText.parse(json.span).object?["keys"]?.array else {
            throw Rejection(.jwkSetKeys, "keys is missing or isn't an array")
        }
        self.init(members) { value throws(Rejection) in try JWK(value) }
    }

    /// Imports each element separately.
    package init(_ elements: [JSON], importing: (JSON) throws(Rejection) -> JWK) {
        var keys: [JWK] = []
        var ignored: [(position: Int, reason: Rejection)] = []
        for (position, element) in elements.enumerated() {
            do throws(Rejection) {
                keys.append(try importing(element))
            } catch {
                ignored.append((position, error))
            }
        }
        self.keys = keys
        self.ignored = ignored
    }

    package init(_ keys: [JWK], ignored: [(position: Int, reason: Rejection)]) {
        self.keys = keys
        self.ignored = ignored
    }
}
