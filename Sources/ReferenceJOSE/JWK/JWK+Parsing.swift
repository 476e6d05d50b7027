import CryptoPrimitives
import StrictJSON

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
        try self.init(parsing: json, without: CheckSet())
    }

    package init(parsing json: [UInt8], without disabled: CheckSet) throws(Rejection) {
        let value = try StrictText.parse(json.span, without: disabled)
        try self.init(value, without: disabled)
    }

    init(_ value: JSON, without disabled: CheckSet) throws(Rejection) {
        guard let object = value.object else { throw Rejection(.jwkObject, "the JWK is no JSON object") }
        let members = JWKMembers(object: object, disabled: disabled)
        let metadata = try Metadata(members)
        let material: Material
        switch KeyType(rawValue: try members.string("kty")) {
        case .oct: material = try Self.secret(members)
        case .rsa: material = try Self.rsa(members)
        case .ec: material = try Self.ec(members)
        case .okp: material = try Self.okp(members)
        case nil: throw Rejection(.jwkType, "kty is not known")
        }
        self.init(material: material, metadata: metadata)
    }

    private static func secret(_ members: JWKMembers) throws(Rejection) -> Material {
        let octets = try members.octets("k")
        guard !PublicKeyText.isOne(octets) || members.disabled.contains(.hmacKeySecret) else {
            throw Rejection(.hmacKeySecret, "k holds the text of a key")
        }
        return .secret(octets)
    }

    private static func rsa(_ members: JWKMembers) throws(Rejection) -> Material {
        var components = RSAComponents(n: try members.integer("n"), e: try members.integer("e"))
        try checkSizes(of: components, without: members.disabled)
        guard members.object["oth"] == nil || members.disabled.contains(.jwkMultiPrime) else {
            throw Rejection(.jwkMultiPrime, "oth names further primes")
        }
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
        guard factors.isEmpty || components.factors != nil || members.disabled.contains(.jwkPrivate) else {
            throw Rejection(.jwkPrivate, "only some of the private members are there")
        }
        return try asymmetric(components.d == nil ? .jwkOnCurve : .jwkPrivate) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
    }

    /// Bounds that are checked before libcrypto computes with the integers.
    static func checkSizes(of components: RSAComponents, without disabled: CheckSet) throws(Rejection) {
        guard components.n.count <= 2048 || disabled.contains(.rsaKeyMaximum) else {
            throw Rejection(.rsaKeyMaximum, "the modulus has \(components.n.count) octets")
        }
        let e = components.e
        let usable = e.count <= 32 && (e.last ?? 0) & 1 == 1 && !(e.count == 1 && e[0] < 3)
        guard usable || disabled.contains(.rsaExponent) else {
            throw Rejection(.rsaExponent, "the public exponent is even, below 3 or above 256 bits")
        }
    }

    private static func ec(_ members: JWKMembers) throws(Rejection) -> Material {
        let name = try members.string("crv")
        guard let curve = EllipticCurve.allCases.first(where: { $0.joseName.isExactly(name) }) else {
            throw Rejection(.jwkType, "crv is not known for kty EC")
        }
        var components = ECComponents(
            curve: curve,
            x: try coordinate("x", of: members, on: curve),
            y: try coordinate("y", of: members, on: curve)
        )
        if members.object["d"] != nil { components.d = try coordinate("d", of: members, on: curve) }
        return try asymmetric(components.d == nil ? .jwkOnCurve : .jwkPrivate) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
    }

    private static func coordinate(
        _ name: String,
        of members: JWKMembers,
        on curve: EllipticCurve
    ) throws(Rejection) -> [UInt8] {
        let octets = try members.octets(name)
        let size = curve.coordinateOctetCount
        guard octets.count != size else { return octets }
        guard members.disabled.contains(.jwkCoordinateLength) else {
            throw Rejection(.jwkCoordinateLength, "\(name) has \(octets.count) octets, not \(size)")
        }
        let significant = octets.drop { $0 == 0 }.suffix(size)
        return [UInt8](repeating: 0, count: size - significant.count) + significant
    }

    private static func okp(_ members: JWKMembers) throws(Rejection) -> Material {
        let name = try members.string("crv")
        guard let curve = OctetKeyCurve.allCases.first(where: { $0.joseName.isExactly(name) }) else {
            throw Rejection(.jwkType, "crv is not known for kty OKP")
        }
        var components = OctetKeyComponents(curve: curve, x: try members.octets("x"))
        components.d = try members.optionalOctets("d")
        for (name, octets) in [("x", components.x), ("d", components.d ?? components.x)]
        where octets.count != curve.keyOctetCount {
            guard members.disabled.contains(.jwkKeyLength), octets.count > curve.keyOctetCount else {
                throw Rejection(.jwkKeyLength, "\(name) has \(octets.count) octets, not \(curve.keyOctetCount)")
            }
            components.x = Array(components.x.prefix(curve.keyOctetCount))
        }
        return try asymmetric(components.d == nil ? .jwkOnCurve : .jwkPrivate) { () throws(CryptoError) in
            try AsymmetricKey(components)
        }
    }

    private static func asymmetric(
        _ check: Check,
        _ make: () throws(CryptoError) -> AsymmetricKey
    ) throws(Rejection) -> Material {
        do {
            return .asymmetric(try make())
        } catch {
            throw Rejection(check, error.detail)
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
        operations = value.strings
        let isList = operations.map { Set($0).count == $0.count } ?? false
        guard isList || members.disabled.contains(.jwkMembers) else {
            throw Rejection(.jwkMembers, "key_ops is no array of distinct strings")
        }
    }
}

extension CryptoError {
    /// What is wrong, in words.
    var detail: String {
        switch self {
        case .malformedKey(let text), .unsupported(let text), .failure(let text): text
        }
    }
}
