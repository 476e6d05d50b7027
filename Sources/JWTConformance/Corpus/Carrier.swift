/// A vector's question under another algorithm.
///
/// The rules about claims, headers, JSON and base64url don't depend on the algorithm. A verifier that lacks the vector's own
/// algorithm is asked the same point under one that it has.
package struct Carrier: Hashable, Sendable {
    /// The algorithm that carries the point.
    package let algorithm: String
    /// The question.
    package let question: Question
    /// The questions before it, if the vector is a step of a sequence.
    let predecessors: [Question]
    /// How to make the token for another time.
    let recipe: MintRecipe?
    /// What the corpus calls the key material.
    let keyLabel: String
}

/// A file of carriers as it stands on disk (`jwt-assay/carriers/1`): tokens that make the points of other files' vectors
/// under one algorithm.
package struct CarrierFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/carriers/1"
    /// Where the files lie in a corpus.
    package static let folder = "carriers/"

    /// Always ``CarrierFile/schema-type.property``.
    package var schema: String
    /// The algorithm of the tokens; it takes the place of ``original`` in each policy and in the header of each recipe.
    package var algorithm: String
    /// The algorithm of the vectors.
    package var original: String
    /// The id of the key record that takes the place of the vectors' own.
    package var key: String
    /// The tokens, by the ids of their vectors.
    package var carriers: [String: Token]

    /// Assembles a file.
    package init(algorithm: String, original: String, key: String, carriers: [String: Token]) {
        (schema, self.algorithm, self.original) = (Self.schema, algorithm, original)
        (self.key, self.carriers) = (key, carriers)
    }

    /// What a carrier has of its own; everything else is the vector's.
    package struct Token: Codable, Hashable, Sendable {
        /// The token, if it is text.
        package var token: String?
        /// The token, if it isn't UTF-8.
        package var tokenOctets: Octets?
        /// The key material, if it isn't the file's key.
        package var key: VectorFile.Key?

        /// Describes a carrier.
        package init(token: String?, tokenOctets: Octets?, key: VectorFile.Key?) {
            (self.token, self.tokenOctets, self.key) = (token, tokenOctets, key)
        }
    }
}

extension CarrierFile {
    /// The vectors, each with its carrier of this file if it has one.
    ///
    /// - Parameters:
    ///   - vectors: the vectors of the corpus for verifiers, in order.
    ///   - keys: the corpus's key records by id.
    /// - Returns: the vectors with their carriers.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` if a carrier doesn't fit its vector.
    func adding(to vectors: [Vector], keys: [String: KeyRecord]) throws(CorpusError) -> [Vector] {
        var unused = Set(carriers.keys)
        var steps: [String: [Question?]] = [:]
        var carried = vectors
        for (position, vector) in vectors.enumerated() {
            var made: Carrier?
            if unused.remove(vector.id) != nil, let token = carriers[vector.id] {
                made = try carrier(token, of: vector, after: steps[vector.sequence ?? ""] ?? [], keys: keys)
                if let made { carried[position].carriers.append(made) }
            }
            if let sequence = vector.sequence { steps[sequence, default: []].append(made?.question) }
        }
        if let id = unused.min() {
            throw .inconsistent(vector: id.printable, reason: "the carrier of no vector; expected an ID of the corpus")
        }
        return carried
    }

    private func carrier(
        _ token: Token,
        of vector: Vector,
        after predecessors: [Question?],
        keys: [String: KeyRecord]
    ) throws(CorpusError) -> Carrier {
        guard vector.question.policy.algorithms == .only([original]) else {
            throw .inconsistent(vector: vector.id, reason: "a carrier is for vectors that pin \(original.printable)")
        }
        let before = predecessors.compactMap(\.self)
        guard vector.sequence == nil || before.count == predecessors.count else {
            throw .inconsistent(vector: vector.id, reason: "a step needs carriers of the steps before it")
        }
        let key = token.key ?? VectorFile.Key(ref: key)
        var question = vector.question
        question.token = try Question.Token(token.token, token.tokenOctets, of: vector.id)
        question.key = try key.material(keys: keys, group: vector.id)
        question.policy.algorithms = .only([algorithm])
        return Carrier(
            algorithm: algorithm.printable,
            question: question,
            predecessors: before,
            recipe: try vector.recipe.map { recipe throws(CorpusError) in try carried(recipe, of: vector, keys: keys) },
            keyLabel: key.label(in: vector.id).printable
        )
    }

    private func carried(
        _ recipe: MintRecipe,
        of vector: Vector,
        keys: [String: KeyRecord]
    ) throws(CorpusError) -> MintRecipe {
        guard let signing = keys[key]?.signing else {
            throw .inconsistent(vector: vector.id, reason: "unknown key \(key.printable); expected one that can sign")
        }
        let header = recipe.header.replacing("\"\(original)\"", with: "\"\(algorithm)\"")
        return MintRecipe(key: signing, header: header, claims: recipe.claims, margin: recipe.margin)
    }
}

extension Vector {
    /// The vector as an implementation with these capabilities is asked it.
    ///
    /// - Parameter capabilities: what the implementation declares; `nil`: it's asked everything as it stands.
    /// - Returns: the vector with the question of its first carrier whose algorithm is declared, if its own isn't.
    package func carried(for capabilities: Capabilities?) -> Vector {
        guard let capabilities, !carriers.isEmpty, case .only(let names) = question.policy.algorithms,
            !names.allSatisfy(capabilities.algorithms.contains)
        else { return self }
        return carried(by: carriers.first { capabilities.algorithms.contains($0.algorithm) }?.algorithm)
    }

    /// The vector with the question of a carrier.
    ///
    /// - Parameter algorithm: the carrier's algorithm.
    /// - Returns: the vector; as it stands if `algorithm` is `nil` or carries none of its tokens.
    package func carried(by algorithm: String?) -> Vector {
        guard let carrier = carriers.first(where: { $0.algorithm == algorithm }) else { return self }
        var vector = self
        vector.question = carrier.question
        (vector.predecessors, vector.recipe) = (carrier.predecessors, carrier.recipe)
        (vector.keyLabel, vector.carrier, vector.carriers) = (carrier.keyLabel, carrier.algorithm, [])
        return vector
    }
}
