import ReferenceJOSE

/// What a JWK says of its purpose, overlooked for one type of key.
package struct OverlookedPurpose: Hashable, Sendable {
    /// The type of key.
    let keyType: JWK.KeyType
    /// What it says.
    let statement: Statement

    /// What a JWK says.
    enum Statement: String, Hashable, Sendable, CaseIterable {
        case algNone = "alg-none"
        case algEmpty = "alg-empty"
        case algOfAnotherHash = "alg-of-another-hash"
        case algOfAnotherType = "alg-of-another-type"
        case algOfEncryption = "alg-of-encryption"
        case algUnknown = "alg-unknown"
        case useEncryption = "use-enc"
        case useEmpty = "use-empty"
        case useUnknown = "use-unknown"
        case useCapitals = "use-capitals"
        case operationsNone = "key_ops-empty"
        case operationsSign = "key_ops-sign"
        case operationsEncryption = "key_ops-encryption"
        case operationsUnknown = "key_ops-unknown"
    }
}

extension OverlookedPurpose: WrongCheck {
    static let all: [OverlookedPurpose] = JWK.KeyType.allCases.flatMap { type in
        Statement.allCases.map { OverlookedPurpose(keyType: type, statement: $0) }
    }

    var name: String { "\(keyType.rawValue.lowercased())-\(statement.rawValue.replacing("_", with: "-"))" }
    var summary: String { "\(statement.rawValue) of a key of the type \(keyType.rawValue) is overlooked" }
    var onlyAccepts: Bool { true }

    var check: Check {
        statement.rawValue.hasPrefix("alg")
            ? .keyAlgorithm : statement.rawValue.hasPrefix("use") ? .keyUse : .keyOperations
    }

    /// The metadata without what is overlooked.
    func read(_ metadata: JWK.Metadata, of key: JWK) -> JWK.Metadata {
        guard key.type == keyType, isSaid(by: metadata) else { return metadata }
        var metadata = metadata
        switch check {
        case .keyAlgorithm: metadata.algorithm = nil
        case .keyUse: metadata.use = nil
        default: metadata.operations = nil
        }
        return metadata
    }

    private func isSaid(by metadata: JWK.Metadata) -> Bool {
        let named = metadata.algorithm.flatMap(Algorithm.init(rawValue:))
        switch statement {
        case .algNone: return metadata.algorithm == "none"
        case .algEmpty: return metadata.algorithm == ""
        case .algOfAnotherHash: return named?.keyType == keyType
        case .algOfAnotherType: return named.map { $0.keyType != keyType } ?? false
        case .algOfEncryption:
            return metadata.algorithm.map { ["RSA-OAEP-256", "ECDH-ES", "A256KW"].contains($0) } ?? false
        case .algUnknown:
            return metadata.algorithm.map {
                named == nil && !["", "none", "RSA-OAEP-256", "ECDH-ES", "A256KW"].contains($0)
            }
                ?? false
        case .useEncryption: return metadata.use == "enc"
        case .useEmpty: return metadata.use == ""
        case .useCapitals: return metadata.use == "SIG"
        case .useUnknown: return metadata.use.map { !["", "enc", "sig", "SIG"].contains($0) } ?? false
        case .operationsNone: return metadata.operations == []
        case .operationsSign: return metadata.operations == ["sign"]
        case .operationsEncryption:
            return metadata.operations.map { !$0.isEmpty && Set($0).isSubset(of: Self.encryption) } ?? false
        case .operationsUnknown:
            return metadata.operations.map {
                !$0.isEmpty && Set($0).isDisjoint(with: Self.encryption + ["sign", "verify"])
            }
                ?? false
        }
    }

    private static let encryption = ["encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"]
}
