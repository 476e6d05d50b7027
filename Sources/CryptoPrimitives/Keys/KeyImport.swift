import CLibCrypto

extension AsymmetricKey {
    /// Imports an RSA key.
    ///
    /// A private key needs its factors: libcrypto signs by them.
    ///
    /// - Parameter components: the integers; their sizes are the caller's concern, their consistency isn't.
    /// - Throws: ``CryptoError/malformedKey(_:)`` if the private integers don't belong to the public ones.
    package convenience init(_ components: RSAComponents) throws(CryptoError) {
        try components.checkConsistency()
        let isPrivate = components.d != nil
        var numbers = [(ParameterName.n, components.n), (ParameterName.e, components.e)]
        if let d = components.d { numbers.append((ParameterName.d, d)) }
        if let factors = components.factors {
            numbers += [
                (ParameterName.p, factors.p), (ParameterName.q, factors.q),
                (ParameterName.dp, factors.dp), (ParameterName.dq, factors.dq),
                (ParameterName.qi, factors.qi),
            ]
        }
        let key = try unsafe Self.fromData(type: "RSA", isPrivate: isPrivate, numbers: numbers, point: nil)
        try unsafe self.init(adopting: key, isPrivate: isPrivate)
    }

    /// Imports a key on an elliptic curve.
    ///
    /// - Parameter components: coordinates of full length.
    /// - Throws: ``CryptoError/malformedKey(_:)`` if the point isn't on the curve or `d` doesn't belong to it.
    package convenience init(_ components: ECComponents) throws(CryptoError) {
        let isPrivate = components.d != nil
        let key = try unsafe Self.fromData(
            type: "EC",
            isPrivate: isPrivate,
            numbers: components.d.map { [(ParameterName.privateValue, $0)] } ?? [],
            point: (components.curve.groupName, [4] + components.x + components.y)
        )
        try unsafe self.init(adopting: key, isPrivate: isPrivate)
        try checkPair(components)
    }

