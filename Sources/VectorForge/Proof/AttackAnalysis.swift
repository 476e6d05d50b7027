import JWTConformance
import ReferenceJOSE

/// Finds out who can make each token, by making all of them in worlds that withhold keys.
///
/// - A token that comes out the same although every trusted private key answers other octets can be made by `anyone`.
/// - One that comes out the same if the keys answer the signatures of one accepted vector can be made by its `holder`.
/// - One that needs a trusted key, and none that its twin needs, can be made by an `insider`.
/// - One that needs a weak key, or a few bits of a signature, can be made by a `guesser`.
/// - All others need the `issuer`. A definition that fails in a world counts as one that needs the key.
struct AttackAnalysis {
    /// A topic: its definition, and the vectors that it makes.
    struct Part {
        let define: @Sendable (Forge) throws -> Topic
        let vectors: [Vector]
        /// What definitions say of tokens that no world can tell about, by the vectors' ids.
        var origins: [String: Attack] = [:]
    }

    /// What an attacker sends.
    private struct Sent: Hashable {
        let token: [UInt8]
        let detached: [UInt8]?

        init(_ question: Question) {
            (token, detached) = (question.token.bytes, question.detachedPayload?.bytes)
        }

        init(_ test: VectorFile.Test) {
            token = test.token.map { Array($0.utf8) } ?? test.tokenOctets?.bytes ?? []
            detached = test.detachedPayload?.bytes
        }
    }

    /// Who can make the token of each vector that the strict reference rejects, by id.
    let attacks: [String: Attack]

    /// Analyses topics.
    ///
    /// - Parameters:
    ///   - parts: the topics.
    ///   - forge: what they were made with.
    ///   - secrets: the secrets of the corpus.
    ///   - ledger: the private operations that making them took.
    init(_ parts: [Part], forge: Forge, secrets: [[UInt8]], ledger: Ledger) {
        var worlds = Worlds(parts, forge: forge, secrets: secrets, ledger: ledger)
        var attacks: [String: Attack] = [:]
        for part in parts {
            worlds.enter(part)
            for vector in part.vectors where vector.isRejectedByStrict {
                attacks[vector.id] = worlds.attack(on: vector)
            }
        }
        self.attacks = attacks
    }

    /// The worlds, and what is known of the genuine tokens.
    private struct Worlds {
        private let forge: Forge
        private let ledger: Ledger
        private var trusted: [String: TrustedKeys] = [:]
        private var operations: [String: Set<PrivateOperation>] = [:]
        private var genuine: [Sent: [Vector]] = [:]
        private var published: [PrivateOperation: [Vector]] = [:]
        private var vectors: [String: Vector] = [:]
        private var part: Part?
        private var made: [World.Conditions: [String: Sent]] = [:]

