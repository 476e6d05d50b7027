import CLibCrypto

extension AsymmetricKey {
    /// The integers of an RSA key; `nil` for another kind.
    package var rsaComponents: RSAComponents? {
        guard case .rsa = kind, let n = number(ParameterName.n), let e = number(ParameterName.e) else {
            return nil
        }
        guard isPrivate else { return RSAComponents(n: n, e: e) }
        var factors: RSAComponents.Factors?
        if let p = number(ParameterName.p), let q = number(ParameterName.q),
            let dp = number(ParameterName.dp), let dq = number(ParameterName.dq),
            let qi = number(ParameterName.qi)
        {
            factors = .init(p: p, q: q, dp: dp, dq: dq, qi: qi)
        }
        return RSAComponents(n: n, e: e, d: number(ParameterName.d), factors: factors)
    }

    /// The coordinates of a key on an elliptic curve, in full length; `nil` for another kind.
    package var ecComponents: ECComponents? {
        guard case .ec(let curve) = kind else { return nil }
        let count = curve.coordinateOctetCount
        guard let x = number(ParameterName.x, count: count),
            let y = number(ParameterName.y, count: count)
        else { return nil }
        let d = isPrivate ? number(ParameterName.privateValue, count: count) : nil
        return ECComponents(curve: curve, x: x, y: y, d: d)
    }

    /// The octets of a key of RFC 8037; `nil` for another kind.
    package var octetKeyComponents: OctetKeyComponents? {
        guard case .okp(let curve) = kind else { return nil }
        let x = unsafe rawOctets(count: curve.keyOctetCount) { unsafe EVP_PKEY_get_raw_public_key(pointer, $0, $1) }
        guard let x else { return nil }
        let d =
            isPrivate
            ? unsafe rawOctets(count: curve.keyOctetCount) { unsafe EVP_PKEY_get_raw_private_key(pointer, $0, $1) }
            : nil
        return OctetKeyComponents(curve: curve, x: x, d: d)
    }

    private func number(_ name: StaticString, count: Int? = nil) -> [UInt8]? {
        var number: OpaquePointer?
        guard unsafe EVP_PKEY_get_bn_param(pointer, name.cString, &number) == 1, let number = unsafe number else {
            takeErrorQueue()
            return nil
        }
        defer { unsafe BN_clear_free(number) }
        let needed = count ?? Int(unsafe BN_num_bits(number) + 7) / 8
        return unsafe [UInt8](unsafeUninitializedCapacity: needed) { buffer, initialised in
            let written = unsafe BN_bn2binpad(number, buffer.baseAddress, Int32(needed))
            initialised = written == Int32(needed) ? needed : 0
        }
    }

    private func rawOctets(
        count: Int,
        _ read: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> Int32
    ) -> [UInt8]? {
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            var length = count
            initialised = unsafe read(buffer.baseAddress, &length) == 1 ? length : 0
        }
        guard octets.count == count else {
            takeErrorQueue()
            return nil
        }
        return octets
    }
}
