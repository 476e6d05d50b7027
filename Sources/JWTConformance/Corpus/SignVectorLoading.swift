extension SignVector {
    /// Where files of sign vectors lie in a corpus.
    static let folder = "sign/"

    /// The sign vectors below a corpus's folder, in the order of the files' paths and of the tests in them.
    ///
    /// - Parameter directory: the path of the corpus.
    /// - Returns: the vectors; a corpus may have none.
    /// - Throws: ``CorpusError``.
    public static func all(in directory: String) throws(CorpusError) -> [SignVector] {
        var keys: [String: KeyRecord] = [:]
        for key in try KeyRecord.all(in: directory) { keys[key.id] = key }
        var vectors: [SignVector] = []
        for path in try CorpusFiles.paths(below: directory) where path.hasPrefix(folder) {
            let file = try CorpusFiles.read(SignVectorFile.self, path: path, in: directory)
            guard file.schema == SignVectorFile.schema else {
                throw .unreadable(file: path, reason: "schema is \(file.schema), not \(SignVectorFile.schema)")
            }
            vectors += try file.vectors(keys: keys)
        }
        var seen: Set<String> = []
        for vector in vectors where !seen.insert(vector.id).inserted {
            throw .inconsistent(vector: vector.id, reason: "the id is there twice")
        }
        return vectors
    }
}

extension SignVectorFile {
    /// The vectors of the file, with keys looked up.
    ///
    /// - Parameter keys: the corpus's key records by id.
    /// - Returns: the vectors in order.
    /// - Throws: ``CorpusError/inconsistent(vector:reason:)`` where a key isn't there or a member is missing.
    public func vectors(keys: [String: KeyRecord]) throws(CorpusError) -> [SignVector] {
        var vectors: [SignVector] = []
        for group in groups {
            let (signing, verification) = try group.key.halves(keys: keys, group: group.id)
            for test in group.tests {
                guard case .object = test.header else {
                    throw .inconsistent(vector: test.id, reason: "the header is no object")
                }
                vectors.append(
                    SignVector(
                        id: try test.id.checkedID(),
                        summary: test.summary.printable,
                        request: SignRequest(header: test.header, payload: test.payload, key: signing),
                        expectation: try test.expectation(verification: verification),
                        level: test.level ?? .must,
                        reason: test.reason,
                        isAskedTwice: test.twice ?? false,
                        refs: (test.refs ?? []).map(\.printable)
                    )
                )
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
                throw .inconsistent(vector: group, reason: "the key \(ref) isn't in the corpus")
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
    fileprivate func expectation(verification: KeyMaterial) throws(CorpusError) -> SignVector.Expectation {
        switch expect {
        case "produce":
            return .produce(verification: verification)
        case "refuse":
            guard reason != nil else { throw .inconsistent(vector: id, reason: "refuse needs a reason") }
            return .refuse
        case "either":
            guard let why else { throw .inconsistent(vector: id, reason: "either needs why") }
            return .either(why: why.printable, verification: verification)
        default:
            throw .inconsistent(vector: id, reason: "expect is \(expect), not produce, refuse or either")
        }
    }
}
