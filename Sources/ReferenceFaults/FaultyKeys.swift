import CryptoPrimitives
package import ReferenceJOSE
import StrictJSON

// Keys as an importer with a fault reads them.
extension Faults {
    /// Imports a JWK from the octets of its JSON text.
    package func key(parsing json: [UInt8]) throws(Rejection) -> JWK {
        try key(at(.key).parse(json))
    }

    /// Imports a JWK Set from the octets of its JSON text.
    package func keySet(parsing json: [UInt8]) throws(Rejection) -> JWKSet {
        let keys = try at(.key).parse(json).object?["keys"]
        guard let elements = keys?.array ?? (lack(.jwkSetKeys) ? keys.map { [$0] } : nil) else {
            throw Rejection(.jwkSetKeys, "keys is missing or isn't an array")
        }
        return JWKSet(elements) { value throws(Rejection) in try key(value) }
    }

    /// Imports verbatim material: a JWK Set, a JWK, PEM, DER, or a secret, recognised by how it begins.
    package func keys(spelled octets: [UInt8]) throws(Rejection) -> JWKSet {
        let keys = try keysAlone(spelled: octets)
        // The spelling is a secret as well in libraries that don't compare key types.
        return lack(.keyType) ? JWKSet(keys.keys + [JWK(secret: octets)]) : keys
    }

    private func keysAlone(spelled octets: [UInt8]) throws(Rejection) -> JWKSet {
        let text = String(decoding: octets, as: UTF8.self)
        if text.drop(while: \.isWhitespace).first == "{" {
            return text.contains("\"keys\"") ? try keySet(parsing: octets) : JWKSet([try key(parsing: octets)])
        }
        if text.contains("-----BEGIN ") {
            guard lack(.pem) else { return JWKSet([try key(pem: text)]) }
            // What can't be read is a secret in libraries that accept any text as one.
            return JWKSet([try? key(pem: text), JWK(secret: octets)].compactMap(\.self))
        }
        if let key = JWK(publicDER: octets) { return JWKSet([key]) }
        return JWKSet([try key(secret: octets)])
    }

    /// Imports a key from PEM.
    private func key(pem: String) throws(Rejection) -> JWK {
        do {
            return try JWK(pem: pem)
        } catch {
            if error.check == .pem, lack(.pem), let key = AsymmetricKey(unfolding: pem) {
                return try JWK(checked: key)
            }
            guard error.check == .jwkSmallOrder, lack(.jwkSmallOrder), let key = try? AsymmetricKey(pem: pem) else {
                throw error
            }
            return JWK(material: .asymmetric(key))
        }
    }

    /// A secret in its own octets.
    private func key(secret octets: [UInt8]) throws(Rejection) -> JWK {
        lack(.hmacKeySecret) ? JWK(secret: octets) : try JWK(checkedSecret: octets)
    }

    /// Imports a JWK: shows the strict importer one that is repaired if a check is missing.
    private func key(_ value: JSON) throws(Rejection) -> JWK {
        let single = lack(.jwkObject) ? value.array?.first : nil
        var object = (single ?? value).object
        object = object.map(named).map(withCutExponent)
        // Each turn repairs what one check rejects.
        while true {
            do {
                return try JWK(object.map { .object($0) } ?? value)
            } catch {
                guard let current = object else { throw error }
                if let key = try bypassed(error.check, current) { return key }
                let repaired = repaired(current, error.check)
                guard repaired != current else { throw error }
                object = repaired
            }
        }
    }

    // MARK: What is repaired

