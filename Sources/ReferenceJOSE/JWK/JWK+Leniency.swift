import CryptoPrimitives
import StrictJSON

/// What importers without a check make of a key that has a fault; for proofs only.
extension JWKMembers {
    /// Whether one of these checks is off.
    private func isOff(_ checks: Check...) -> Bool {
        checks.contains { disabled.contains($0) }
    }

    /// The key's type as the members tell that are there, where a check of them is off.
    var toldType: JWK.KeyType? {
        guard isOff(.jwkMembers, .jwkType) else { return nil }
        if object["n"] != nil { return .rsa }
        if object["k"] != nil { return .oct }
        let isNamedEC = object["crv"]?.string.map { $0.hasPrefix("P-") || $0.hasPrefix("secp") } ?? false
        return object["y"] != nil || isNamedEC ? .ec : object["x"] != nil ? .okp : nil
    }

    /// The curve as the length of x tells, where crv doesn't fit it and a check is off.
    func toldCurve(insteadOf named: EllipticCurve?) -> EllipticCurve? {
        guard isOff(.jwkMembers, .jwkType, .jwkCoordinateLength), let count = lengthOfX else { return nil }
        guard named?.coordinateOctetCount != count else { return nil }
        return [.p256, .p384, .p521].first { $0.coordinateOctetCount == count }
    }

    /// The curve as the length of x tells, where crv doesn't fit it and a check is off.
    func toldCurve(insteadOf named: OctetKeyCurve?) -> OctetKeyCurve? {
        guard isOff(.jwkMembers, .jwkType, .jwkKeyLength), let count = lengthOfX else { return nil }
        guard named?.keyOctetCount != count else { return nil }
        return [.ed25519, .ed448].first { $0.keyOctetCount == count }
    }

    private var lengthOfX: Int? {
        (try? octets("x"))?.count
    }

    /// The public half alone, where the private one isn't looked at.
    func publicHalf(of components: RSAComponents) -> AsymmetricKey? {
        guard isOff(.jwkPrivate) else { return nil }
        return try? AsymmetricKey(RSAComponents(n: components.n, e: components.e))
    }

    /// The public half alone, where the private one isn't looked at.
    func publicHalf(of components: OctetKeyComponents) -> AsymmetricKey? {
        guard isOff(.jwkPrivate) else { return nil }
        return try? AsymmetricKey(OctetKeyComponents(curve: components.curve, x: components.x))
    }

    /// The public half alone, or the point on the curve that has this x and the parity of y.
    func publicHalf(of components: ECComponents) -> AsymmetricKey? {
        if isOff(.jwkPrivate, .jwkCoordinateLength), components.d != nil {
            return try? AsymmetricKey(ECComponents(curve: components.curve, x: components.x, y: components.y))
        }
        guard isOff(.jwkOnCurve), let last = components.y.last else { return nil }
        return .decompressing(x: components.x, isOdd: last & 1 == 1)
    }
}

extension AsymmetricKey {
    /// The point of P-256 with this x.
    static func decompressing(x: [UInt8], isOdd: Bool) -> AsymmetricKey? {
        let subjectPublicKeyInfo: [UInt8] = [
            0x30, 0x39, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
            0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x22, 0x00,
        ]
        return try? AsymmetricKey(der: subjectPublicKeyInfo + [isOdd ? 3 : 2] + x, label: "PUBLIC KEY")
    }

    /// The key of a PEM text whose line breaks are lost or spelled with a backslash, as in a variable of the environment;
    /// the end line isn't looked at, nor is a further block, and characters that aren't base64 are passed over.
    convenience init?(unfolding pem: String) {
        let parts = pem.split(separator: "-----")
        guard parts.count >= 2, parts[0].hasPrefix("BEGIN ") else { return nil }
        let base64 = parts[1].split(separator: "\\n").joined().filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0))
        }
        guard let der = Base64URL.decodeStandard(base64) else { return nil }
        try? self.init(der: der, label: String(parts[0].dropFirst("BEGIN ".count)))
    }
}
