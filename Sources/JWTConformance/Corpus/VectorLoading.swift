extension VectorFile {
    /// The vectors of the file, with keys and flags looked up.
    ///
    /// - Parameter keys: the corpus's key records by id.
    /// - Returns: the vectors in order.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` if a name isn't defined or a member is missing.
    package func vectors(keys: [String: KeyRecord]) throws(CorpusError) -> [Vector] {
        var vectors: [Vector] = []
        for group in groups {
            let key = try group.key.material(keys: keys, group: group.id)
            var predecessors: [Question] = []
            for test in group.tests {
                let question = try test.question(in: group, key: key, keys: keys)
                let recipe = try test.mint?.recipe(of: test.id, keys: keys)
                let label = test.key?.label(in: test.id) ?? group.key.label(in: group.id)
                vectors.append(
                    try vector(test, asking: question, keyLabel: label, after: predecessors, recipe: recipe)
                )
                if group.sequence == true { predecessors.append(question) }
            }
        }
        return vectors
    }

    private func vector(
        _ test: Test,
        asking question: Question,
        keyLabel: String,
        after predecessors: [Question],
        recipe: MintRecipe?
    ) throws(CorpusError) -> Vector {
        var flags: [Flag] = []
        for name in test.flags ?? [] {
            guard let text = self.flags[name] else {
                throw .inconsistent(vector: test.id, reason: "the flag \(name) isn't defined in its file")
            }
            flags.append(
                Flag(name: name.printable, summary: text.summary.printable, effect: text.effect.printable)
            )
        }
        var vector = Vector(
            id: try test.id.checkedID(),
            summary: test.summary.printable,
            question: question,
            predecessors: predecessors,
            recipe: recipe,
            expectation: try test.expectation(),
            level: test.level ?? .must,
            reason: test.reason,
            targets: test.targets,
            twin: test.twin,
            unprovable: test.unprovable,
            refs: (test.refs ?? []).map(\.printable),
            cves: (test.cves ?? []).map(\.printable),
            flags: flags,
            keyLabel: keyLabel.printable
        )
        (vector.attacker, vector.gain) = (test.attacker, test.gain)
        (vector.from, vector.validUnder) = (test.from?.printable, test.validUnder)
        return vector
    }
}

extension VectorFile.Test {
    /// The question, with what this step of a sequence has of its own.
    fileprivate func question(
        in group: VectorFile.Group,
        key: KeyMaterial,
        keys: [String: KeyRecord]
    ) throws(CorpusError) -> Question {
        let isStep = group.sequence == true
        guard isStep || self.key == nil else {
            throw .inconsistent(vector: id, reason: "only a step of a sequence has a key of its own")
        }
        let (key, policy) = (try self.key?.material(keys: keys, group: id) ?? key, policy ?? group.policy)
        let count = if case .jwkSet(let set) = key { set["keys"]?.arrayValue?.count ?? 0 } else { 0 }
        guard (policy.issuerKeys ?? []).allSatisfy({ $0.keys.allSatisfy((0..<count).contains) }) else {
            throw .inconsistent(vector: id, reason: "issuerKeys names a key that isn't in the set: it has \(count)")
        }
        return Question(
            content: group.content,
            token: try Question.Token(token, tokenOctets, of: id),
            key: key,
            policy: policy,
            detachedPayload: detachedPayload,
            sequence: isStep ? group.id : nil,
            timeLimit: timeLimit ?? Question.defaultTimeLimit
        )
    }

    fileprivate func expectation() throws(CorpusError) -> Expectation {
        switch expect {
        case "accept":
            guard let payload = payload ?? impliedPayload else {
                throw .inconsistent(vector: id, reason: "payload is required: the token doesn't contain it")
            }
            return .accept(payload: payload)
        case "reject":
            return .reject
        case "either":
            guard let why else { throw .inconsistent(vector: id, reason: "either needs why") }
            return .either(why: why.printable, payload: payload ?? impliedPayload, strict: strict)
        default:
            throw .inconsistent(vector: id, reason: "expect is \(expect), not accept, reject or either")
        }
    }

    /// The second of three segments, if it isn't empty.
    private var impliedPayload: Octets? {
        guard let segments = token?.split(separator: ".", omittingEmptySubsequences: false) else { return nil }
        guard segments.count == 3, !segments[1].isEmpty else { return nil }
        return Octets(base64url: segments[1])
    }
}

extension Question.Token {
    /// The token that a file writes as text or as octets.
    init(_ text: String?, _ octets: Octets?, of vector: String) throws(CorpusError) {
        switch (text, octets) {
        case (.some(let text), nil): self = .text(text)
        case (nil, .some(let octets)): self = .octets(octets)
        default: throw .inconsistent(vector: vector.printable, reason: "exactly one of token and tokenOctets is needed")
        }
    }
}

extension VectorFile.Mint {
    /// The recipe, with its key looked up.
    fileprivate func recipe(of vector: String, keys: [String: KeyRecord]) throws(CorpusError) -> MintRecipe {
        guard let signing = keys[key]?.signing else {
            throw .inconsistent(
                vector: vector,
                reason: "unknown key \(key); expected the id of a record in keys/ that can sign"
            )
        }
        let recipe = MintRecipe(key: signing, header: header, claims: claims, margin: margin)
        guard recipe.payload(at: 0) != nil else {
            throw .inconsistent(
                vector: vector,
                reason: "unknown placeholder in \(claims); expected ${now}, ${now+N} or ${now-N}"
            )
        }
        return recipe
    }
}

extension VectorFile.Key {
    /// What the key material is called: the ids of key records, or where it stands.
    func label(in place: String) -> String {
        if let ref { return ref }
        if let refs { return refs.joined(separator: ", ") }
        return place
    }

    func material(keys: [String: KeyRecord], group: String) throws(CorpusError) -> KeyMaterial {
        func record(_ id: String) throws(CorpusError) -> KeyRecord {
            guard let key = keys[id] else {
                throw .inconsistent(vector: group, reason: "unknown key \(id); expected the id of a record in keys/")
            }
            return key
        }
        if let ref {
            let key = try record(ref)
            return .jwk(key.verification, pem: key.pem)
        }
        if let refs {
            var members: [JSONValue] = []
            for id in refs { members.append(try record(id).verification) }
            return .jwkSet(.object(["keys": .array(members)]))
        }
        if let jwk { return .jwk(jwk, pem: pem) }
        if let jwks { return .jwkSet(jwks) }
        if let text { return .text(text) }
        if let octets { return .octets(octets) }
        return .none
    }
}