    /// The JWK with kty and crv as the other members tell them, if a check of them is missing.
    private func named(_ object: JSONObject) -> JSONObject {
        var object = object
        if lackAny(.jwkMembers, .jwkType), let type = toldType(object) {
            object = object.setting("kty", to: .string(type.rawValue))
        }
        let count = octets("x", of: object)?.count
        let name = object["crv"]?.string
        switch object["kty"]?.string {
        case "EC" where lackAny(.jwkMembers, .jwkType, .jwkCoordinateLength):
            let named = EllipticCurve.allCases.first { $0.joseName == name }
            if named == nil || named?.coordinateOctetCount != count,
                let told = [EllipticCurve.p256, .p384, .p521].first(where: { $0.coordinateOctetCount == count })
            {
                object = object.setting("crv", to: .string(told.joseName))
            }
        case "OKP" where lackAny(.jwkMembers, .jwkType, .jwkKeyLength):
            let named = OctetKeyCurve.allCases.first { $0.joseName == name }
            if named == nil || named?.keyOctetCount != count,
                let told = [OctetKeyCurve.ed25519, .ed448].first(where: { $0.keyOctetCount == count })
            {
                object = object.setting("crv", to: .string(told.joseName))
            }
        default: break
        }
        return object
    }

    private func toldType(_ object: JSONObject) -> JWK.KeyType? {
        if object["n"] != nil { return .rsa }
        if object["k"] != nil { return .oct }
        let isNamedEC = object["crv"]?.string.map { $0.hasPrefix("P-") || $0.hasPrefix("secp") } ?? false
        return object["y"] != nil || isNamedEC ? .ec : object["x"] != nil ? .okp : nil
    }

    private func repaired(_ object: JSONObject, _ check: Check) -> JSONObject {
        // A private value that was filled up needn't be the key's.
        guard
            lack(check) || (check == .jwkPrivate && lack(.jwkCoordinateLength))
                || (check == .jwkCoordinateLength && follow(.coordinatesPaddedInFront))
                || (check == .jwkMinimal && follow(.modulusZerosCounted))
        else { return object }
        switch check {
        case .jwkMembers:
            var object = ["kid", "use", "alg"].reduce(object) { $0.changing($1) { $0.string == nil ? nil : $0 } }
            object = object.changing("key_ops") { value in
                value.strings.map { names in .array(Set(names).map { .string($0) }) }
            }
            if object["n"] != nil, object["e"] == nil { object = object.setting("e", to: .string("AQAB")) }
            if object["kty"]?.string == "EC", object["y"] == nil { object = withPoint(object, isOdd: true) }
            return object
        case .jwkBase64:
            return Self.binaryMembers.reduce(object) { object, name in
                object.changing(name) { value in
                    octets(name, of: object).map { .string(Base64URL.text($0)) } ?? value
                }
            }
        case .jwkMinimal:
            return Self.integers.reduce(object) { object, name in
                object.changing(name) { value in
                    octets(name, of: object).map { .string(Base64URL.text(Array($0.drop { $0 == 0 }))) } ?? value
                }
            }
        case .jwkCoordinateLength:
            let curve = EllipticCurve.allCases.first { $0.joseName == object["crv"]?.string }
            guard let size = curve?.coordinateOctetCount else { return object }
            return ["x", "y", "d"].reduce(object) { object, name in
                object.changing(name) { value in
                    guard let octets = octets(name, of: object),
                        lack(check) || octets.count < size
                    else { return value }
                    return .string(Base64URL.text(octets.fitted(to: size)))
                }
            }
        case .jwkKeyLength:
            let curve = OctetKeyCurve.allCases.first { $0.joseName == object["crv"]?.string }
            guard let size = curve?.keyOctetCount, let x = octets("x", of: object) else { return object }
            return object.setting("x", to: .string(Base64URL.text(Array(x.prefix(size)))))
        case .jwkOnCurve:
            guard let last = octets("y", of: object)?.last else { return object }
            return withPoint(object, isOdd: last & 1 == 1)
        case .jwkPrivate: return object.removing(["d", "p", "q", "dp", "dq", "qi"])
        case .jwkMultiPrime: return object.setting("oth", to: nil)
        default: return object
        }
    }

    /// The JWK with as much of its public exponent as a fault keeps.
    private func withCutExponent(_ object: JSONObject) -> JSONObject {
        let count = follow(.exponent32Bits) ? 4 : follow(.exponent64Bits) ? 8 : 0
        guard count > 0, object["kty"]?.string == "RSA", let e = octets("e", of: object), e.count > count else {
            return object
        }
        return object.setting("e", to: .string(Base64URL.text(Array(e.suffix(count).drop { $0 == 0 }))))
    }

