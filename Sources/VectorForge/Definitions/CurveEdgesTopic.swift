import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Signatures whose integers are at the edges of their ranges.
@Sendable func curveEdgesTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "signature/curve-edges.json",
        title: "Signatures at the edges of their ranges",
        groups: try ecdsaEdges() + eddsaEdges(forge)
    )
}

/// A point whose x is above the order, so that R is small, and an S of 5: both leave room for the order.
///
/// The keys were worked out from the signatures of one message, and nobody has their private halves.
private let small: [(Algorithm, EllipticCurve, r: UInt8, x: String, y: String)] = [
    (
        .es256, .p256, 3, "djuNlXUekeBFRslEY6JJZwDIUzoAgXBWMCEuImS3nGw",
        "PNcnBlJRJlX1-dTI7ekEoLQbAS2Apr4oV2NJHdkPliA"
    ),
    (
        .es384, .p384, 3, "j66vfLJUyNQsDilsw0xS7NKk0SsdxdCtH3qhlpjVyGSSKyg7Yr9UlDxjw_sK2RL6",
        "TCFAZqV6NbTnZItuLgbnAYfHTZYq4SPb6SIQjLtRZLudoN6qPQzNd8yKOY95H1zW"
    ),
    (
        .es512, .p521, 4,
        "ATQ-38Y09WA9PKKfXWTX4SbLd0065d9iz1mJywDdNLBwVj4q2EuDQJwCpZQ4MCQBrSbc7g2fNPleCs0LPbo83A-Q",
        "AZJhtBD9n9slQtm-W8spWFG-R6iW06UWjhDV1nx6hu_sUa_DnwNuYCtAZ3Sx4j2LnRDl5jzoP1Oeqa6n63VNXK7G"
    ),
    (
        .es256k, .secp256k1, 4, "8KcrKsjFgdTr1rhbQyKq-nKIfz8MMtt4SZ7rAnvmtrY",
        "OM-s4FkZA0eGTZ4skvaBQIVl2pj1_Hsda1IBrbI-y48"
    ),
]

private func ecdsaEdges() throws -> [GroupDefinition] {
    try small.map { algorithm, curve, r, x, y in
        let name = algorithm.rawValue
        let key: JSONValue = ["kty": "EC", "crv": .string(curve.joseName), "x": .string(x), "y": .string(y)]
        var group = GroupDefinition(
            "signature/ecdsa-edges/\(algorithm.slug)",
            key: .init(jwk: key),
            policy: VerificationPolicy([name]),
            origin: .editOf("plain")
        )
        let size = curve.coordinateOctetCount
        let order = try BigNumber(curve.order.span)
        func octets(_ value: UInt8, plusOrders count: UInt = 0) throws -> [UInt8] {
            try BigNumber(UInt(value)).adding(order.multiplied(by: BigNumber(count))).octets(count: size) ?? []
        }
        let input = "\(#"{"alg":"\#(name)"}"#.base64url).\(Forge.payload.base64url)"
        func token(_ signature: [UInt8]) -> Token { Token("\(input).\(signature.base64url)") }
        let (plainR, plainS) = (try octets(r), try octets(5))
        group.accept(
            "plain",
            "an x above the order, so that R is x less the order, and a small S",
            token(plainR + plainS),
            ["FIPS186-5#6.4.2-1"]
        )
        let less = try order.subtracting(BigNumber(5 as UInt)).octets(count: size) ?? []
        group.accept("other-s", "the other value of S, just below the order", token(plainR + less), ["RFC7518#3.4-3"])
        for (slug, summary, first, second) in [
            ("r-plus-order", "R plus the order: x itself", try octets(r, plusOrders: 1), plainS),
            ("s-plus-order", "S plus the order", plainR, try octets(5, plusOrders: 1)),
            ("both-plus-order", "R and S plus the order", try octets(r, plusOrders: 1), try octets(5, plusOrders: 1)),
        ] {
            group.reject(slug, summary, token(first + second), .ecdsaRange, .twin("plain"))
        }
        for (slug, summary, count) in [
            ("stripped", "R and S without the zeros before them", 1),
            ("half", "R and S in half their length", size / 2),
        ] {
            group.reject(
                slug,
                summary,
                token(Array(plainR.suffix(count) + plainS.suffix(count))),
                .ecdsaSignatureLength,
                count == 1
                    ? .unprovable("where R ends and S begins can't be told")
                    : .unprovable("halves are taken for R and S"),
                rule: algorithm == .es256k ? "RFC8812#3.2-1" : "RFC7518#3.4-2"
            )
        }
        return group
    }
}

