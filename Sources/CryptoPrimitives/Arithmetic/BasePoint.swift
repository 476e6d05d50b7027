import CLibCrypto

extension EllipticCurve {
    /// The x coordinate of a multiple of the base point, in full length; `nil` for the point at infinity.
    package func xCoordinate(ofBasePointTimes scalar: borrowing BigNumber) throws(CryptoError) -> [UInt8]? {
        guard let group = unsafe EC_GROUP_new_by_curve_name(identifier) else { throw .takingQueue("EC_GROUP") }
        defer { unsafe EC_GROUP_free(group) }
        guard let point = unsafe EC_POINT_new(group) else { throw .takingQueue("EC_POINT_new") }
        defer { unsafe EC_POINT_free(point) }
        guard let context = unsafe BN_CTX_new() else { throw .takingQueue("BN_CTX_new") }
        defer { unsafe BN_CTX_free(context) }
        let x = try BigNumber(0)
        guard unsafe EC_POINT_mul(group, point, scalar.pointer, nil, nil, context) == 1 else {
            throw .takingQueue("EC_POINT_mul")
        }
        guard unsafe EC_POINT_get_affine_coordinates(group, point, x.pointer, nil, context) == 1 else {
            takeErrorQueue()
            return nil
        }
        return x.octets(count: coordinateOctetCount)
    }
}
