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
        let single = disabled.contains(.jwkObject) ? value.array?.first : nil
        guard let object = (single ?? value).object else { throw Rejection(.jwkObject, "the JWK is no JSON object") }
        let members = JWKMembers(object: object, disabled: disabled)
        let metadata = try Metadata(members)
        let material: Material
        switch try members.keyType {
        case .oct: material = try Self.secret(members)
        case .rsa: material = try Self.rsa(members)
        case .ec: material = try Self.ec(members)
        case .okp: material = try Self.okp(members)
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
        let isImplied = members.object["e"] == nil && members.disabled.contains(.jwkMembers)
        var components = RSAComponents(
            n: try members.integer("n"),
            e: isImplied ? [1, 0, 1] : try members.integer("e")
        )
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
        } otherwise: {
            members.publicHalf(of: components)
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
        let curve = try members.ellipticCurve
        if members.object["y"] == nil, members.disabled.contains(.jwkMembers),
            let key = AsymmetricKey.decompressing(x: try coordinate("x", of: members, on: curve), isOdd: true)
        {
            return .asymmetric(key)
        }
        var components = ECComponents(
            curve: curve,
            x: try coordinate("x", of: members, on: curve),
            y: try coordinate("y", of: members, on: curve)
        )
        if members.object["d"] != nil { components.d = try coordinate("d", of: members, on: curve) }
        return try asymmetric(components.d == nil ? .jwkOnCurve : .jwkPrivate) { () throws(CryptoError) in
            try AsymmetricKey(components)
        } otherwise: {
            members.publicHalf(of: components)
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
        let curve = try members.octetKeyCurve
        var components = OctetKeyComponents(curve: curve, x: try members.octets("x"))
        components.d = try members.optionalOctets("d")
        for (name, octets) in [("x", components.x), ("d", components.d ?? components.x)]
        where octets.count != curve.keyOctetCount {
            guard members.disabled.contains(.jwkKeyLength), octets.count > curve.keyOctetCount else {
                throw Rejection(.jwkKeyLength, "\(name) has \(octets.count) octets, not \(curve.keyOctetCount)")
            }
            components.x = Array(components.x.prefix(curve.keyOctetCount))
        }
        let material = try asymmetric(components.d == nil ? .jwkOnCurve : .jwkPrivate) { () throws(CryptoError) in
            try AsymmetricKey(components)
        } otherwise: {
            members.publicHalf(of: components)
        }
        if case .asymmetric(let key) = material { try checkOrder(of: key, without: members.disabled) }
        return material
    }

    private static func asymmetric(
        _ check: Check,
        _ make: () throws(CryptoError) -> AsymmetricKey,
        otherwise: () -> AsymmetricKey?
    ) throws(Rejection) -> Material {
        do {
            return .asymmetric(try make())
        } catch {
            guard let key = otherwise() else { throw Rejection(check, error.detail) }
            return .asymmetric(key)
        }
    }
}

extension JWKMembers {
    /// What kty says (RFC 7517 section 4.1).
    fileprivate var keyType: JWK.KeyType {
        get throws(Rejection) {
            if let type = toldType { return type }
            guard let type = JWK.KeyType(rawValue: try string("kty")) else {
                throw Rejection(.jwkType, "kty is not known")
            }
            return type
        }
    }

    /// The curve that crv names for kty EC (RFC 7518 section 6.2.1.1).
    fileprivate var ellipticCurve: EllipticCurve {
        get throws(Rejection) {
            let name = object["crv"]?.string
            let named = EllipticCurve.allCases.first { name?.isExactly($0.joseName) ?? false }
            if let curve = toldCurve(insteadOf: named) { return curve }
            _ = try string("crv")
            guard let named else { throw Rejection(.jwkType, "crv is not known for kty EC") }
            return named
        }
    }

    /// The curve that crv names for kty OKP (RFC 8037 section 2).
    fileprivate var octetKeyCurve: OctetKeyCurve {
        get throws(Rejection) {
            let name = object["crv"]?.string
            let named = OctetKeyCurve.allCases.first { name?.isExactly($0.joseName) ?? false }
            if let curve = toldCurve(insteadOf: named) { return curve }
            _ = try string("crv")
            guard let named else { throw Rejection(.jwkType, "crv is not known for kty OKP") }
            return named
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
