import CLibCrypto

extension EllipticCurve {
    /// OpenSSL's name for the curve.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        case .secp256k1: "secp256k1"
        }
    }

    /// OpenSSL's number for the curve.
    var identifier: Int32 {
        switch self {
        case .p256: NID_X9_62_prime256v1
        case .p384: NID_secp384r1
        case .p521: NID_secp521r1
        case .secp256k1: NID_secp256k1
        }
    }

    /// The order of the base point, most significant octet first, in ``coordinateOctetCount`` octets.
    package var order: [UInt8] {
        switch self {
        case .p256: Self.orderP256
        case .p384: Self.orderP384
        case .p521: Self.orderP521
        case .secp256k1: Self.orderSECP256K1
        }
    }

    private static let orderP256 = EllipticCurve.p256.computedOrder
    private static let orderP384 = EllipticCurve.p384.computedOrder
    private static let orderP521 = EllipticCurve.p521.computedOrder
    private static let orderSECP256K1 = EllipticCurve.secp256k1.computedOrder

    private var computedOrder: [UInt8] {
        guard let group = unsafe EC_GROUP_new_by_curve_name(identifier) else { return [] }
        defer { unsafe EC_GROUP_free(group) }
        let count = coordinateOctetCount
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            let written = unsafe BN_bn2binpad(EC_GROUP_get0_order(group), buffer.baseAddress, Int32(count))
            initialised = written == Int32(count) ? count : 0
        }
    }
}

extension OctetKeyCurve {
    /// OpenSSL's number for the key type.
    var identifier: Int32 {
        switch self {
        case .ed25519: NID_ED25519
        case .ed448: NID_ED448
        case .x25519: NID_X25519
        case .x448: NID_X448
        }
    }
}

extension EllipticCurve {
    /// R and S in full length, out of a signature in DER; `nil` if it isn't one.
    package func decodedDERSignature(_ der: [UInt8]) -> [UInt8]? {
        DERSignature.decode(der.span, curve: self)
    }

    /// A signature in DER, out of R and S in full length; `nil` if the length is another.
    package func encodedDERSignature(_ signature: [UInt8]) -> [UInt8]? {
        var der = DERSignature()
        guard der.encode(signature.span, curve: self) else { return nil }
        return unsafe der.withOctets { unsafe Array($0) }
    }
}