    /// Checks that a private value is from 1 to the order less 1 and belongs to the point.
    func checkPair(_ components: ECComponents) throws(CryptoError) {
        guard let d = components.d else { return }
        let value = try BigNumber(d.span)
        guard !value.isZero, try value.isLess(than: BigNumber(components.curve.order.span)) else {
            throw .malformedKey("d isn't from 1 to the order less 1")
        }
        let context = unsafe EVP_PKEY_CTX_new(pointer, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_pairwise_check(context) == 1 else {
            takeErrorQueue()
            throw .malformedKey("d doesn't belong to x and y")
        }
    }

    /// Imports a key of RFC 8037.
    ///
    /// - Parameter components: octets of the curve's length.
    /// - Throws: ``CryptoError/malformedKey(_:)`` if the length is wrong or `d` doesn't belong to `x`.
    package convenience init(_ components: OctetKeyComponents) throws(CryptoError) {
        let material = components.d ?? components.x
        let identifier = components.curve.identifier
        let key = unsafe material.withUnsafeBufferPointer { bytes in
            components.d == nil
                ? unsafe EVP_PKEY_new_raw_public_key(identifier, nil, bytes.baseAddress, bytes.count)
                : unsafe EVP_PKEY_new_raw_private_key(identifier, nil, bytes.baseAddress, bytes.count)
        }
        guard let key = unsafe key else {
            takeErrorQueue()
            throw .malformedKey("the octets aren't a key on this curve")
        }
        try unsafe self.init(adopting: key, isPrivate: components.d != nil)
        guard components.d != nil else { return }
        guard octetKeyComponents?.x == components.x else { throw .malformedKey("d doesn't belong to x") }
    }

    private static func fromData(
        type: String,
        isPrivate: Bool,
        numbers: [(StaticString, [UInt8])],
        point: (group: String, octets: [UInt8])?
    ) throws(CryptoError) -> OpaquePointer {
        guard let builder = unsafe OSSL_PARAM_BLD_new() else { throw .takingQueue("OSSL_PARAM_BLD_new") }
        defer { unsafe OSSL_PARAM_BLD_free(builder) }
        var owned: [OpaquePointer] = unsafe []
        defer { unsafe owned.forEach { unsafe BN_clear_free($0) } }
        for (name, octets) in numbers {
            guard let number = unsafe BN_bin2bn(octets, Int32(octets.count), nil) else {
                throw .takingQueue("BN_bin2bn")
            }
            unsafe owned.append(number)
            guard unsafe OSSL_PARAM_BLD_push_BN(builder, name.cString, number) == 1 else {
                throw .takingQueue(name.description)
            }
        }
        if let point {
            // The builder keeps a pointer to these until the parameters are made, so both stay in scope.
            return try unsafe withExtendedPoint(point, builder: builder) { () throws(CryptoError) -> OpaquePointer in
                try unsafe make(type: type, isPrivate: isPrivate, builder: builder)
            }
        }
        return try unsafe make(type: type, isPrivate: isPrivate, builder: builder)
    }

    private static func withExtendedPoint(
        _ point: (group: String, octets: [UInt8]),
        builder: OpaquePointer,
        _ body: () throws(CryptoError) -> OpaquePointer
    ) throws(CryptoError) -> OpaquePointer {
        let group = Array(point.group.utf8CString)
        let result = unsafe group.withUnsafeBufferPointer { group in
            unsafe point.octets.withUnsafeBufferPointer { octets -> Result<OpaquePointer, CryptoError> in
                guard
                    unsafe OSSL_PARAM_BLD_push_utf8_string(
                        builder,
                        ParameterName.group.cString,
                        group.baseAddress,
                        0
                    ) == 1,
                    unsafe OSSL_PARAM_BLD_push_octet_string(
                        builder,
                        ParameterName.publicPoint.cString,
                        octets.baseAddress,
                        octets.count
                    ) == 1
                else { return unsafe .failure(.takingQueue("OSSL_PARAM_BLD_push")) }
                return unsafe Result(catching: body)
            }
        }
        return try unsafe result.get()
    }

    private static func make(type: String, isPrivate: Bool, builder: OpaquePointer) throws(CryptoError) -> OpaquePointer
    {
        guard let parameters = unsafe OSSL_PARAM_BLD_to_param(builder) else { throw .takingQueue("OSSL_PARAM_BLD") }
        defer { unsafe OSSL_PARAM_free(parameters) }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, type, nil) else {
            throw .takingQueue("EVP_PKEY_CTX_new_from_name")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let selection = isPrivate ? jwt_assay_key_pair() : jwt_assay_public_key()
        guard unsafe EVP_PKEY_fromdata_init(context) == 1,
            unsafe EVP_PKEY_fromdata(context, &key, selection, parameters) == 1, let key = unsafe key
        else {
            takeErrorQueue()
            throw .malformedKey(type == "EC" ? "the point isn't on the curve" : "the integers aren't a key")
        }
        return unsafe key
    }
}

extension RSAComponents {
    /// Checks that the private integers belong to the public ones (RFC 8017 section 3.2).
    func checkConsistency() throws(CryptoError) {
        guard let d else { return }
        // Bounded before anything is computed: a power costs as much as its exponent is long.
        let privateIntegers = [d] + (factors.map { [$0.p, $0.q, $0.dp, $0.dq, $0.qi] } ?? [])
        guard privateIntegers.allSatisfy({ $0.count <= self.n.count }) else {
            throw .malformedKey("a private integer is longer than the modulus")
        }
        let n = try BigNumber(self.n.span)
        let e = try BigNumber(self.e.span)
        let privateExponent = try BigNumber(d.span)
        guard let factors else {
            // Without factors the exponents are tried on one value: (2^e)^d is 2 modulo n.
            let two = try BigNumber(2)
            let power = try two.power(e, modulo: n)
            guard try power.power(privateExponent, modulo: n).isEqual(to: two) else {
                throw .malformedKey("d doesn't belong to n and e")
            }
            return
        }
        let one = try BigNumber(1)
        let p = try BigNumber(factors.p.span)
        let q = try BigNumber(factors.q.span)
        guard try p.multiplied(by: q).isEqual(to: n) else { throw .malformedKey("n isn't the product of p and q") }
        let product = try e.multiplied(by: privateExponent)
        for (prime, exponent, name) in [(factors.p, factors.dp, "dp"), (factors.q, factors.dq, "dq")] {
            let lessOne = try BigNumber(prime.span).subtracting(one)
            guard !lessOne.isZero, try product.remainder(dividingBy: lessOne).isEqual(to: one) else {
                throw .malformedKey("d doesn't belong to n and e")
            }
            let expected = try privateExponent.remainder(dividingBy: lessOne)
            guard try BigNumber(exponent.span).isEqual(to: expected) else {
                throw .malformedKey("\(name) isn't d modulo the prime less one")
            }
        }
        let coefficient = try BigNumber(factors.qi.span)
        guard try coefficient.multiplied(by: q).remainder(dividingBy: p).isEqual(to: one) else {
            throw .malformedKey("qi isn't the inverse of q modulo p")
        }
    }
}
