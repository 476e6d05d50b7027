import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// What a JWK says of its purpose (RFC 7517 sections 4.2 to 4.4), by types of keys: every statement for every type.
@Sendable func keyPurposesTopic(_ forge: Forge) throws -> Topic {
    let types: [(Algorithm, sibling: Algorithm, other: Algorithm, encryption: String)] = [
        (.hs256, .hs512, .rs256, "A256KW"), (.rs256, .rs512, .hs256, "RSA-OAEP-256"),
        (.es256, .es384, .rs256, "ECDH-ES"), (.edDSA, .ed448, .es256, "ECDH-ES"),
    ]
    var groups: [GroupDefinition] = []
    for (algorithm, sibling, other, encryption) in types {
        let key = try forge.key(for: algorithm)
        let type = algorithm.keyType.rawValue
        let token = try Token.compact(
            #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#,
            Forge.payload,
            by: key,
            algorithm
        )
        func group(_ slug: String, _ members: [String: JSONValue]) throws -> GroupDefinition {
            GroupDefinition(
                "jwk/purposes/\(type.lowercased())-\(slug)",
                key: .init(jwk: try key.jwk(with: members)),
                policy: VerificationPolicy([algorithm.rawValue])
            )
        }
        let good: [(String, String, [String: JSONValue], [String], Level)] = [
            ("alg", "with the alg of the token", ["alg": .string(algorithm.rawValue)], ["RFC7517#4.4-1"], .must),
            ("use", "with use sig", ["use": "sig"], ["RFC7517#4.2-1"], .must),
            ("operations", "with key_ops verify", ["key_ops": ["verify"]], ["RFC7517#4.3-1"], .must),
            (
                "operations-two", "with key_ops sign and verify", ["key_ops": ["sign", "verify"]], ["RFC7517#4.3-1"],
                .must
            ),
            (
                "operations-and-another", "with key_ops verify and one that nobody knows",
                ["key_ops": ["verify", "x-other"]], ["RFC7517#4.3-1"], .should
            ),
            (
                "operations-after-another", "with key_ops of one that nobody knows and verify",
                ["key_ops": ["x-other", "verify"]], ["RFC7517#4.3-1"], .should
            ),
            (
                "all", "with alg, use, key_ops and kid",
                ["alg": .string(algorithm.rawValue), "use": "sig", "key_ops": ["verify"], "kid": "k"],
                ["RFC7517#4.4-1"], .must
            ),
            ("unknown", "with a member that nobody knows", ["x-unknown": ["a"]], ["RFC7517#4-1"], .must),
        ]
        for (slug, words, members, rules, level) in good {
            var group = try group("with-\(slug)", members)
            group.accept("token", "a key of the type \(type) \(words)", token, rules, level: level)
            groups.append(group)
        }
        let values: [(String, [String: JSONValue], Check, Level)] = [
            ("alg-none", ["alg": "none"], .keyAlgorithm, .should), ("alg-empty", ["alg": ""], .keyAlgorithm, .should),
            ("alg-of-another-hash", ["alg": .string(sibling.rawValue)], .keyAlgorithm, .must),
            ("alg-of-another-type", ["alg": .string(other.rawValue)], .keyAlgorithm, .must),
            ("alg-of-encryption", ["alg": .string(encryption)], .keyAlgorithm, .must),
            ("alg-unknown", ["alg": "x-other"], .keyAlgorithm, .should),
            ("alg-lower-case", ["alg": .string(algorithm.slug)], .keyAlgorithm, .should),
            ("alg-prefix", ["alg": .string(String(algorithm.rawValue.dropLast()))], .keyAlgorithm, .should),
            ("alg-longer", ["alg": .string(algorithm.rawValue + "K2")], .keyAlgorithm, .should),
            ("alg-space", ["alg": .string(algorithm.rawValue + " ")], .keyAlgorithm, .should),
            ("use-enc", ["use": "enc"], .keyUse, .must),
            ("key-ops-empty", ["key_ops": []], .keyOperations, .must),
            ("key-ops-sign", ["key_ops": ["sign"]], .keyOperations, .must),
            ("key-ops-encryption", ["key_ops": ["encrypt", "wrapKey", "deriveKey"]], .keyOperations, .must),
            ("key-ops-unknown", ["key_ops": ["x-other"]], .keyOperations, .must),
            ("key-ops-prefix", ["key_ops": ["ver"]], .keyOperations, .should),
            ("key-ops-longer", ["key_ops": ["verifyLater"]], .keyOperations, .should),
            ("key-ops-space", ["key_ops": ["verify "]], .keyOperations, .should),
            ("key-ops-capital", ["key_ops": ["Verify"]], .keyOperations, .should),
            ("use-sig-and-encryption", ["use": "sig", "key_ops": ["encrypt"]], .keyUseConsistent, .should),
        ]
        for (slug, members, check, level) in values where !(algorithm == .edDSA && slug == "alg-of-another-hash") {
            var group = try group(slug, members)
            let text = members.sorted { $0.key < $1.key }.map { "\($0.key) \(words($0.value))" }.joined(
                separator: " and "
            )
            group.reject(
                "token",
                "a key of the type \(type) with \(text)",
                token,
                check,
                .twin("jwk/purposes/\(type.lowercased())-with-all/token"),
                level: level
            )
            groups.append(group)
        }
        if algorithm == .edDSA {
            var group = try GroupDefinition(
                "jwk/purposes/okp-alg-of-the-other-curve",
                key: .init(jwk: forge.key("ed25519-a").jwk(with: ["alg": "Ed448"])),
                policy: VerificationPolicy(["Ed25519"])
            )
            group.reject(
                "token",
                "a key on Ed25519 with alg Ed448",
                try Token.compact(
                    #"{"alg":"Ed25519","typ":"JWT"}"#,
                    Forge.payload,
                    by: forge.key("ed25519-a"),
                    .ed25519
                ),
                .keyAlgorithm,
                .twin("jwk/purposes/okp-with-all/token")
            )
            groups.append(group)
        }
        for (slug, value) in [("use-empty", ""), ("use-unknown", "x-other"), ("use-capitals", "SIG")] {
            var group = try group(slug, ["use": .string(value)])
            group.either(
                "token",
                "a key of the type \(type) with use \(value.isEmpty ? "of an empty text" : value)",
                token,
                why: "RFC 7517 section 4.2 lets other values be used, and doesn't say what they allow",
                .keyUse,
                .twin("jwk/purposes/\(type.lowercased())-with-all/token")
            )
            groups.append(group)
        }
    }
    return Topic(path: "jwk/purposes.json", title: "What keys are for, by types of keys", groups: groups)
}

private func words(_ value: JSONValue) -> String {
    if let text = value.stringValue { return text.isEmpty ? "of an empty text" : "\"\(text)\"" }
    let names = value.arrayValue?.compactMap(\.stringValue) ?? []
    return names.isEmpty ? "of no operation" : names.map { "\"\($0)\"" }.joined(separator: " and ")
}