    private static let integers = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]
    private static let binaryMembers = integers + ["x", "y", "k"]

    /// The octets of a member; as anything that base64url can mean, if its check is missing.
    private func octets(_ name: String, of object: JSONObject) -> [UInt8]? {
        guard let text = object[name]?.string else { return nil }
        return try? (lack(.jwkBase64) ? Faults(missing: Check.allCases) : Faults()).decode(Array(text.utf8))
    }

    /// The JWK of the point of P-256 that has this x and a y of this parity.
    private func withPoint(_ object: JSONObject, isOdd: Bool) -> JSONObject {
        guard let x = octets("x", of: object),
            let y = AsymmetricKey.decompressing(x: x, isOdd: isOdd)?.ecComponents?.y
        else { return object }
        return object.setting("y", to: .string(Base64URL.text(y)))
    }

    // MARK: What can't be repaired

    /// The key itself, if the strict importer accepts no JWK of it.
    private func bypassed(_ check: Check, _ object: JSONObject) throws(Rejection) -> JWK? {
        guard [.hmacKeySecret, .rsaExponent, .rsaKeyMaximum, .jwkSmallOrder].contains(check) else { return nil }
        let isOverlooked = check == .rsaExponent && follow(.exponentOne) && octets("e", of: object) == [1]
        guard lack(check) || isOverlooked else { return nil }
        let strict = try JWK(metadataOf: object)
        switch check {
        case .hmacKeySecret:
            return octets("k", of: object).map { JWK(secret: $0, metadata: strict.metadata) }
        case .rsaExponent, .rsaKeyMaximum:
            guard let n = octets("n", of: object), let e = octets("e", of: object),
                let key = try? AsymmetricKey(RSAComponents(n: n, e: e))
            else { return nil }
            return JWK(material: .asymmetric(key), metadata: strict.metadata)
        case .jwkSmallOrder:
            guard let curve = OctetKeyCurve.allCases.first(where: { $0.joseName == object["crv"]?.string }),
                let x = octets("x", of: object), let key = try? AsymmetricKey(OctetKeyComponents(curve: curve, x: x))
            else { return nil }
            return JWK(material: .asymmetric(key), metadata: strict.metadata)
        default: return nil
        }
    }
}

extension JWK {
    /// A stand-in with the metadata of a JWK.
    fileprivate init(metadataOf object: JSONObject) throws(Rejection) {
        let kept = object.members.filter { ["kid", "use", "alg", "key_ops"].contains($0.name) }
        try self.init(
            .object(JSONObject([("kty", .string("oct")), ("k", .string(""))] + kept.map { ($0.name, $0.value) }))
        )
    }
}

extension [UInt8] {
    /// An integer in the given number of octets: leading zeros are added or removed, and then it's cut.
    func fitted(to count: Int) -> [UInt8] {
        let significant = drop { $0 == 0 }.suffix(count)
        return [UInt8](repeating: 0, count: count - significant.count) + significant
    }
}

extension AsymmetricKey {
    /// The point of P-256 with this x.
    fileprivate static func decompressing(x: [UInt8], isOdd: Bool) -> AsymmetricKey? {
        let subjectPublicKeyInfo: [UInt8] = [
            0x30, 0x39, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
            0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x22, 0x00,
        ]
        return try? AsymmetricKey(der: subjectPublicKeyInfo + [isOdd ? 3 : 2] + x, label: "PUBLIC KEY")
    }

    /// The key of a PEM text whose line breaks are lost or spelled with a backslash, as in an environment variable.
    ///
    /// It ignores the end line, a further block, and characters that aren't base64.
    fileprivate convenience init?(unfolding pem: String) {
        let parts = pem.split(separator: "-----")
        guard parts.count >= 2, parts[0].hasPrefix("BEGIN ") else { return nil }
        let base64 = parts[1].split(separator: "\\n").joined().filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0))
        }
        guard let der = Base64URL.decodeStandard(base64) else { return nil }
        try? self.init(der: der, label: String(parts[0].dropFirst("BEGIN ".count)))
    }
}