private func eddsaEdges(_ forge: Forge) throws -> [GroupDefinition] {
    let names: [(Algorithm, String, OctetKeyCurve)] = [
        (.edDSA, "ed25519-a", .ed25519), (.ed25519, "ed25519-a", .ed25519), (.edDSA, "ed448-a", .ed448),
        (.ed448, "ed448-a", .ed448),
    ]
    return try names.map { algorithm, keyName, curve in
        let key = try forge.key(keyName)
        var group = GroupDefinition(
            "signature/eddsa-edges/\(algorithm.slug)-\(curve.joseName.lowercased())",
            key: .init(ref: key.id),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        let header = #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#
        let plain = try Token.compact(header, Forge.payload, by: key, algorithm)
        let half = plain.signature.count / 2
        let (r, s) = (Array(plain.signature.prefix(half)), Array(plain.signature.suffix(half)))
        group.accept("plain", "a token under \(algorithm.rawValue)", plain, ["RFC8037#3.1-1"])
        let order = try BigNumber(curve.signatureOrder.span)
        // Up to 15 orders fit into the octets of S on Ed25519; on Ed448, whose S has a free octet, far more.
        for count in (curve == .ed25519 ? [1, 2, 7, 14] : [1, 2, 3, 200]) as [UInt] {
            let sum = try BigNumber(Array(s.reversed()).span).adding(order.multiplied(by: BigNumber(count)))
            guard let raised = sum.octets(count: half) else { continue }
            group.reject(
                "s-plus-\(count)",
                "S plus \(count == 1 ? "the order" : "\(count) times the order")",
                plain.withSignature(r + raised.reversed()),
                .eddsaRange,
                .twin("plain")
            )
        }
        var negated = r
        negated[half - 1] ^= 0x80
        group.reject("r-negated", "the sign of R changed", plain.withSignature(negated + s), .signature, .twin("plain"))
        group.reject(
            "swapped",
            "S before R",
            plain.withSignature(s + r),
            .eddsaRange,
            .unprovable("in the place of S, R is out of range, and reduced it's another integer")
        )
        let other = try order.subtracting(BigNumber(Array(s.reversed()).span)).octets(count: half) ?? []
        group.reject(
            "s-negated",
            "the order less S",
            plain.withSignature(r + other.reversed()),
            .signature,
            .twin("plain")
        )
        group.reject(
            "r-big-endian",
            "R with its most significant octet first",
            plain.withSignature(r.reversed() + s),
            .signature,
            .twin("plain")
        )
        group.reject(
            "r-first-octet",
            "one bit of the first octet of R changed",
            plain.flipped(segment: 2, at: 0),
            .signature,
            .twin("plain")
        )
        group.reject(
            "s-first-octet",
            "one bit of the first octet of S changed",
            plain.flipped(segment: 2, at: half),
            .signature,
            .twin("plain")
        )
        group.reject(
            "zero-prepended",
            "an octet zero before the signature",
            plain.withSignature([0] + plain.signature),
            .eddsaSignatureLength,
            .unprovable("what is cut to the right length is another signature")
        )
        group.reject(
            "octet-behind",
            "an octet behind the signature",
            plain.withSignature(plain.signature + [0]),
            .eddsaSignatureLength,
            .twin("plain")
        )
        return group
    }
}
