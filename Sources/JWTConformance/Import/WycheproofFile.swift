/// A file in the Wycheproof layout, with JWS tests.
struct WycheproofFile: Codable {
    struct Group: Codable {
        let type: String?
        let comment: String?
        let `private`: JSONValue?
        let `public`: JSONValue?
        let tests: [Test]

        /// What a verifier trusts.
        var key: JSONValue? { `public` ?? `private` }
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

    func imported(name: String, errata: Errata, pem: (JSONValue) -> String?) -> ImportedFile {
        var groups: [VectorFile.Group] = []
        var omissions: [ImportedFile.Omission] = []
        for (position, group) in testGroups.enumerated() {
            let id = "wycheproof/\(name.slug)/group-\(position + 1)"
            var tests: [(algorithms: VerificationPolicy.Algorithms, tests: [VectorFile.Test])] = []
            for test in group.tests {
                do throws(Obstacle) {
                    let imported = try test.imported(source: name, group: group, id: id, errata: errata)
                    let algorithms = group.key?.algorithms(for: imported.token) ?? .implementationDefault
                    let place = tests.firstIndex { $0.algorithms == algorithms } ?? tests.endIndex
                    if place == tests.endIndex { tests.append((algorithms, [])) }
                    tests[place].tests.append(imported.vector(errata: errata))
                } catch {
                    omissions.append(.init(test: "\(test.tcId)", reason: error.reason))
                }
            }
            guard let key = group.key?.trusted(pem: pem) else { continue }
            // Tests that need another algorithm of the same key are a group of their own.
            groups += tests.enumerated().map { number, part in
                VectorFile.Group(
                    id: number == 0 ? id : "\(id)-\(number + 1)",
                    key: key,
                    policy: VerificationPolicy(algorithms: part.algorithms),
                    content: .bytes,
                    tests: part.tests
                )
            }
        }
        return ImportedFile(
            file: VectorFile(title: ImportLayout.wycheproof.titlePrefix + name, groups: groups, flags: [:]),
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
        id: String,
        errata: Errata
    ) throws(Obstacle) -> ImportedTest {
        guard let jws else { throw Obstacle(reason: "not a JWS test") }
        guard group.key != nil else { throw Obstacle(reason: "its group has no key") }
        let token = jws.stringValue ?? ImportedJSON.text(jws)
        // A correction also helps a test that couldn't be imported as it stands.
        let corrected = errata.entry(source: source, test: "\(tcId)")?.expect
        let words = ["valid": "accept", "invalid": "reject", "acceptable": "either"]
        guard let expect = corrected ?? words[result] else {
            throw Obstacle(reason: "its result is \(result.bounded(to: 64)), expected valid, invalid or acceptable")
        }
        var test = ImportedTest(
            source: source,
            test: "\(tcId)",
            id: "\(id)/tc-\(tcId)",
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
