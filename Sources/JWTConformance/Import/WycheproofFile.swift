/// A file in the Wycheproof layout, with JWS tests.
struct WycheproofFile: Codable {
    struct Group: Codable {
        let `private`: JSONValue?
        let `public`: JSONValue?
        /// Each is read by itself: one that can't be read doesn't take the others with it.
        let tests: [JSONValue]

        /// What a verifier trusts.
        var key: JSONValue? {
            let key = `public` ?? `private`
            if case .string = key { return nil }
            return key
        }
    }

    let testGroups: [Group]

    static func read(_ json: [UInt8], name: String) throws(ImportError) -> WycheproofFile {
        try ImportedJSON.decode(WycheproofFile.self, from: json, name: name)
    }

    func imported(name: String, slug: String, errata: Errata, pem: (JSONValue) -> String?) -> ImportedFile {
        var groups: [VectorFile.Group] = []
        var omissions: [ImportedFile.Omission] = []
        for (position, group) in testGroups.enumerated() {
            let id = "wycheproof/\(slug)/group-\(position + 1)"
            var tests: [(algorithms: VerificationPolicy.Algorithms, tests: [VectorFile.Test])] = []
            var ids: Set<String> = []
            for (place, test) in group.tests.enumerated() {
                // Who numbers nothing, or two tests alike, still means two tests.
                let number = test["tcId"].map { $0.stringValue ?? ImportedJSON.text($0) } ?? "at \(place + 1)"
                do throws(Obstacle) {
                    let imported = try ImportedTest(
                        test,
                        of: group,
                        source: name,
                        number: number,
                        id: ids.added("\(id)/tc-\(Int(number).map { "\($0)" } ?? number.slug)"),
                        errata
                    )
                    let algorithms = group.key?.algorithms(for: imported.token) ?? .implementationDefault
                    let place = tests.firstIndex { $0.algorithms == algorithms } ?? tests.endIndex
                    if place == tests.endIndex { tests.append((algorithms, [])) }
                    tests[place].tests.append(imported.vector(errata: errata))
                } catch {
                    omissions.append(.init(test: number, reason: error.reason))
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

extension ImportedTest {
    fileprivate init(
        _ test: JSONValue,
        of group: WycheproofFile.Group,
        source: String,
        number: String,
        id: String,
        _ errata: Errata
    ) throws(Obstacle) {
        guard let jws = test["jws"] else { throw Obstacle(reason: "not a JWS test") }
        switch jws {
        case .string, .object: break
        default: throw Obstacle(reason: "not a JWS test")
        }
        guard group.key != nil else { throw Obstacle(reason: "its group has no key") }
        // A correction also helps a test that couldn't be imported as it stands.
        let corrected = errata.entry(source: source, test: number)?.expect
        let result = test["result"].map { $0.stringValue ?? ImportedJSON.text($0) } ?? "missing"
        let words = ["valid": "accept", "invalid": "reject", "acceptable": "either"]
        guard let expect = corrected ?? words[result] else {
            throw Obstacle(reason: "its result is \(result.bounded(to: 64)), expected valid, invalid or acceptable")
        }
        let flags = (test["flags"]?.arrayValue ?? []).compactMap(\.stringValue)
        self.init(
            source: source,
            test: number,
            id: id,
            summary: test["comment"]?.stringValue ?? "",
            token: jws.stringValue ?? ImportedJSON.text(jws),
            expect: expect,
            why: flags.isEmpty ? nil : "its flags are \(flags.joined(separator: ", "))".bounded(to: 512)
        )
        payload = try Self.payload(of: jws, token: token, isNeeded: expect == "accept")
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
