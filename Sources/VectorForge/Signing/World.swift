import CryptoPrimitives
import ReferenceJOSE
import Synchronization

/// What a private half of a key was asked for.
struct PrivateOperation: Hashable, Sendable {
    /// The key.
    let key: PrivateKeyID
    /// The algorithm, or what is computed.
    let name: String
    /// The octets to sign.
    let input: [UInt8]
}

/// A world in which the forge makes tokens: it says which private keys are withheld.
///
/// The forge is deterministic, so a token that comes out the same where a key's private half answers other octets doesn't
/// depend on it, however the definition is written. Definitions keep no token in a static property.
struct World: Sendable {
    /// The world that definitions run in.
    @TaskLocal static var current = World()

    /// What makes one world another.
    struct Conditions: Hashable, Sendable {
        /// The keys whose private half isn't there.
        var withheld = TrustedKeys()
        /// What a withheld key answers all the same: the signatures of genuine tokens.
        var answered: Set<PrivateOperation> = []
    }

    /// What is withheld.
    var conditions = Conditions()
    /// The outputs so far, shared by all worlds of one forging.
    var ledger = Ledger()
    /// The algorithm that stands in for HS256; see ``CarrierForge``.
    var carrier: Algorithm?

    /// Octets that name HS256 in JSON, naming the carrier instead.
    func carried(_ octets: [UInt8]) -> [UInt8] {
        guard let carrier else { return octets }
        return octets.replacing(Array("\"HS256\"".utf8), with: Array("\"\(carrier.rawValue)\"".utf8))
    }

    /// Whether the private half of a key isn't there.
    func withholds(_ key: PrivateKeyID) -> Bool { conditions.withheld.contains(key) }

    /// The output of an operation.
    ///
    /// - Parameters:
    ///   - operation: the operation.
    ///   - count: the length of its output.
    ///   - compute: what computes it.
    /// - Returns: the right output, or other octets if the key is withheld and doesn't answer this operation all the same.
    /// - Throws: the error of `compute`.
    func output<Failure: Error>(
        of operation: PrivateOperation,
        count: Int,
        _ compute: () throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        if withholds(operation.key), !conditions.answered.contains(operation) { return poison(operation, count: count) }
        if let known = ledger[operation] { return known }
        let output = try compute()
        ledger[operation] = output
        return output
    }

    /// Octets that say nothing about the right ones.
    private func poison(_ operation: PrivateOperation, count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        var block = Array("another answer".utf8) + Array(operation.name.utf8) + operation.input
        while octets.count < count {
            block = HashFunction.sha256.digest(block.span)
            octets += block
        }
        // A definition that looks for an octet zero must find it in a genuine signature alone, if there are some.
        return octets.prefix(count).map { conditions.answered.isEmpty ? $0 : $0 | 1 }
    }
}

/// The outputs of private operations.
final class Ledger: Sendable {
    private let outputs = Mutex<[PrivateOperation: (octets: [UInt8], number: Int)]>([:])

    subscript(operation: PrivateOperation) -> [UInt8]? {
        get { outputs.withLock { $0[operation]?.octets } }
        set {
            outputs.withLock { outputs in
                outputs[operation] = newValue.map { (octets: $0, number: outputs.count) }
            }
        }
    }

    /// Every operation, by its output in base64url.
    ///
    /// Two secrets can give one MAC, since HMAC hashes a long one and pads a short one: the one that was used first counts.
    var operations: [String: PrivateOperation] {
        outputs.withLock { outputs in
            let named = outputs.map { (text: $0.value.octets.base64url, operation: $0.key, number: $0.value.number) }
                .sorted { ($0.operation.input.count, $0.number) < ($1.operation.input.count, $1.number) }
            return Dictionary(named.map { ($0.text, $0.operation) }) { first, _ in first }
        }
    }
}