        init(_ parts: [Part], forge: Forge, secrets: [[UInt8]], ledger: Ledger) {
            (self.forge, self.ledger) = (forge, ledger)
            let all = parts.flatMap(\.vectors)
            var byKey: [KeyMaterial: [[VerificationPolicy.IssuerKeys]?: TrustedKeys]] = [:]
            var bySequence: [String: TrustedKeys] = [:]
            for vector in all {
                let key = vector.question.key
                let issuers = vector.question.policy.issuerKeys
                let keys = byKey[key]?[issuers] ?? TrustedKeys(key, issuers: issuers, secrets: secrets)
                byKey[key, default: [:]][issuers] = keys
                trusted[vector.id] = keys
                if let name = vector.sequence { bySequence[name] = (bySequence[name] ?? TrustedKeys()).union(keys) }
            }
            let outputs = ledger.operations
            for vector in all {
                // A verifier that lives on may have trusted a key before, or may do so later.
                if let name = vector.sequence { trusted[vector.id] = bySequence[name] }
                vectors[vector.id] = vector
                let text = String(decoding: vector.question.token.bytes, as: UTF8.self)
                let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) }
                let found = Set(words.compactMap { outputs[String($0)] })
                operations[vector.id] = found
                guard case .accept = vector.expectation else { continue }
                genuine[Sent(vector.question), default: []].append(vector)
                for operation in found where trusted[vector.id]?.contains(operation.key) == true {
                    published[operation, default: []].append(vector)
                }
            }
        }

        mutating func enter(_ part: Part) {
            self.part = part
            made = [:]
        }

        /// Who can make a token.
        mutating func attack(on vector: Vector) -> Attack {
            let keys = trusted[vector.id] ?? TrustedKeys()
            let original = Sent(vector.question)
            let without = sent(vector, World.Conditions(withheld: keys.forAnyPurpose))
            if without == original {
                if let attack = part?.origins[vector.id], vector.targets != Check.signature.id { return attack }
                if vector.isUnderPublishedKey { return Attack(.guesser, .forge) }
                // Ciphertexts were made once, by another program.
                let isEncrypted = vector.reason == .encrypted && vector.isUnderSecret
                return Attack(isEncrypted ? .insider : .anyone, .forge)
            }
            if let from = genuine[original]?.first(where: { agree(vector, $0) }) {
                return Attack(.holder, .reuse, from: from.id)
            }
            if let attack = Attack(genuineElsewhere: vector) { return attack }
            if let without, Self.isGuessed(without.token, original.token) || vector.isUnderGuessableKey {
                return Attack(.guesser, .forge)
            }
            for from in candidates(vector) {
                let answered = operations[from.id] ?? []
                guard sent(vector, World.Conditions(withheld: keys.forAnyPurpose, answered: answered)) == original
                else { continue }
                return Attack(.holder, gain(of: vector, from: from), from: from.id)
            }
            if vector.isUnderKeyForEncryption {
                // The operator who hands over one key means its owner, who gains a use that the key wasn't made for.
                return Attack(.insider, vector.hasOneKey ? .reuse : .forge)
            }
            if let others = otherKeys(vector, keys) {
                return trusts(others, vector) ? .nonconformance : Attack(.insider, .forge)
            }
            return .nonconformance
        }

        /// The vector as the topic makes it under some conditions.
        private mutating func sent(_ vector: Vector, _ conditions: World.Conditions) -> Sent? {
            if made[conditions] == nil {
                let world = World(conditions: conditions, ledger: ledger)
                let topic = World.$current.withValue(world) { try? part?.define(forge) }
                let tests = topic?.groups.flatMap(\.group.tests) ?? []
                made[conditions] = Dictionary(tests.map { ($0.id, Sent($0)) }) { first, _ in first }
            }
            return made[conditions]?[vector.id]
        }

        /// Accepted vectors whose signature may be in the token: its twin, or those that have a signature of its.
        private func candidates(_ vector: Vector) -> [Vector] {
            let twin = vector.twin.flatMap { vectors[$0] }
            let holders = (operations[vector.id] ?? []).flatMap { published[$0] ?? [] }
            let group = vector.id.prefix { $0 != "/" }
            let near = holders.sorted {
                ($0.id.hasPrefix(group) ? 0 : 1, $0.id) < ($1.id.hasPrefix(group) ? 0 : 1, $1.id)
            }
            var seen: Set<String> = []
            return ([twin].compactMap(\.self) + near).filter { agree(vector, $0) && seen.insert($0.id).inserted }
        }

        /// Whether a genuine token of one vector is a genuine token for the verifier of another.
        private func agree(_ vector: Vector, _ from: Vector) -> Bool {
            guard let keys = trusted[vector.id], let others = trusted[from.id], from.id != vector.id else {
                return false
            }
            return (operations[from.id] ?? []).contains { keys.agrees(with: others, on: $0.key) }
        }

        /// The trusted keys that a token needs, if its twin needs none of them.
        private mutating func otherKeys(_ vector: Vector, _ keys: TrustedKeys) -> [PrivateKeyID]? {
            guard keys.purposes.count > 1, !keys.holdsUnreadable else { return nil }
            let twins = vector.twin.flatMap { operations[$0] }?.map(\.key) ?? []
            guard !twins.isEmpty else { return nil }
            let original = Sent(vector.question)
            let needed = keys.purposes.keys.filter { key in
                sent(vector, World.Conditions(withheld: keys.only(key))) != original
            }
            return !needed.isEmpty && needed.allSatisfy { !twins.contains($0) } ? needed : nil
        }

        /// Whether the verifier trusts these keys now for what it trusts a key of the twin for: their owners may say
        /// whatever they like, so a kid that names another gains them nothing.
        private func trusts(_ others: [PrivateKeyID], _ vector: Vector) -> Bool {
            let question = vector.question
            let now = TrustedKeys(question.key, issuers: question.policy.issuerKeys, secrets: [])
            let genuine = vector.twin.flatMap { twin in operations[twin].map { (twin, $0) } }
            let purposes = genuine.map { twin, operations in
                operations.compactMap { trusted[twin]?.purposes[$0.key] }.reduce(into: Set()) { $0.formUnion($1) }
            }
            return others.allSatisfy { !(now.purposes[$0] ?? []).isDisjoint(with: purposes ?? []) }
        }

        /// Whether only a few bits of a token depend on the key.
        private static func isGuessed(_ first: [UInt8], _ second: [UInt8]) -> Bool {
            first.count == second.count && zip(first, second).count { $0 != $1 } <= 13
        }

        /// What the holder of a genuine token gains from an edit of it.
        private func gain(of vector: Vector, from: Vector) -> Gain {
            guard case .accept(let payload) = from.expectation else { return .forge }
            if LenientPayload.isSpelling(vector.question, of: from.question) { return .respell }
            // Whoever accepts what the signature alone rejects doesn't look at the signature; of several, one may hold.
            let text = String(decoding: vector.question.token.bytes, as: UTF8.self)
            guard vector.targets != Check.signature.id || text.contains("\"signatures\"") else { return .forge }
            return LenientPayload.isSame(in: vector.question, as: payload.bytes) ? .respell : .forge
        }
    }
}
