import CryptoPrimitives
package import StrictJSON

extension JWK {
    /// Imports a JWK from its JSON text.
    ///
    /// - Parameter json: the text.
    /// - Throws: ``Rejection`` by the check that the key material fails.
    public init(parsing json: String) throws(Rejection) {
        try self.init(parsing: Array(json.utf8))
    }

    /// Imports a JWK from the octets of its JSON text.
    ///
    /// - Parameter json: any octets.
    /// - Throws: ``Rejection`` by the check that the key material fails.
    public init(parsing json: [UInt8]) throws(Rejection) {
        try self.init(StrictText.parse(json.span))
    }

    package init(_ value: JSON) throws(Rejection) {
        guard let object = value.object else { throw Rejection(.jwkObject, "the JWK isn't a JSON object") }
        let members = JWKMembers(object: object)
        let metadata = try Metadata(members)
        let type = try members.string("kty")
        let material: Material =
            switch KeyType(rawValue: type) {
            case .oct: try Self.secret(members)
            case .rsa: try Self.rsa(members)
            case .ec: try Self.ec(members)
            case .okp: try Self.okp(members)
            case nil: throw Rejection(.jwkType, "kty isn't known")
            }
        self.init(material: material, metadata: metadata)
    }

    private static func secret(_ members: JWKMembers) throws(Rejection) -> Material {
        let octets = try members.octets("k")
        guard !PublicKeyText.isOne(octets) else { throw Rejection(.hmacKeySecret, "k holds the text of a key") }
        return .secret(octets)
    }

    private static func rsa(_ members: JWKMembers) throws(Rejection) -> Material {
        var components = RSAComponents(n: try members.integer("n"), e: try members.integer("e"))
        try checkSizes(of: components)
        guard members.object["oth"] == nil else { throw Rejection(.jwkMultiPrime, "oth names further primes") }
        let factors = ["p", "q", "dp", "dq", "qi"].filter { members.object[$0] != nil }
        if members.object["d"] != nil {
            components.d = try members.integer("d")
            if factors.count == 5 {
                components.factors = .init(
                    p: try members.integer("p"),
                    q: try members.integer("q"),
                    dp: try members.integer("dp"),
                    dq: try members.integer("dq"),
                    qi: try members.integer("qi")
                )
            }
        }
        guard factors.isEmpty || components.factors != nil else {
            throw Rejection(.jwkPrivate, "only some of the private members are there")
        }
        return try asymmetric(isPrivate: components.d != nil) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
    }

    /// Checks bounds before libcrypto computes with the integers.
    static func checkSizes(of components: RSAComponents) throws(Rejection) {
        guard components.n.count <= 2048 else {
            throw Rejection(.rsaKeyMaximum, "the modulus has \(components.n.count) octets")
        }
        let e = components.e
        guard e.count <= 32, (e.last ?? 0) & 1 == 1, e.count > 1 || e[0] >= 3 else {
            throw Rejection(.rsaExponent, "the public exponent is even, below 3 or above 256 bits")
        }
    }

    private static func ec(_ members: JWKMembers) throws(Rejection) -> Material {
        let name = try members.string("crv")
        guard let curve = EllipticCurve.allCases.first(where: { name.isExactly($0.joseName) }) else {
            throw Rejection(.jwkType, "crv isn't known for kty EC")
        }
        let size = curve.coordinateOctetCount
        var components = ECComponents(
            curve: curve,
            x: try members.coordinate("x", octetCount: size),
            y: try members.coordinate("y", octetCount: size)
        )
        if members.object["d"] != nil { components.d = try members.coordinate("d", octetCount: size) }
        return try asymmetric(isPrivate: components.d != nil) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
    }

    private static func okp(_ members: JWKMembers) throws(Rejection) -> Material {
        let name = try members.string("crv")
        guard let curve = OctetKeyCurve.allCases.first(where: { name.isExactly($0.joseName) }) else {
            throw Rejection(.jwkType, "crv isn't known for kty OKP")
        }
        var components = OctetKeyComponents(curve: curve, x: try members.octets("x"))
        components.d = try members.optionalOctets("d")
        for (name, octets) in [("x", components.x), ("d", components.d ?? components.x)]
        where octets.count != curve.keyOctetCount {
            throw Rejection(.jwkKeyLength, "\(name) has \(octets.count) octets, not \(curve.keyOctetCount)")
        }
        let material = try asymmetric(isPrivate: components.d != nil) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
        if case .asymmetric(let key) = material { try checkOrder(of: key) }
        return material
    }

    /// A key that libcrypto made, and so found to be one: a point on the curve, a private half that belongs to the public.
    private static func asymmetric(
        isPrivate: Bool,
        _ make: () throws(CryptoError) -> AsymmetricKey
    ) throws(Rejection) -> Material {
        do {
            return .asymmetric(try make())
        } catch {
            throw Rejection(isPrivate ? .jwkPrivate : .jwkOnCurve, error.detail)
        }
    }
}

extension JWK.Metadata {
    fileprivate init(_ members: JWKMembers) throws(Rejection) {
        self.init(
            keyID: try members.optionalString("kid"),
            use: try members.optionalString("use"),
            algorithm: try members.optionalString("alg")
        )
        guard let value = members.object["key_ops"] else { return }
        guard let names = value.strings, Set(names).count == names.count else {
            throw Rejection(.jwkMembers, "key_ops isn't an array of distinct strings")
        }
        operations = names
    }
}

extension CryptoError {
    /// What is wrong, in words.
    package var detail: String {
        switch self {
        case .malformedKey(let text), .unsupported(let text), .failure(let text): text
        }
    }
}
