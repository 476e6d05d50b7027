import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Keys whose multiples are few: a signature by nobody's key satisfies the equation whatever the message is, or for one
/// message in two, four or eight (RFC 8725 section 3.4).
func smallOrderGroups() throws -> [GroupDefinition] {
    let zero = [UInt8](repeating: 0, count: 32)
    let identity: [UInt8] = [1] + zero.dropFirst()
    // The prime plus one, least significant octet first: the same point, in an encoding that RFC 8032 doesn't decode.
    let unreduced: [UInt8] = [0xEE] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    let eighth: [UInt8] = [
        0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
        0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ]
    let identity448: [UInt8] = [1] + [UInt8](repeating: 0, count: 56)
    let points: [(String, String, OctetKeyCurve, [UInt8], [UInt8])] = [
        (
            "identity", "the neutral point for a key, and a signature of the neutral point and zero", .ed25519,
            identity, identity
        ),
        ("key-unreduced", "a key whose y isn't reduced modulo the prime", .ed25519, unreduced, identity),
        (
            "order-2", "a key of order 2", .ed25519, [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F], identity
        ),
        ("order-4", "a key of order 4: no octet of it is set", .ed25519, zero, identity),
        ("order-8", "a key of order 8", .ed25519, eighth, identity),
        ("ed448-identity", "the neutral point of Ed448 for a key", .ed448, identity448, identity448),
    ]
    var groups = try points.map { slug, summary, curve, x, r in
        var group = group(slug, curve, x)
        group.either(
            "token",
            summary,
            try signed(curve, x, r),
            why: "RFC 8032 doesn't demand that verifiers refuse points of small order, and libraries differ",
            .jwkSmallOrder,
            curve == .ed25519
                ? .twin("signature/eddsa/ed25519/plain") : .unprovable("libcrypto verifies nothing by such a key"),
            refs: slug == "key-unreduced" ? ["RFC8032#5.1.3-1"] : []
        )
        return group
    }
    var point = group("point-unreduced", .ed25519, identity)
    let input = "\(#"{"alg":"EdDSA"}"#.base64url).\(Forge.payload.base64url)"
    point.record(
        "token",
        "an R whose y isn't reduced modulo the prime",
        Token("\(input).\((unreduced + zero).base64url)"),
        why: "RFC 8032 doesn't demand that verifiers refuse points of small order, and libraries differ",
        ["RFC8032#5.1.3-1"]
    )
    groups.append(point)
    return groups
}

private func group(_ slug: String, _ curve: OctetKeyCurve, _ x: [UInt8]) -> GroupDefinition {
    let name = curve == .ed25519 ? "Ed25519" : "Ed448"
    return GroupDefinition(
        "jwk/small-order/\(slug)",
        key: .init(jwk: .object(["kty": .string("OKP"), "crv": .string(name), "x": .string(x.base64url)])),
        policy: VerificationPolicy(["EdDSA"])
    )
}

/// A message over which R and an S of zero satisfy the equation; found by counting, if not every one will do, and any
/// message on Ed448, if libcrypto takes none.
private func signed(_ curve: OctetKeyCurve, _ x: [UInt8], _ r: [UInt8]) throws -> Token {
    let key = try AsymmetricKey(OctetKeyComponents(curve: curve, x: x))
    let signature = r + [UInt8](repeating: 0, count: r.count)
    for counter in 0..<1_000 {
        let header = counter == 0 ? #"{"alg":"EdDSA"}"# : #"{"alg":"EdDSA","kid":"\#(counter)"}"#
        let input = "\(header.base64url).\(Forge.payload.base64url)"
        var context = try VerificationContext(key: key, scheme: .eddsa)
        if curve == .ed448 || context.isValid(signature.span, for: Array(input.utf8).span) {
            return Token("\(input).\(signature.base64url)")
        }
    }
    throw ForgeError("no message fits the point")
}
