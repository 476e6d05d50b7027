/// A file of sign vectors as it stands on disk (`jwt-assay/sign-vectors/1`): one topic, grouped by key.
package struct SignVectorFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/sign-vectors/1"

    /// Always ``SignVectorFile/schema-type.property``.
    package var schema: String
    /// The topic.
    package var title: String
    /// The groups.
    package var groups: [Group]

    /// Assembles a file.
    package init(title: String, groups: [Group]) {
        self.schema = Self.schema
        self.title = title
        self.groups = groups
    }

    /// Tests that share a key.
    package struct Group: Codable, Hashable, Sendable {
        /// A slug; the prefix of its tests' ids.
        package var id: String
        /// The key to sign with.
        package var key: Key
        /// The tests.
        package var tests: [Test]

        /// Assembles a group.
        package init(id: String, key: Key, tests: [Test]) {
            self.id = id
            self.key = key
            self.tests = tests
        }
    }

    /// The key to sign with: exactly one of `ref` and `jwk`.
    package struct Key: Codable, Hashable, Sendable {
        /// The id of a key record, whose half for signing is meant.
        package var ref: String?
        /// A JWK in place.
        package var jwk: JSONValue?
        /// The JWK that verifies the signatures of `jwk`; absent if `jwk` does, or if no token is allowed.
        package var verification: JSONValue?

        /// Names or holds a key.
        package init(ref: String? = nil, jwk: JSONValue? = nil, verification: JSONValue? = nil) {
            self.ref = ref
            self.jwk = jwk
            self.verification = verification
        }
    }

    /// One sign vector.
    package struct Test: Codable, Hashable, Sendable {
        /// See ``Vector/id``.
        package var id: String
        /// See ``Vector/summary``.
        package var summary: String
        /// The header to sign under: an object.
        package var header: JSONValue
        /// What to sign.
        package var payload: Octets
        /// `produce`, `refuse` or `either`.
        package var expect: String
        /// Why either answer is legal.
        package var why: String?
        /// See ``Vector/level``; absent: `must`.
        package var level: Level?
        /// See ``Vector/reason``.
        package var reason: ReasonCode?
        /// See ``Vector/attacker``.
        package var attacker: Attacker?
        /// See ``Vector/gain``.
        package var gain: Gain?
        /// See ``SigningTask/isAskedTwice``; absent: no.
        package var twice: Bool?
        /// See ``Vector/refs``.
        package var refs: [String]?

        /// Describes a test by what every test has.
        package init(id: String, summary: String, header: JSONValue, payload: Octets, expect: String) {
            self.id = id
            self.summary = summary
            self.header = header
            self.payload = payload
            self.expect = expect
        }
    }
}

extension SignVectorFile {
    /// Where files of sign vectors lie in a corpus.
    static let folder = "sign/"

    /// The vectors of the file, with keys looked up.
    ///
    /// - Parameter keys: the corpus's key records by id.
    /// - Returns: the vectors in order.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` if a key isn't there or a member is missing.
    package func vectors(keys: [String: KeyRecord]) throws(CorpusError) -> [Vector] {
        var vectors: [Vector] = []
        for group in groups {
            let (signing, verification) = try group.key.halves(keys: keys, group: group.id)
            for test in group.tests {
                guard case .object = test.header else {
                    throw .inconsistent(vector: test.id, reason: "the header isn't an object")
                }
                let request = SignRequest(header: test.header, payload: test.payload, key: signing)
                var vector = Vector(
                    id: test.id,
                    summary: test.summary,
                    signing: SigningTask(request, verification: verification, isAskedTwice: test.twice ?? false),
                    expectation: try test.expectation(),
                    level: test.level ?? .must,
                    reason: test.reason,
                    refs: test.refs ?? [],
                    keyLabel: group.key.ref ?? group.id
                )
                (vector.attacker, vector.gain) = (test.attacker, test.gain)
                vectors.append(vector)
            }
        }
        return vectors
    }
}

extension SignVectorFile.Key {
    /// What the signer is given, and what verifies its tokens.
    fileprivate func halves(
        keys: [String: KeyRecord],
        group: String
    ) throws(CorpusError) -> (signing: KeyMaterial, verification: KeyMaterial) {
        switch (ref, jwk) {
        case (.some(let ref), nil):
            guard let record = keys[ref] else {
                throw .inconsistent(vector: group, reason: "unknown key \(ref); expected the id of a record in keys/")
            }
            let signing = record.signing ?? record.verification
            return (.jwk(signing, pem: record.signingPEM), .jwk(record.verification, pem: record.pem))
        case (nil, .some(let jwk)):
            return (.jwk(jwk, pem: nil), .jwk(verification ?? jwk, pem: nil))
        default:
            throw .inconsistent(vector: group, reason: "exactly one of ref and jwk is needed")
        }
    }
}

extension SignVectorFile.Test {
    fileprivate func expectation() throws(CorpusError) -> Expectation {
        switch expect {
        case "produce":
            return .accept(payload: payload)
        case "refuse":
            guard reason != nil else { throw .inconsistent(vector: id, reason: "refuse needs a reason") }
            return .reject
        case "either":
            guard let why else { throw .inconsistent(vector: id, reason: "either needs why") }
            return .either(why: why, payload: payload, strict: nil)
        default:
            throw .inconsistent(vector: id, reason: "expect is \(expect), not produce, refuse or either")
        }
    }
}
