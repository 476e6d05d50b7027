/// A file in the Wycheproof layout, with JWS tests.
struct WycheproofFile: Codable {
    struct Group: Codable {
        let type: String?
        let comment: String?
        let `private`: JSONValue?
        let `public`: JSONValue?
        let tests: [Test]
    }

    struct Test: Codable {
        let tcId: Int
        let comment: String?
        let flags: [String]?
        let result: String
        /// A JWS in compact serialization, or a JOSE object in JSON serialization.
        let jws: JSONValue?
    }

    let testGroups: [Group]

    static func read(_ json: [UInt8], name: String) throws(ImportError) -> WycheproofFile {
        try ImportedJSON.decode(WycheproofFile.self, from: json, name: name)
    }

    func imported(name: String, errata: Errata) -> ImportedFile {
        var groups: [VectorFile.Group] = []
        var omissions: [ImportedFile.Omission] = []
        for (position, group) in testGroups.enumerated() {
            let id = "wycheproof/\(name.slug)/group-\(position + 1)"
            var tests: [VectorFile.Test] = []
            for test in group.tests {
                do throws(Obstacle) {
                    tests.append(
                        try test.imported(source: name, group: group, id: "\(id)/tc-\(test.tcId)").vector(
                            errata: errata
                        )
                    )
                } catch {
                    omissions.append(.init(test: "\(test.tcId)", reason: error.reason))
                }
            }
            guard let key = group.public ?? group.private?.publicJWK, !tests.isEmpty else { continue }
            groups.append(
                VectorFile.Group(
                    id: id,
                    key: key["keys"] == nil ? .init(jwk: key) : .init(jwks: key),
                    policy: VerificationPolicy(algorithms: key.importedAlgorithms),
                    content: .bytes,
                    tests: tests
                )
            )
        }
        return ImportedFile(
            file: VectorFile(title: "Wycheproof: \(name)", groups: groups, flags: [:]),
            omissions: omissions
        )
    }
}

/// Why a test can't be turned into a vector.
private struct Obstacle: Error {
    let reason: String
}

extension WycheproofFile.Test {
    fileprivate func imported(
        source: String,
        group: WycheproofFile.Group,
        id: String
    ) throws(Obstacle) -> ImportedTest {
        guard let jws else { throw Obstacle(reason: "not a JWS test") }
        guard group.public != nil || group.private != nil else { throw Obstacle(reason: "its group has no key") }
        let token = jws.stringValue ?? ImportedJSON.text(jws)
        let expect: String
        switch result {
        case "valid": expect = "accept"
        case "invalid": expect = "reject"
        case "acceptable": expect = "either"
        default: throw Obstacle(reason: "its result is \(result), expected valid, invalid or acceptable")
        }
        var test = ImportedTest(
            source: source,
            test: "\(tcId)",
            id: id,
            summary: comment ?? "",
            token: token,
            expect: expect,
            why: (flags ?? []).isEmpty ? nil : "its flags are \((flags ?? []).joined(separator: ", "))"
        )
        test.payload = try Self.payload(of: jws, token: token, isNeeded: expect == "accept")
        return test
    }

    /// The payload that a library returns if it accepts the token.
    private static func payload(of jws: JSONValue, token: String, isNeeded: Bool) throws(Obstacle) -> Octets? {
        let text =
            jws["payload"]?.stringValue
            ?? token.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first.map(String.init)
        let payload = text.flatMap { Octets(base64url: $0) }
        guard payload != nil || !isNeeded else { throw Obstacle(reason: "its payload can't be read") }
        return payload
    }
}
