package import JWTConformance

/// The proof of what a corpus says about attackers.
package struct AttackProof: Sendable {
    /// The vectors of one attacker and one gain.
    package struct Row: Encodable, Sendable {
        /// The attacker.
        package let attacker: Attacker
        /// The gain.
        package let gain: Gain
        /// How grave it is to accept such a token.
        package let severity: Severity
        /// How many tokens for verifiers there are.
        package let count: Int
        /// How many requests to signers open that.
        package let signCount: Int
        /// One of them.
        package let example: String
    }

    /// The attackers and gains that the corpus has.
    package let rows: [Row]
    /// What is wrong, one line a vector.
    package let failures: [String]

    /// Holds what every vector says against what making its token shows.
    ///
    /// - Parameter corpus: the vectors.
    package init(_ corpus: Corpus) {
        let keys = corpus.keys.values.sorted { $0.id < $1.id }
        // A corpus with other keys than the definitions' is judged by the texts of its tokens alone.
        let forged = try? ForgedTopics(Forge(keys), keys: keys)
        var failures: [String] = []
        for vector in corpus.vectors where vector.isRejectedByStrict {
            let isForged = forged?.questions[vector.id] == vector.question
            let shown = isForged ? forged?.attacks[vector.id] : nil
            if let failure = Self.failure(of: vector, shown: shown ?? Attack(shownBy: vector)) {
                failures.append(failure)
            }
        }
        for vector in corpus.signVectors where vector.expectation == .reject {
            guard let request = vector.signing?.request else { continue }
            let shown = Attack(signing: request, reason: vector.reason)
            if let failure = Self.failure(of: vector, shown: shown) { failures.append(failure) }
        }
        self.failures = failures
        rows = Self.rows(corpus)
    }

    private static func failure(of vector: Vector, shown: Attack) -> String? {
        func words(_ attack: Attack) -> String {
            let from = attack.from.map { ", from \($0)" } ?? ""
            return
                "\(attack.attacker.rawValue), \(attack.gain.rawValue)\(from)\(attack.validUnder == nil ? "" : ", validUnder")"
        }
        guard let claimed = Attack(claimedBy: vector) else {
            return "\(vector.id): attacker and gain are missing; making the token shows \(words(shown))"
        }
        guard claimed != shown else { return nil }
        return "\(vector.id) says \(words(claimed)); making the token shows \(words(shown))"
    }

    private static func rows(_ corpus: Corpus) -> [Row] {
        struct Kind: Hashable {
            let attacker: Attacker
            let gain: Gain
        }
        let claims = (corpus.vectors + corpus.signVectors).compactMap { vector in
            Attack(claimedBy: vector).map { (Kind(attacker: $0.attacker, gain: $0.gain), vector) }
        }
        let kinds = Dictionary(grouping: claims, by: \.0).mapValues { $0.map(\.1) }
        let order = Attacker.allCases.flatMap { attacker in Gain.allCases.map { Kind(attacker: attacker, gain: $0) } }
        return order.compactMap { kind in
            kinds[kind].map { vectors in
                Row(
                    attacker: kind.attacker,
                    gain: kind.gain,
                    severity: Severity(attacker: kind.attacker, gain: kind.gain),
                    count: vectors.count { $0.kind == .verify },
                    signCount: vectors.count { $0.kind == .sign },
                    example: vectors[0].id
                )
            }
        }
    }
}
