import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// RSA keys of every size and exponent: those that fill their octets and those that don't.
@Sendable func rsaKeysTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "signature/rsa-keys.json",
        title: "Sizes and exponents of RSA keys",
        groups: try sizes(forge) + shortModuli(forge) + exponents(forge) + [try paddedModulus(forge)] + ranges(forge)
    )
}

private let algorithms: [Algorithm] = [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]

private func group(_ slug: String, _ key: VectorFile.Key) -> GroupDefinition {
    GroupDefinition("signature/rsa-keys/\(slug)", key: key, policy: VerificationPolicy(algorithms.map(\.rawValue)))
}

private func token(_ algorithm: Algorithm, by key: ForgeKey) throws -> Token {
    try Token.compact(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#, Forge.payload, by: key, algorithm)
}

/// Moduli that a verifier has to take, as long as any or longer; under PSS, one of 2049 bits leaves an octet free.
private func sizes(_ forge: Forge) throws -> [GroupDefinition] {
    try ["2049", "2055", "3072", "4096", "e17", "e33-bits", "e65-bits"].map { name in
        let key = try forge.key("rsa-\(name)")
        var group = group(name, .init(ref: key.id))
        let level: Level = name.hasSuffix("bits") ? .should : .must
        for algorithm in algorithms {
            let good = try token(algorithm, by: key)
            group.accept(
                algorithm.slug,
                "a token under \(algorithm.rawValue) by \(key.record.summary)",
                good,
                [algorithm.rawValue.hasPrefix("R") ? "RFC7518#3.3-1" : "RFC7518#3.5-3"],
                level: level
            )
        }
        for algorithm in [Algorithm.rs256, .ps256] {
            group.reject(
                "\(algorithm.slug)-flipped",
                "the same under \(algorithm.rawValue), with one bit of its signature changed",
                try token(algorithm, by: key).flipped(segment: 2, at: -2),
                .signature,
                .twin(algorithm.slug)
            )
        }
        return group
    }
}

/// Moduli that are too short, by one bit or by half.
private func shortModuli(_ forge: Forge) throws -> [GroupDefinition] {
    try ["1024", "2041", "2047"].flatMap { name in
        let key = try forge.key("rsa-\(name)")
        // PS512 has no room in 1024 bits.
        return try algorithms.filter { name != "1024" || $0 != .ps512 }.map { algorithm in
            var group = GroupDefinition(
                "signature/rsa-keys/\(name)-\(algorithm.slug)",
                key: .init(ref: key.id),
                policy: VerificationPolicy([algorithm.rawValue])
            )
            group.reject(
                "token",
                "a valid signature under \(algorithm.rawValue) by a modulus of \(name) bits",
                try token(algorithm, by: key),
                .rsaKeySize,
                .twin("signature/rsa-keys/2049/\(algorithm.slug)"),
                rule: algorithm.rawValue.hasPrefix("R") ? "RFC7518#3.3-1" : "RFC7518#3.5-3"
            )
            return group
        }
    }
}

/// A modulus of 1024 bits with zeros before it, as many octets as one of 2048 bits.
private func paddedModulus(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-1024")
    let n = [UInt8](repeating: 0, count: 128) + (try key.rsa.components.n)
    var group = group("1024-with-zeros", .init(jwk: try key.jwk(with: ["n": .string(n.base64url)])))
    for algorithm in [Algorithm.rs256, .ps256] {
        group.reject(
            algorithm.slug,
            "a modulus of 1024 bits behind 128 octets of zeros, and a token under \(algorithm.rawValue)",
            try token(algorithm, by: key),
            .jwkMinimal,
            .twin("signature/rsa-keys/2049/\(algorithm.slug)"),
            rule: algorithm == .rs256 ? "RFC7518#3.3-1" : "RFC7518#3.5-3"
        )
    }
    return group
}

/// Exponents that are another when they are cut to the size of an integer, or to their last octets.
private func exponents(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("rsa-a")
    let plain = try token(.rs256, by: key)
    let cut: [(String, String, [UInt8])] = [
        ("24-bits", "2 to the 24th", [1, 1, 0, 1]), ("32-bits", "2 to the 32nd", [1, 0, 1, 0, 1]),
        ("64-bits", "2 to the 64th", [1, 0, 0, 0, 0, 0, 1, 0, 1]),
    ]
    return try cut.map { slug, words, e in
        var group = group("exponent-\(slug)", .init(jwk: try key.jwk(with: ["e": .string(e.base64url)])))
        group.reject(
            "token",
            "a public exponent of \(words) more than that of the signature",
            plain,
            .signature,
            .twin("signature/rsa-keys/e17/rs256")
        )
        return group
    }
}

/// A signature plus the modulus, in as many octets, under each algorithm.
private func ranges(_ forge: Forge) throws -> [GroupDefinition] {
    let key = try forge.key("rsa-a")
    let modulus = try key.rsa.components.n
    return try algorithms.map { algorithm in
        var group = GroupDefinition(
            "signature/rsa-range/\(algorithm.slug)",
            key: .init(ref: key.id),
            policy: VerificationPolicy([algorithm.rawValue])
        )
        let low = try Token.compact(by: key, algorithm) { $0[0] < 0x40 }
        group.accept("plain", "a signature that leaves room for the modulus", low, ["RFC8017#5.2.2-1"])
        let sum = try BigNumber(low.signature.span).adding(BigNumber(modulus.span)).octets(count: modulus.count)
        group.reject(
            "modulus-added",
            "the signature plus the modulus",
            low.withSignature(sum ?? []),
            .rsaSignatureRange,
            .twin("plain")
        )
        group.reject(
            "zero-prepended",
            "an octet zero before the signature",
            low.withSignature([0] + low.signature),
            .rsaSignatureLength,
            .twin("plain")
        )
        return group
    }
}
