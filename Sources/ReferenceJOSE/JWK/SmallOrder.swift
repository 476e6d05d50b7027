package import CryptoPrimitives

extension JWK {
    /// Rejects a public key of small order (RFC 8725 section 3.4): under one, a signature that no one made holds over
    /// one message in eight, or over every message.
    package static func checkOrder(of key: AsymmetricKey) throws(Rejection) {
        guard let components = key.octetKeyComponents, components.curve.hasSmallOrder(components.x) else { return }
        throw Rejection(.jwkSmallOrder, "the point of x has a small order")
    }
}

extension OctetKeyCurve {
    /// Whether an encoded point of a curve of signatures is one of the few whose order divides the cofactor.
    ///
    /// The sign of the point's x doesn't matter; encodings whose y isn't reduced count too.
    fileprivate func hasSmallOrder(_ point: [UInt8]) -> Bool {
        guard var last = point.last else { return false }
        last &= 0x7F
        let y = point.dropLast() + [last]
        return smallOrdinates.contains { $0.elementsEqual(y) }
    }

    /// The y of those points, least significant octet first.
    private var smallOrdinates: [[UInt8]] {
        switch self {
        case .ed25519: Self.ordinates25519
        case .ed448: Self.ordinates448
        case .x25519, .x448: []
        }
    }

    /// 0, 1, and -1 modulo the prime, the prime and the prime plus 1, and the two of order 8.
    private static let ordinates25519: [[UInt8]] =
        [0, 1].map { [$0] + [UInt8](repeating: 0, count: 31) }
        + [0xEC, 0xED, 0xEE].map { [$0] + [UInt8](repeating: 0xFF, count: 30) + [0x7F] } + [
            [
                0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
                0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
            ],
            [
                0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
                0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
            ],
        ]

    /// 0, 1, and -1 modulo the prime, the prime and the prime plus 1: the prime is 2 to the 448th less 2 to the 224th
    /// less 1.
    private static let ordinates448: [[UInt8]] =
        [0, 1].map { [$0] + [UInt8](repeating: 0, count: 56) }
        + [0xFE, 0xFF].map { low in
            [low] + [UInt8](repeating: 0xFF, count: 27) + [0xFE] + [UInt8](repeating: 0xFF, count: 27) + [0]
        }
        + [[UInt8](repeating: 0, count: 28) + [UInt8](repeating: 0xFF, count: 28) + [0]]
}
